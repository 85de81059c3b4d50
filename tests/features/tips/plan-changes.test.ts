import { expect, onTestFinished, test } from 'vitest';
import { stoppedClock } from '../../../playground/server/clock.ts';
import { planKey } from '../../../src/features/tips/keys.ts';
import { newPlan, type Plan } from '../../../src/features/tips/plan.ts';
import {
  changePlan,
  resumed,
  skippedTo,
  turnedOff,
  withDaysOff,
} from '../../../src/features/tips/plan-changes.ts';
import type { Arranged, Outbox } from '../../../src/ports/outbox.ts';
import { StoreUnavailable } from '../../../src/ports/store.ts';
import { openStore } from '../../../src/store/store.ts';
import { recordedLog } from '../../recorded-log.ts';

const plan = newPlan({ id: 'C1', name: 'general', owner: 'U1', zone: 'UTC' });
const target = { workspace: 'T1', id: 'C1' };
const nothing: Arranged = { onItsWay: undefined, upcoming: undefined, ended: undefined };

/** A store, and an outbox that notes what it is asked and answers as it is told. */
async function desk(answer: () => Promise<Arranged> = async () => nothing) {
  const clock = stoppedClock(Date.UTC(2026, 10, 25, 9));
  const store = await openStore({ url: 'memory:', clock, log: recordedLog() });
  onTestFinished(() => store.close());
  const asked: string[] = [];
  const noting = (what: string) => async () => {
    asked.push(what);
    return answer();
  };
  const outbox: Outbox = {
    register: () => {},
    prepare: async () => void asked.push('prepare'),
    arrange: noting('arrange'),
    cancel: noting('cancel'),
    upcoming: async () => undefined,
  };
  return {
    asked,
    change: (decide: (before: Plan | undefined) => Plan | undefined) =>
      changePlan({ store, outbox }, target, decide),
    kept: () => store.get(planKey('T1', 'C1')),
  };
}

test('the outbox is told before a plan is written, and after', async () => {
  const { asked, change, kept } = await desk();
  expect(await change(() => plan)).toEqual({ plan, arranged: nothing });
  expect(await kept()).toEqual(plan);
  await change((before) => before && turnedOff(before));
  expect(asked).toEqual(['prepare', 'arrange', 'prepare', 'cancel']);
});

test('where the store goes down after the plan was written, the outbox knows already that it has to look', async () => {
  const { asked, change, kept } = await desk(() => Promise.reject(new StoreUnavailable('gone')));
  await expect(change(() => plan)).rejects.toThrow(StoreUnavailable);
  expect(await kept()).toEqual(plan);
  expect(asked[0]).toBe('prepare');
});

test('without a plan there is nothing to change, and the outbox hears of nothing', async () => {
  const { asked, change } = await desk();
  expect(await change((before) => before && resumed(before))).toBeUndefined();
  expect(asked).toEqual([]);
});

test('what could not be read again is not written', async () => {
  const { change, kept } = await desk();
  await change(() => plan);
  const broken = { ...plan, rule: { ...plan.rule, zone: 'Mars/Olympus' } };
  await expect(change(() => broken)).rejects.toThrow('is no time zone');
  expect(await kept()).toEqual(plan);
});

test('a plan that Slack refuses for good is off', async () => {
  const { change } = await desk(async () => ({ ...nothing, ended: 'is_archived' }));
  expect(await change(() => plan)).toMatchObject({ plan: { isOn: false } });
});

test('a date that is skipped never takes back a later one', () => {
  const once = skippedTo(plan, '2026-11-26');
  expect(once.skipped).toBe('2026-11-26');
  expect(skippedTo(once, '2026-11-25').skipped).toBe('2026-11-26');
  expect(skippedTo(once, '2026-11-30').skipped).toBe('2026-11-30');
});

test('days off that are over make room; more than a plan keeps are not taken', () => {
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
