import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseWeekdays } from '../../../src/calendar/parse/weekdays.ts';

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
])('parses %s as %j', (typed, days) => {
  expect(parseWeekdays(typed)).toEqual({ value: days });
});

test.each([
  ['wekdays', 'weekdays'],
  ['mon, wendesday', 'wednesday'],
  ['thrusday', 'thursday'],
  ['dialy', 'daily'],
  ['funday', 'sunday'],
])('suggests for %s: %s', (typed, day) => {
  const days = parseWeekdays(typed);
  expect('nearest' in days && days.nearest).toContain(day);
});

test.each(['', 'mon-', '-mon', 'mon-wed-fri', 'patience', ',', 'monday blues'])(
  'neither parses nor suggests anything for %j',
  (typed) => {
    expect(parseWeekdays(typed)).toEqual({ nearest: [] });
  },
);

test('parses repeated days in any order', () => {
  const names = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1 }), (days) => {
      const typed = days.slice(0, 20).map((day) => names[day - 1]);
      const value = [1, 2, 3, 4, 5, 6, 7].filter((day) => typed.includes(names[day - 1]));
      expect(parseWeekdays(typed.join(', '))).toEqual({ value });
    }),
  );
});
