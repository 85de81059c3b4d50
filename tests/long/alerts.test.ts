/**
 * The alert rules of deploy/alerts.yml against what `/metrics` says before and after each failure.
 * Needs promtool: `apt-get install prometheus`.
 */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { stoppedClock } from '../../playground/server/clock.ts';
import { localSlack } from '../../playground/server/local-slack.ts';
import { processMetrics } from '../../src/ops/metrics.ts';
import { openStore } from '../../src/store/store.ts';
import { recordedLog } from '../recorded-log.ts';
import { extraMile, manifest, ownContent } from '../stories/extra-mile.ts';

const rules = resolve('deploy/alerts.yml');
const promtool = process.env.PROMTOOL ?? 'promtool';
const run = promisify(execFile);

/** Runs promtool with `input`; rejects with what it says if something is wrong. */
async function check(args: readonly string[], input = ''): Promise<void> {
  const running = run(promtool, args);
  running.child.stdin?.end(input);
  await running;
}

async function app() {
  const clock = stoppedClock(Date.UTC(2026, 10, 24, 12));
  const slack = await localSlack({ manifest, clock });
  const log = recordedLog();
  const store = await openStore({ url: 'memory:', clock, log });
  let search = ownContent.library.search;
  let asked = 0;
  const library = { ...ownContent.library, search: (question: string) => search(question) };
  const content = { ...ownContent, library };
  const metrics = processMetrics('0.0.0');
  const story = await extraMile('socket', { slack, content, metrics, store });
  const ana = slack.person('ana');
  await ana.send('general', '/invite @Extra Mile');
  const handled = () =>
    story.log.lines.filter(
      ({ message, what }) => message === 'request' && String(what).startsWith('care'),
    ).length;
  return {
    ...story,
    clock,
    store,
    /** Twenty questions, also as mentions, which are answered by a call of Slack's API. */
    traffic: async () => {
      const before = handled();
      for (let count = 0; count < 10; count += 1) {
        asked += 1;
        // Never the same question: answers are cached.
        await ana.send('general', `/care customer number ${asked} is shouting`);
        await ana.send('general', `@Extra Mile customer number ${asked} is angry`);
      }
      await expect.poll(handled, { timeout: 30_000 }).toBe(before + 20);
    },
    searchBy: (replaced: typeof search) => {
      search = replaced;
    },
    scrape: async () => {
      const text = await (await fetch(`http://127.0.0.1:${story.app.opsPort}/metrics`)).text();
      await check(['check', 'metrics'], text);
      return text;
    },
  };
}

type App = Awaited<ReturnType<typeof app>>;

const samplesOf = (text: string): ReadonlyMap<string, number> =>
  new Map(
    text
      .split('\n')
      .filter((line) => line && !line.startsWith('#'))
      .map((line) => {
        const at = line.lastIndexOf(' ');
        return [line.slice(0, at), Number(line.slice(at + 1))];
      }),
  );

const minutes = 30;

/** The second scrape a minute after the first, and from then on as it went between the two. */
function seriesOf(before: string, after: string): { series: string; values: string }[] {
  const first = samplesOf(before);
  return [...samplesOf(after)].map(([series, value]) => {
    const isCounter = /^[a-z_]+_(?:total|count|sum|bucket)\b/.test(series);
    const from = first.get(series) ?? (isCounter ? 0 : value);
    const grows = isCounter ? `${from}+${value - from}x${minutes}` : `${from} ${value}x${minutes}`;
    return { series, values: grows };
  });
}

/** Resolves if exactly these alerts fire after half an hour. */
async function fires(alerts: readonly string[], [before, after]: readonly [string, string]) {
  const folder = mkdtempSync(join(tmpdir(), 'alerts-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'test.yml');
  const firing = alerts.map((alert) => ({ labels: `{alertname="${alert}"}`, value: 1 }));
  const expr = 'group by (alertname) (ALERTS{alertstate="firing"})';
  const expected = { expr, eval_time: '25m', exp_samples: firing };
  const one = {
    interval: '1m',
    input_series: seriesOf(before, after),
    promql_expr_test: [expected],
  };
  // JSON is YAML too.
  const all = { rule_files: [rules], evaluation_interval: '1m', tests: [one] };
  writeFileSync(file, JSON.stringify(all));
  await check(['test', 'rules', file]);
}

const failures: readonly [string, readonly string[], (app: App) => unknown][] = [
  ['nothing', [], () => {}],
  [
    'Slack is gone',
    ['ExtraMileNotReady'],
    async ({ slack, app: { opsPort } }) => {
      await slack.close();
      const isReady = async () => (await fetch(`http://127.0.0.1:${opsPort}/readyz`)).ok;
      await expect.poll(isReady, { timeout: 30_000 }).toBe(false);
    },
  ],
  [
    'a search blocks the process for four seconds',
    ['ExtraMileSlowAcknowledgements'],
    ({ clock, searchBy }) =>
      searchBy((question) => {
        clock.advance(4000);
        return ownContent.library.search(question);
      }),
  ],
  [
    'a search throws',
    ['ExtraMileFailedRequests'],
    ({ searchBy }) =>
      searchBy(() => {
        throw new Error('the shelf fell over');
      }),
  ],
  [
    'another replica holds the locks of the outbox and hangs',
    ['ExtraMileOutboxLate'],
    async ({ slack, app: { runOutbox }, store, clock }) => {
      await slack.person('ana').send('general', '/care tips on 10:15 daily');
      const { promise, resolve: release } = Promise.withResolvers<void>();
      clock.advance(20 * 3_600_000);
      await runOutbox();
      clock.advance(4 * 3_600_000);
      for (let part = 0; part < 16; part += 1)
        void store.withLock(`_/outbox/${part}`, () => promise);
      onTestFinished(() => release());
      await runOutbox();
    },
  ],
  [
    'Slack refuses the answers to mentions',
    ['ExtraMileFailedRequests', 'ExtraMileSlackErrors'],
    ({ slack }) => {
      slack.faults.add({
        on: 'chat.postEphemeral',
        does: 'error',
        error: 'missing_scope',
        times: 99,
      });
    },
  ],
];

test('the rules are valid', () => check(['check', 'rules', rules]));

test.each(failures)('%s: %j', async (_, alerts, fail) => {
  const story = await app();
  const isGone = alerts.includes('ExtraMileNotReady');
  await story.traffic();
  const before = await story.scrape();
  await fail(story);
  if (!isGone) await story.traffic();
  await fires(alerts, [before, await story.scrape()]);
});
