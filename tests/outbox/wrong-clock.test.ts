import { expect, test } from 'vitest';
import { z } from 'zod';
import { day, hour, minute, noon, type Plan, second } from './plans.ts';
import { outboxes } from './rig.ts';

/** One tip a day at nine in `general`; everybody’s clock, Slack’s as well, may be set. */
async function withPlan(change: Parameters<typeof outboxes>[0] = {}) {
  const rig = await outboxes(change);
  const plan: Plan = { minutes: 9 * 60, channel: rig.channel, text: 'Tip' };
  rig.plans.set('a', plan);
  return { ...rig, plan, a: rig.tip('a') };
}

const nines = (...dates: readonly string[]) => dates.map((date) => `2026-11-${date}T09:00`);

test.each([
  ['forty days ahead', 40 * day, 4 * second],
  ['a week ahead', 7 * day, 10 * second],
  ['five years ahead', 5 * 365 * day, 4 * second],
  ['five years back', -5 * 365 * day, 4 * second],
  ['a day ahead', day, hour],
])('sends every tip after a first start %s', async (_, ahead, ms) => {
  const { box, a, clock, open, pass, run, times } = await withPlan();
  clock.set(noon + ahead);
  await run();
  clock.advance(ms);
  await run();
  clock.set(noon);
  await run(open());
  await box.arrange(a);
  await pass(5 * day);
  expect(times()).toEqual(nines('24', '25', '26', '27', '28'));
});

test.each([
  ['forty days ahead', 40 * day],
  ['a week ahead', 7 * day],
  ['a day back', -day],
  ['five years back', -5 * 365 * day],
])('sends every tip of a plan that was set up %s', async (_, ahead) => {
  const { box, a, clock, open, pass, run, times } = await withPlan();
  clock.set(noon + ahead);
  await run();
  await box.arrange(a);
  clock.set(noon);
  await run(open());
  await pass(5 * day);
  // What Slack posts when its own clock is set forward is not ours.
  expect(times().filter((time) => time > '2026-11-24')).toEqual(
    nines('24', '25', '26', '27', '28'),
  );
});

test.each([
  ['forty days ahead', 40 * day],
  ['a day ahead', day],
  ['a day back', -day],
])(
  'sends every tip after the clock was %s for ten seconds, in the same process',
  async (_, ahead) => {
    const { box, a, clock, pass, run, times } = await withPlan();
    await box.arrange(a);
    await pass(2 * hour);
    clock.set(clock.now() + ahead);
    await run();
    clock.advance(10 * second);
    await run();
    clock.set(noon + 2 * hour);
    await pass(5 * day);
    expect(times().filter((time) => time < '2026-11-28T12')).toEqual(
      expect.arrayContaining(nines('24', '25', '26', '27', '28')),
    );
  },
);

test('sends every tip after a run that was killed forty days ahead', async () => {
  const hung = new Set(['chat.scheduleMessage']);
  const { box, a, clock, open, run, times } = await withPlan({
    around: (slack) => ({
      ...slack,
      schedule: (...call) =>
        hung.size > 0 ? new Promise<never>(() => {}) : slack.schedule(...call),
    }),
  });
  clock.set(noon + 40 * day);
  await box.prepare(a);
  clock.advance(2 * minute);
  void box.run(minute);
  for (let count = 0; count < 50; count += 1) await new Promise((done) => setImmediate(done));
  hung.clear();
  clock.set(noon);
  const next = open();
  await run(next);
  expect(await next.upcoming(a)).toMatchObject({ occurrence: '2026-11-24', isQueued: true });
  for (let hours = 0; hours < 5 * 24; hours += 1) {
    clock.advance(hour);
    await run(next);
  }
  expect(times()).toEqual(nines('24', '25', '26', '27', '28'));
});

test('finds an appointment that the index has lost', async () => {
  const { box, a, clock, open, run, store, calls } = await withPlan();
  await box.arrange(a);
  clock.advance(21 * hour + minute);
  const lost = { namespace: 'outbox', prefix: '_/index/', schema: z.unknown() };
  const names: string[] = [];
  await store.forEach(lost, ({ name }) => void names.push(name));
  await store.setMany(
    names.map((name) => ({
      key: { namespace: 'outbox', name, schema: z.unknown() },
      value: undefined,
    })),
  );
  clock.advance(3 * hour);
  await run(open());
  expect([calls('chat.scheduleMessage'), (await box.upcoming(a))?.isQueued]).toEqual([2, true]);
});

test('asks no planner about a message that Slack has for the next day', async () => {
  const { box, a, plans, open, run, log } = await withPlan();
  await box.arrange(a);
  plans.delete('a');
  const asked: string[] = [];
  const next = open();
  next.register('tip', {
    next: async ({ id }) => void asked.push(id),
    compose: async () => ({ text: '', blocks: [] }),
    ended: async () => {},
  });
  await run(next);
  expect(asked).toEqual([]);
  expect(log.lines.filter(({ level }) => level !== 'info')).toEqual([]);
});

test('wakes a lost appointment when somebody looks at it', async () => {
  const { box, a, clock, run, calls } = await withPlan();
  clock.set(noon + 40 * day);
  await box.prepare(a);
  clock.set(noon);
  // The sweep of this process was before.
  await run();
  expect(await box.upcoming(a)).toMatchObject({ occurrence: '2026-11-24' });
  await run();
  expect(calls('chat.scheduleMessage')).toBe(1);
});

test('sends on its minute what became due while the process was suspended in a run', async () => {
  let resumesAt: number | undefined = noon + 95 * minute;
  const { plans, box, channel, pass, texts } = await outboxes({
    around: (slack, clock) => ({
      ...slack,
      schedule: async (...args) => {
        if (resumesAt !== undefined) clock.set(resumesAt);
        resumesAt = undefined;
        return slack.schedule(...args);
      },
    }),
  });
  // Queued half an hour ahead: the first at one o'clock, the second while nothing runs.
  for (const [id, minutes] of [
    ['a', 13 * 60 + 37],
    ['b', 13 * 60 + 45],
  ] as const) {
    plans.set(id, { minutes, channel, text: id });
    await box.arrange({ workspace: 'T0100001', kind: 'recap', id });
  }
  await pass(2 * hour, minute);
  expect(texts()).toEqual(['a 2026-11-23', 'b 2026-11-23']);
});

test('leaves alone what is late only because of the rate limits', async () => {
  const { plans, box, channel, clock, open, run, tip, log } = await outboxes();
  for (let number = 0; number < 150; number += 1) {
    const id = String(number);
    plans.set(id, { minutes: 9 * 60 + Math.floor(number / 50), channel, text: id });
    await box.prepare(tip(id));
  }
  clock.advance(minute);
  await run();
  clock.advance(11 * minute);
  const found = () => log.lines.filter(({ message }) => message.startsWith('found messages'));
  expect(found()).toEqual([]);
  await run(open());
  expect(found()).toEqual([]);
});
