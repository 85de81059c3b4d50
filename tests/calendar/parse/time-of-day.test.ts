import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseTimeOfDay } from '../../../src/calendar/parse/time-of-day.ts';

test.each([
  ['9', '09:00'],
  ['09:00', '09:00'],
  ['9:00', '09:00'],
  ['9am', '09:00'],
  ['9 AM', '09:00'],
  ['9 a.m.', '09:00'],
  ['9.30', '09:30'],
  ['9h30', '09:30'],
  ['21h', '21:00'],
  ['9:30 h', '09:30'],
  ['9:30 pm', '21:30'],
  ['9:30pm', '21:30'],
  ['930', '09:30'],
  ['1745', '17:45'],
  ['0', '00:00'],
  ['12am', '00:00'],
  ['12:15pm', '12:15'],
  ['9 o’clock', '09:00'],
  ['half past nine', '09:30'],
  ['half past 9 pm', '21:30'],
  ['quarter past twelve', '12:15'],
  ['a quarter to ten', '09:45'],
  ['nine am', '09:00'],
  ["nine o'clock", '09:00'],
  ['noon', '12:00'],
  ['Midnight', '00:00'],
])('parses %s as %s', (typed, time) => {
  expect(parseTimeOfDay(typed)).toEqual({ value: time });
});

test.each([
  ['25:00', []],
  ['99', []],
  ['24:00', ['00:00']],
  ['9:5', ['09:05', '09:50']],
  ['9:7', ['09:07']],
  ['9:', ['09:00']],
  ['9:75', ['09:00']],
  ['13pm', ['13:00']],
  ['15am', []],
  ['0pm', ['00:00']],
  ['9:30:15', []],
  ['-9', []],
  ['nine', []],
  ['half nine', []],
  ['', []],
])('suggests for %s: %j', (typed, nearest) => {
  expect(parseTimeOfDay(typed)).toEqual({ nearest });
});

test('parses every minute of the day on 24-hour and 12-hour clocks', () => {
  for (let minute = 0; minute < 24 * 60; minute += 1) {
    const two = (part: number) => String(part).padStart(2, '0');
    const [hours, minutes] = [Math.floor(minute / 60), two(minute % 60)];
    const time = { value: `${two(hours)}:${minutes}` };
    const half = `${hours % 12 || 12}:${minutes} ${hours < 12 ? 'am' : 'pm'}`;
    expect(parseTimeOfDay(`${two(hours)}:${minutes}`)).toEqual(time);
    expect(parseTimeOfDay(half)).toEqual(time);
  }
});

test('parses or suggests only valid times', () => {
  const typed = fc.string({ unit: fc.constantFrom(...'0123456789:.h apm'), maxLength: 8 });
  fc.assert(
    fc.property(typed, (text) => {
      const time = parseTimeOfDay(text);
      const times = 'value' in time ? [time.value] : time.nearest;
      for (const one of times) expect(one).toMatch(/^([01]\d|2[0-3]):[0-5]\d$/);
    }),
    { numRuns: 500 },
  );
});
