import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseDate } from '../../../src/calendar/parse/dates.ts';

// A Wednesday.
const today = '2026-12-02';

test.each([
  ['2026-12-24', '2026-12-24'],
  ['2026/12/24', '2026-12-24'],
  ['2027-1-5', '2027-01-05'],
  ['24.12.2026', '2026-12-24'],
  ['24.12.', '2026-12-24'],
  ['1.12.', '2027-12-01'],
  ['24/12/2026', '2026-12-24'],
  ['12/24/2026', '2026-12-24'],
  ['5/5', '2027-05-05'],
  ['24 Dec', '2026-12-24'],
  ['24th of December', '2026-12-24'],
  ['24. December', '2026-12-24'],
  ['December 24, 2026', '2026-12-24'],
  ['jan 6th', '2027-01-06'],
  ['2 december', '2026-12-02'],
  ['29 february', '2028-02-29'],
  ['today', '2026-12-02'],
  ['tomorrow', '2026-12-03'],
  ['day after tomorrow', '2026-12-04'],
  ['Thursday, December 24', '2026-12-24'],
  ['thu 24 december', '2026-12-24'],
  ['friday', '2026-12-04'],
  ['Wed', '2026-12-09'],
  ['next tuesday', '2026-12-08'],
  ['next week', '2026-12-07'],
  ['next month', '2027-01-01'],
  ['christmas', '2026-12-25'],
  ['new year', '2027-01-01'],
])('parses %s as %s', (typed, date) => {
  expect(parseDate(typed, today)).toEqual({ value: date });
});

test.each([
  ['5/6/2027', ['2027-05-06', '2027-06-05']],
  ['2027-02-30', ['2027-02-28']],
  ['31 november', ['2027-11-30']],
  ['24 decmber', ['24 december']],
  ['tomorow', ['tomorrow']],
  ['friday, 24 december', ['2026-12-24']],
  ['fridya', ['friday']],
  ['32.1.', []],
  ['13/13/2026', []],
  ['easter', []],
  ['', []],
])('suggests for %s: %j', (typed, nearest) => {
  expect(parseDate(typed, today)).toEqual({ nearest });
});

test('parses any day in every notation', () => {
  const days = fc.integer({ min: 0, max: 4000 });
  fc.assert(
    fc.property(days, (number) => {
      const date = Temporal.PlainDate.from(today).add({ days: number });
      const { year, month, day } = date;
      const name = date.toLocaleString('en', { month: 'long' });
      for (const typed of [
        `${year}-${month}-${day}`,
        `${day}.${month}.${year}`,
        `${day} ${name} ${year}`,
      ]) {
        expect(parseDate(typed, today)).toEqual({ value: date.toString() });
      }
      const again = parseDate(`${name} ${day}`, today);
      const next = 'value' in again ? again.value : '';
      expect(next.slice(5)).toBe(date.toString().slice(5));
      expect(next >= today && next < '2034-12-02').toBe(true);
    }),
  );
});
