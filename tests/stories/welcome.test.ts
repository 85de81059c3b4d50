import { describe, expect, test } from 'vitest';
import { stoppedClock } from '../../playground/server/clock.ts';
import { type LocalSlack, localSlack } from '../../playground/server/local-slack.ts';
import { systemClock } from '../../src/ports/clock.ts';
import { openStore } from '../../src/store/store.ts';
import { recordedLog } from '../recorded-log.ts';
import { extraMile, manifest, transports } from './extra-mile.ts';
import { refusalsOf } from './tip-story.ts';

const start = Date.UTC(2026, 10, 24, 12);
const toMe = 'Type a few words about the customer in front of you';
const toChannel = 'I can bring one small customer care tip to this channel';

const greetings = (slack: LocalSlack, who: string, channel = 'Extra Mile') =>
  slack
    .person(who)
    .reads(channel)
    .filter(({ text }) => text.startsWith(channel === 'Extra Mile' ? toMe : toChannel));

/** Lets everything that was sent so far be handled: an answer comes after it. */
async function settled(slack: LocalSlack) {
  const dev = slack.person('dev');
  const before = dev.reads('general').length;
  await dev.send('general', '/care about');
  await slack.until(() => dev.reads('general').length > before);
}

describe.each(transports)('over %s', (transport) => {
  test('welcomes a person once, when they first open the direct message', async () => {
    const slack = await localSlack({ manifest, clock: stoppedClock(start) });
    await extraMile(transport, { slack });
    const ana = slack.person('ana');
    await ana.openHome();
    await settled(slack);
    expect(greetings(slack, 'ana')).toEqual([]);
    await ana.openMessages();
    const [welcome] = await slack.until(
      () => greetings(slack, 'ana').length > 0 && greetings(slack, 'ana'),
    );
    await ana.openMessages();
    await settled(slack);
    expect(greetings(slack, 'ana')).toHaveLength(1);
    if (!welcome) throw new Error('no welcome');
    expect(welcome.text.split(/\.(?: |$)/).filter(Boolean)).toHaveLength(2);
    for (const [label, said] of [
      ['Set up my tips', 'Not on these dates'],
      ['Give a shout-out', '"text":"Give a shout-out"'],
    ] as const) {
      await ana.press(welcome, label);
      await slack.until(() => JSON.stringify(ana.views()).includes(said));
      for (const view of ana.views()) await ana.closeView(view);
    }
    expect(refusalsOf(slack)).toEqual([]);
  });

  test('welcomes a channel once, also after the app left and came back', async () => {
    const slack = await localSlack({ manifest, clock: stoppedClock(start) });
    await extraMile(transport, { slack });
    const ana = slack.person('ana');
    await ana.send('returns-counter', '/invite @Extra Mile');
    const [welcome] = await slack.until(
      () =>
        greetings(slack, 'ana', 'returns-counter').length > 0 &&
        greetings(slack, 'ana', 'returns-counter'),
    );
    if (!welcome) throw new Error('no welcome');
    expect(welcome.text.split(/\.(?: |$)/).filter(Boolean)).toHaveLength(2);
    await ana.press(welcome, 'What can I ask?');
    await slack.until(() =>
      ana.reads('returns-counter').some(({ text }) => text.includes('How to ask')),
    );
    await ana.press(welcome, 'Set up tips');
    await slack.until(() => JSON.stringify(ana.views()).includes('Time zone'));
    await ana.send('returns-counter', '/remove @Extra Mile');
    await ana.send('returns-counter', '/invite @Extra Mile');
    await settled(slack);
    expect(greetings(slack, 'ana', 'returns-counter')).toHaveLength(1);
    expect(refusalsOf(slack)).toEqual([]);
  });
});

test('says nothing in a direct message that is a conversation already', async () => {
  const slack = await localSlack({ manifest, clock: stoppedClock(start) });
  await extraMile('socket', { slack });
  const ana = slack.person('ana');
  await ana.send('Extra Mile', 'patience');
  await slack.until(() => ana.reads('Extra Mile').some(({ text }) => text.includes('of 16')));
  await ana.openMessages();
  await settled(slack);
  expect(greetings(slack, 'ana')).toEqual([]);
});

test('two replicas welcome once, and not again after a new start', async () => {
  const slack = await localSlack({ manifest, clock: stoppedClock(start) });
  const store = await openStore({ url: 'memory:', clock: systemClock, log: recordedLog() });
  const kept = { ...store, close: async () => {} };
  const replicas = () => Promise.all([1, 2].map(() => extraMile('socket', { slack, store: kept })));
  const ana = slack.person('ana');
  const first = await replicas();
  await Promise.all([1, 2, 3, 4].map(() => ana.openMessages()));
  await slack.until(() => greetings(slack, 'ana').length > 0);
  await settled(slack);
  await Promise.all(first.map(({ app }) => app.stop(0)));
  await replicas();
  await ana.openMessages();
  await settled(slack);
  expect(greetings(slack, 'ana')).toHaveLength(1);
});

test('tries again only if Slack certainly did not post', async () => {
  const slack = await localSlack({ manifest, clock: stoppedClock(start) });
  await extraMile('socket', { slack });
  const [ana, ben] = [slack.person('ana'), slack.person('ben')];
  slack.faults.add({ on: 'chat.postMessage', does: 'rate-limit', retryAfter: 1 });
  await ana.openMessages();
  await slack.until(() => slack.faults.pending() === 0);
  await settled(slack);
  slack.clock.advance(5000);
  await ana.openMessages();
  await slack.until(() => greetings(slack, 'ana').length === 1);
  slack.faults.add({ on: 'chat.postMessage', does: 'drop-after' });
  await ben.openMessages();
  await slack.until(() => greetings(slack, 'ben').length === 1);
  await settled(slack);
  await ben.openMessages();
  await settled(slack);
  expect(greetings(slack, 'ben')).toHaveLength(1);
});
