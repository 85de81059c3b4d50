import { expect, test } from 'vitest';
import {
  isPersonal,
  laterDate,
  newPlan,
  nextTipDate,
  omissionsBefore,
  planSchema,
} from '../../../src/features/tips/plan.ts';

/** Wednesday, 25 November 2026, before nine. */
const now = Temporal.Instant.from('2026-11-25T08:00Z');
const plan = newPlan({ id: 'C1', name: 'general', owner: 'U1', zone: 'UTC' });
const next = (change: object, after = now) =>
  nextTipDate(planSchema.parse({ ...plan, ...change }), after)?.date;

test('a new plan is on, on weekdays at nine, and fits its schema', () => {
  expect(planSchema.parse(plan)).toEqual(plan);
  expect(nextTipDate(plan, now)?.at.toString()).toBe('2026-11-25T09:00:00Z');
  expect(next({}, Temporal.Instant.from('2026-11-27T09:00Z'))).toBe('2026-11-30');
});

test('has no next tip while off or paused', () => {
  expect(next({ isOn: false })).toBeUndefined();
  expect(next({ rule: { ...plan.rule, pausedUntil: 'open' } })).toBeUndefined();
  expect(next({ rule: { ...plan.rule, pausedUntil: '2026-12-02' } })).toBe('2026-12-02');
});

test('leaves out the skipped date and all before it', () => {
  expect(next({ skipped: '2026-11-25' })).toBe('2026-11-26');
  expect(next({ skipped: '2026-11-27' })).toBe('2026-11-30');
  expect(next({ skipped: '2026-11-20' })).toBe('2026-11-25');
});

test('says why no tip comes before the next one', () => {
  const changed = planSchema.parse({
    ...plan,
    skips: ['2026-11-26'],
    rule: {
      ...plan.rule,
      holidays: { country: 'PT' },
      daysOff: ['2026-11-30'],
      pausedUntil: '2026-11-26',
    },
  });
  const until = Temporal.Instant.from('2026-12-02T09:00Z');
  const isHoliday = (_place: unknown, date: string) => date === '2026-12-01';
  expect(omissionsBefore(changed, now, until, isHoliday)).toEqual([
    { date: '2026-11-25', why: 'paused' },
    { date: '2026-11-26', why: 'skipped' },
    { date: '2026-11-30', why: 'day-off' },
    { date: '2026-12-01', why: 'holiday' },
  ]);
  expect(omissionsBefore(plan, now, until)).toEqual([]);
});

test.each([
  [{ rule: { ...plan.rule, days: [] } }],
  [{ rule: { ...plan.rule, time: '24:00' } }],
  [{ rule: { ...plan.rule, zone: 'Mars/Olympus' } }],
  [{ rule: { ...plan.rule, holidays: { country: 'deutschland' } } }],
  [{ rule: { ...plan.rule, daysOff: ['2026-02-30'] } }],
  [{ mode: 'random' }],
])('rejects %j', (change) => {
  expect(planSchema.safeParse({ ...plan, ...change }).success).toBe(false);
});

test('tells personal plans by their ids', () => {
  expect(['U1', 'W1'].map((id) => isPersonal({ id }))).toEqual([true, true]);
  expect(['C1', 'G1', 'D1', ''].some((id) => isPersonal({ id }))).toBe(false);
});

test('takes the later of two dates', () => {
  expect(laterDate('2026-11-25', '2026-12-01')).toBe('2026-12-01');
  expect(laterDate('2027-01-01', '2026-12-01')).toBe('2027-01-01');
  expect(laterDate(undefined, '2026-12-01')).toBe('2026-12-01');
  expect(laterDate('2026-12-01', undefined)).toBe('2026-12-01');
  expect(laterDate(undefined, undefined)).toBeUndefined();
});
