import { expect, onTestFinished, test } from 'vitest';
import { stoppedClock } from '../../../playground/server/clock.ts';
import { planKey } from '../../../src/features/tips/keys.ts';
import { newPlan, type Plan } from '../../../src/features/tips/plan.ts';
import {
  changePlan,
  resumed,
  turnedOff,
  upcomingSkips,
  withDaysOff,
  withoutSkip,
  withSkip,
} from '../../../src/features/tips/plan-transitions.ts';
import type { Arranged, Outbox } from '../../../src/ports/outbox.ts';
import { StoreUnavailable } from '../../../src/ports/store.ts';
import { openStore } from '../../../src/store/store.ts';
import { idleOutbox } from '../../no-slack.ts';
import { recordedLog } from '../../recorded-log.ts';

const plan = newPlan({ id: 'C1', name: 'general', owner: 'U1', zone: 'UTC' });
const target = { workspace: 'T1', id: 'C1' };
const bundles = {
  task: (workspace: string, id: string) => ({ workspace, kind: 'bundle', id }),
  changed: () => {},
};
const nothing: Arranged = { onItsWay: undefined, upcoming: undefined, ended: undefined };

/** A store, and an outbox that records its calls and gives the same answer to each. */
async function setUp(answer: () => Promise<Arranged> = async () => nothing) {
  const clock = stoppedClock(Date.UTC(2026, 10, 25, 9));
  const store = await openStore({ url: 'memory:', clock, log: recordedLog() });
  onTestFinished(() => store.close());
  const calls: string[] = [];
  const recording = (method: string) => async () => {
    calls.push(method);
    return answer();
  };
  const outbox: Outbox = {
    ...idleOutbox({ store, clock, log: recordedLog() }),
    prepare: async () => void calls.push('prepare'),
    arrange: recording('arrange'),
    cancel: recording('cancel'),
    upcoming: async () => undefined,
  };
  return {
    calls,
    change: (decide: (before: Plan | undefined) => Plan | undefined) =>
      changePlan({ store, outbox, clock, homeChanged: () => {}, bundles }, target, decide),
    kept: () => store.get(planKey('T1', 'C1')),
  };
}

test('calls the outbox before and after a plan is written', async () => {
  const { calls, change, kept } = await setUp();
  expect(await change(() => plan)).toEqual({ plan, arranged: nothing });
  expect(await kept()).toEqual(plan);
  await change((before) => before && turnedOff(before));
  expect(calls).toEqual(['prepare', 'arrange', 'prepare', 'cancel']);
});

test('prepares the outbox before a write that may be the last', async () => {
  const { calls, change, kept } = await setUp(() => Promise.reject(new StoreUnavailable('gone')));
  await expect(change(() => plan)).rejects.toThrow(StoreUnavailable);
  expect(await kept()).toEqual(plan);
  expect(calls[0]).toBe('prepare');
});

test('changes nothing without a plan', async () => {
  const { calls, change } = await setUp();
  expect(await change((before) => before && resumed(before))).toBeUndefined();
  expect(calls).toEqual([]);
});

test('does not write a record that breaks the schema', async () => {
  const { change, kept } = await setUp();
  await change(() => plan);
  const broken = { ...plan, rule: { ...plan.rule, zone: 'Mars/Olympus' } };
  await expect(change(() => broken)).rejects.toThrow('is no time zone');
  expect(await kept()).toEqual(plan);
});

test('a plan that Slack refuses for good is off', async () => {
  const { change } = await setUp(async () => ({ ...nothing, ended: 'is_archived' }));
  expect(await change(() => plan)).toMatchObject({ plan: { isOn: false } });
});

test('keeps every skipped date that is to come, and puts each back', () => {
  const today = '2026-11-26';
  const twice = withSkip(withSkip(plan, '2026-11-30', today), '2026-11-26', today);
  expect(upcomingSkips(twice, today)).toEqual(['2026-11-26', '2026-11-30']);
  expect(upcomingSkips(withoutSkip(twice, '2026-11-26'), today)).toEqual(['2026-11-30']);
  expect(upcomingSkips(withoutSkip(twice, '2026-11-30'), today)).toEqual(['2026-11-26']);
  expect(withSkip(twice, '2026-12-01', '2026-11-27').skips).toEqual(['2026-11-30', '2026-12-01']);
});

test('puts a tip back that an earlier version skipped', () => {
  const old = { ...plan, skipped: '2026-11-26' };
  expect(upcomingSkips(old, '2026-11-26')).toEqual(['2026-11-26']);
  expect(withoutSkip(old, '2026-11-26').skipped).toBeUndefined();
  expect(withoutSkip(old, '2026-11-27').skipped).toBe('2026-11-26');
});

test('drops past days off, and takes no more than the limit', () => {
  const dates = (count: number, from = '2026-12-01') =>
    Array.from({ length: count }, (_, day) =>
      Temporal.PlainDate.from(from).add({ days: day }).toString(),
    );
  const first = withDaysOff(plan, dates(240), '2026-12-01');
  expect(first?.rule.daysOff).toEqual(dates(240));
  if (!first) return;
  expect(withDaysOff(first, ['2028-01-01'], '2026-12-01')).toBeUndefined();
  expect(withDaysOff(first, dates(3), '2026-12-01')).toEqual(first);
  const later = withDaysOff(first, ['2028-01-01'], '2026-12-03');
  expect(later?.rule.daysOff.at(0)).toBe('2026-12-03');
  expect(later?.rule.daysOff.at(-1)).toBe('2028-01-01');
});
