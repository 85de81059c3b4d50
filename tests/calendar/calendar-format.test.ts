import { expect, test } from 'vitest';
import { calendarFormat } from '../../src/calendar/calendar-format.ts';

test('formats a date with its weekday, and with its year if it is not the current one', () => {
  const { date } = calendarFormat('en');
  expect(date('2026-11-25', '2026-11-24')).toBe('Wednesday, November 25');
  expect(date('2027-01-01', '2026-12-31')).toBe('Friday, January 1, 2027');
  expect(date('2028-02-29', '2028-03-01')).toBe('Tuesday, February 29');
});

test('gives the ends of a range, with what they share once', () => {
  const ends = (language: string, first: string, last: string) => {
    const range = calendarFormat(language).range(first, last, '2026-11-24');
    return [range.first, range.last];
  };
  expect(ends('en', '2026-12-24', '2026-12-31')).toEqual(['December 24', '31']);
  expect(ends('es', '2026-12-24', '2026-12-31')).toEqual(['24', '31 de diciembre']);
  expect(ends('en', '2026-12-28', '2027-01-06')).toEqual(['December 28, 2026', 'January 6, 2027']);
  expect(ends('es', '2026-11-28', '2026-12-06')).toEqual(['28 de noviembre', '6 de diciembre']);
  // Without a dash, and as it has one date; how that is written depends on Node.
  const chinese = new Intl.DateTimeFormat('zh-TW', { month: 'long', day: 'numeric' });
  expect(ends('zh-TW', '2026-12-24', '2026-12-26')).toEqual(
    ['2026-12-24', '2026-12-26'].map((date) => chinese.format(Temporal.PlainDate.from(date))),
  );
});

test('lists weekdays in the order of the week', () => {
  const { weekdays, weekday, list } = calendarFormat('en');
  expect(weekdays([5, 1, 3])).toBe('Monday, Wednesday, and Friday');
  expect(weekdays([7, 6])).toBe('Saturday and Sunday');
  expect(weekday(7)).toBe('Sunday');
  expect(list([])).toBe('');
});

test('lists dates with semicolons, as they have commas', () => {
  const dates = (language: string) => {
    const { date, list } = calendarFormat(language);
    const all = ['2026-12-24', '2026-12-25', '2026-12-28'];
    return list(all.map((one) => date(one, '2026-11-24')));
  };
  expect(dates('en')).toBe('Thursday, December 24; Friday, December 25; and Monday, December 28');
  expect(dates('es')).toBe(
    'jueves, 24 de diciembre; viernes, 25 de diciembre y lunes, 28 de diciembre',
  );
});

test('offers dates and places with semicolons, and plain words with commas', () => {
  const { either } = calendarFormat('en');
  expect(either(['2026-12-24', '2027-12-24', '2028-12-24'])).toBe(
    'Thursday, December 24, 2026; Friday, December 24, 2027; or Sunday, December 24, 2028',
  );
  expect(either(['Knox, Indiana', 'Vevay, Indiana', 'Rome'])).toBe(
    'Knox, Indiana; Vevay, Indiana; or Rome',
  );
  expect(either(['Lisbon', 'London', 'Rome'])).toBe('Lisbon, London, or Rome');
});

test('formats in other languages', () => {
  const { date, weekdays } = calendarFormat('pt');
  expect(date('2026-11-25', '2026-11-24')).toBe('quarta-feira, 25 de novembro');
  expect(weekdays([1, 2])).toBe('segunda-feira e terça-feira');
});
