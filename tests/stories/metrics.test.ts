import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { stoppedClock } from '../../playground/server/clock.ts';
import { localSlack } from '../../playground/server/local-slack.ts';
import { processMetrics } from '../../src/ops/metrics.ts';
import { openStore } from '../../src/store/store.ts';
import { eventually } from '../eventually.ts';
import { recordedLog } from '../recorded-log.ts';
import { extraMile, manifest, ownContent } from './extra-mile.ts';

/** A library whose search takes four seconds, in which nothing else runs, or fails. */
const slowLibrary = (pass: (ms: number) => void): typeof ownContent.library => ({
  ...ownContent.library,
  search: (question) => {
    if (question === 'fail') throw new Error('the shelf fell over');
    if (question === 'slow') pass(4000);
    return ownContent.library.search(question);
  },
});

async function withMetrics() {
  const clock = stoppedClock(Date.UTC(2026, 10, 24, 12));
  const slack = await localSlack({ manifest, clock });
  const content = { ...ownContent, library: slowLibrary(clock.advance) };
  const metrics = processMetrics('1.2.3');
  const store = await openStore({ url: 'memory:', clock, log: recordedLog() });
  const story = await extraMile('socket', { slack, content, metrics, store });
  const scrape = async () => (await fetch(`http://127.0.0.1:${story.app.opsPort}/metrics`)).text();
  return { ...story, store, clock, scrape, ana: slack.person('ana') };
}

/** The value of a series in a scrape, by name and labels as they stand there. */
const readingOf = (text: string, series: string): number =>
  Number(
    text
      .split('\n')
      .find((line) => line.startsWith(`${series} `))
      ?.slice(series.length),
  );

test('measures requests, calls, the store and the outbox, and names nobody', async () => {
  const { app, slack, store, clock, ana, scrape } = await withMetrics();
  await ana.send('general', '/invite @Extra Mile');
  for (const words of ['patience', 'slow', 'fail', 'tips on 10:15 daily'])
    await ana.send('general', `/care ${words}`);
  slack.faults.add({ on: 'chat.postEphemeral', does: 'error', error: 'channel_not_found' });
  await ana.send('general', '@Extra Mile patience');
  await app.runOutbox();
  const seconds = 'extra_mile_acknowledgement_seconds';
  const values = Object.entries({
    [`${seconds}_bucket{le="3",route="care search"}`]: 2,
    [`${seconds}_count{route="care search"}`]: 3,
    [`${seconds}_count{route="care tips"}`]: 1,
    'extra_mile_requests_total{route="care",outcome="failed"}': 1,
    extra_mile_requests_in_flight: 0,
    'extra_mile_slack_errors_total{method="chat.postEphemeral",error="channel_not_found"}': 1,
    'extra_mile_slack_calls_total{method="chat.scheduleMessage"}': 1,
    'extra_mile_outbox_messages_total{outcome="queued"}': 1,
    extra_mile_outbox_oldest_due_seconds: 0,
    extra_mile_sockets: 2,
    'extra_mile_ready{check="store"}': 1,
    [`extra_mile_info{version="1.2.3",content="${ownContent.version}"}`]: 1,
  });
  let text = '';
  await eventually(async () => {
    text = await scrape();
    expect(values.map(([series]) => [series, readingOf(text, series)])).toEqual(values);
  });
  expect(readingOf(text, 'extra_mile_store_seconds_count{operation="update"}')).toBeGreaterThan(0);
  expect(text).not.toMatch(/"[^"]*\b[UTCDGB]0[A-Z0-9]{2,}/);

  // The locks that a run needs are held by a replica that hangs.
  const { promise, resolve } = Promise.withResolvers<void>();
  clock.advance(20 * 3_600_000);
  await app.runOutbox();
  clock.advance(4 * 3_600_000);
  const held = Array.from({ length: 16 }, (_, part) =>
    store.withLock(`_/outbox/${part}`, () => promise),
  );
  await app.runOutbox();
  const late = readingOf(await scrape(), 'extra_mile_outbox_oldest_due_seconds');
  expect(late).toBeGreaterThan(600);
  resolve();
  await Promise.all(held);
  await app.runOutbox();
  expect(readingOf(await scrape(), 'extra_mile_outbox_oldest_due_seconds')).toBe(0);
});

test('rules and dashboard use only metrics that there are', async () => {
  const { scrape } = await withMetrics();
  const known = new Set(
    [...(await scrape()).matchAll(/^# TYPE (\S+) (\w+)$/gm)].flatMap(([, name, type]) =>
      type === 'histogram' ? [name, `${name}_bucket`, `${name}_count`, `${name}_sum`] : [name],
    ),
  );
  const files = ['deploy/alerts.yml', 'deploy/grafana-dashboard.json'].map((path) =>
    readFileSync(path, 'utf8'),
  );
  const used = [...files.join('\n').matchAll(/\b(extra_mile|process|nodejs)_\w+\b/g)];
  expect(used.length).toBeGreaterThan(20);
  expect(used.map(([name]) => name).filter((name) => !known.has(name))).toEqual([]);
});
