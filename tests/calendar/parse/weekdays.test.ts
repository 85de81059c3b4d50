import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findWeekdays } from '../../../src/calendar/parse/weekdays.ts';

test.each([
  ['weekdays', [1, 2, 3, 4, 5]],
  ['Weekday', [1, 2, 3, 4, 5]],
  ['working days', [1, 2, 3, 4, 5]],
  ['daily', [1, 2, 3, 4, 5, 6, 7]],
  ['every day', [1, 2, 3, 4, 5, 6, 7]],
  ['weekend', [6, 7]],
  ['mon,wed,fri', [1, 3, 5]],
  ['fri, wed, mon', [1, 3, 5]],
  ['mon wed', [1, 3]],
  ['Mon-Fri', [1, 2, 3, 4, 5]],
  ['mon – fri', [1, 2, 3, 4, 5]],
  ['tuesday to thursday', [2, 3, 4]],
  ['sat-tue', [1, 2, 6, 7]],
  ['mon-wed, sat', [1, 2, 3, 6]],
  ['monday and thursday', [1, 4]],
  ['Mondays & Thursdays', [1, 4]],
  ['every monday', [1]],
  ['weekend, monday', [1, 6, 7]],
  ['tues,thurs', [2, 4]],
])('%s is %j', (typed, days) => {
  expect(findWeekdays(typed)).toEqual({ found: days });
});

test.each([
  ['wekdays', 'weekdays'],
  ['mon, wendesday', 'wednesday'],
  ['thrusday', 'thursday'],
  ['dialy', 'daily'],
  ['funday', 'sunday'],
])('%s is suggested %s', (typed, day) => {
  const days = findWeekdays(typed);
  expect('nearest' in days && days.nearest).toContain(day);
});

test.each(['', 'mon-', '-mon', 'mon-wed-fri', 'patience', ',', 'monday blues'])(
  '%s is no days, nor near any',
  (typed) => {
    expect(findWeekdays(typed)).toEqual({ nearest: [] });
  },
);

test('any days, however many times and in whatever order, are read as the same days', () => {
  const names = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1 }), (days) => {
      const typed = days.slice(0, 20).map((day) => names[day - 1]);
      const found = [1, 2, 3, 4, 5, 6, 7].filter((day) => typed.includes(names[day - 1]));
      expect(findWeekdays(typed.join(', '))).toEqual({ found });
    }),
  );
});
