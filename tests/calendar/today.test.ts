import { expect, test } from 'vitest';
import { dateIn } from '../../src/calendar/today.ts';

test('the date is that of the zone, and of UTC where the zone is unknown', () => {
  const lateEvening = Date.UTC(2026, 10, 24, 23, 30);
  expect(dateIn('Europe/Berlin', lateEvening)).toBe('2026-11-25');
  expect(dateIn('America/Lima', lateEvening)).toBe('2026-11-24');
  expect(dateIn('Mars/Base', lateEvening)).toBe('2026-11-24');
});
