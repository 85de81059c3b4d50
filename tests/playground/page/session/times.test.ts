import { expect, test } from 'vitest';
import {
  dayLabel,
  parseLocalDateTime,
  toLocalDateTime,
} from '../../../../playground/page/session/times.ts';

const noon = Date.UTC(2026, 10, 22, 12);

test('local date-times survive a round trip in winter, in summer and beyond the date line', () => {
  for (const tz of ['UTC', 'Europe/Lisbon', 'America/Chicago', 'Asia/Kolkata', 'Pacific/Apia']) {
    for (const at of [noon, Date.UTC(2026, 6, 1, 23, 30)]) {
      expect(parseLocalDateTime(toLocalDateTime(at, tz), tz)).toBe(at);
    }
  }
});

test('toLocalDateTime() uses the time zone', () => {
  expect(toLocalDateTime(noon, 'Asia/Kolkata')).toBe('2026-11-22T17:30');
});

test('a time in the DST gap is an hour later', () => {
  expect(
    toLocalDateTime(parseLocalDateTime('2026-03-29T02:30', 'Europe/Berlin'), 'Europe/Berlin'),
  ).toBe('2026-03-29T03:30');
});

test('an unknown zone counts as UTC', () => {
  expect(toLocalDateTime(noon, 'Harbor/Quay')).toBe('2026-11-22T12:00');
});

test('dayLabel() uses the time zone', () => {
  const lateEvening = Date.UTC(2026, 10, 21, 23, 30);
  expect(dayLabel(lateEvening, noon, 'UTC')).toBe('Yesterday');
  expect(dayLabel(lateEvening, noon, 'Asia/Kolkata')).toBe('Today');
  expect(dayLabel(Date.UTC(2026, 10, 16), noon, 'UTC')).toBe('Monday, November 16');
  expect(dayLabel(Date.UTC(2025, 10, 16), noon, 'UTC')).toBe('Sunday, November 16, 2025');
});
