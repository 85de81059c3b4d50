import { expect, test } from 'vitest';
import { reasonsText } from '../../../src/features/tips/days-text.ts';
import type { Omission } from '../../../src/features/tips/plan.ts';
import { ownContent } from '../../stories/extra-mile.ts';

const reasons = (why: Omission['why'], ...days: readonly number[]) =>
  reasonsText(
    ownContent,
    days.map((day) => ({ date: `2026-12-${String(day).padStart(2, '0')}`, why })),
    { today: '2026-12-02' },
  );

test('names no day as off, or as a holiday, that is none', () => {
  expect(reasons('day-off', 7, 14, 21)).toBe(
    'Monday, December 7 is a day off; Monday, December 14 is a day off; and ' +
      'Monday, December 21 is a day off',
  );
  expect(reasons('holiday', 23, 24, 25, 28, 29)).toBe(
    'December 23 to 25 are public holidays; Monday, December 28 is a public holiday; and ' +
      'Tuesday, December 29 is a public holiday',
  );
});

test('gives the skipped tips as a range, whatever days they come on', () => {
  expect(reasons('skipped', 7, 14, 21)).toBe('those of December 7 to 21 are skipped');
});
