import { expect, test } from 'vitest';
import { day, hour, minute, outboxes } from './rig.ts';

const nine = 9 * 60;

async function withPlan(change: Parameters<typeof outboxes>[0] = {}) {
  const rig = await outboxes(change);
  const plan = { minutes: nine, channel: rig.channel, text: 'Tip' };
  rig.plans.set('a', plan);
  return { ...rig, plan };
}

test('a new appointment is queued with Slack at once, and comes on the minute with nobody at work', async () => {
  const { box, tip, clock, texts, times, noted } = await withPlan();
  expect(await box.arrange(tip('a'))).toMatchObject({
    onItsWay: undefined,
    upcoming: { occurrence: '2026-11-24', isQueued: true },
    ended: undefined,
  });
  expect(noted.queued).toEqual(['a 2026-11-24']);
  clock.advance(21 * hour - 1);
  expect(texts()).toEqual([]);
  clock.advance(1);
  expect(texts()).toEqual(['Tip 2026-11-24']);
  expect(times()).toEqual(['2026-11-24T09:00']);
});

test('a week of messages comes on the minute, one a day', async () => {
  const { box, tip, pass, texts, times } = await withPlan();
  await box.arrange(tip('a'));
  await pass(7 * day);
  expect(texts()).toEqual(
    ['24', '25', '26', '27', '28', '29', '30'].map((date) => `Tip 2026-11-${date}`),
  );
  expect(new Set(times().map((time) => time.slice(11)))).toEqual(new Set(['09:00']));
}, 60_000);

test('the app was down for twenty hours, at any time of the day: the next one comes on the minute', async () => {
  for (const start of [21 * hour + 2 * minute, 22 * hour, 24 * hour + 5 * minute, 30 * hour]) {
    const { box, tip, pass, clock, times } = await withPlan();
    await box.arrange(tip('a'));
    await pass(start);
    clock.advance(20 * hour);
    await pass(day);
    expect(times().slice(0, 2)).toEqual(['2026-11-24T09:00', '2026-11-25T09:00']);
  }
}, 60_000);
