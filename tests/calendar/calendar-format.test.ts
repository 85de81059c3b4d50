import { expect, test } from 'vitest';
import { calendarWords } from '../../src/calendar/calendar-format.ts';

test('a date says its weekday, and its year where it is another', () => {
  const { date } = calendarWords('en');
  expect(date('2026-11-25', '2026-11-24')).toBe('Wednesday, November 25');
  expect(date('2027-01-01', '2026-12-31')).toBe('Friday, January 1, 2027');
  expect(date('2028-02-29', '2028-03-01')).toBe('Tuesday, February 29');
});

test('days come in the order of the week, however they were given', () => {
  const { weekdays, weekday, list } = calendarWords('en');
  expect(weekdays([5, 1, 3])).toBe('Monday, Wednesday, and Friday');
  expect(weekdays([7, 6])).toBe('Saturday and Sunday');
  expect(weekday(7)).toBe('Sunday');
  expect(list([])).toBe('');
});

test('another language has its own words', () => {
  const { date, weekdays } = calendarWords('pt');
  expect(date('2026-11-25', '2026-11-24')).toBe('quarta-feira, 25 de novembro');
  expect(weekdays([1, 2])).toBe('segunda-feira e terça-feira');
});
