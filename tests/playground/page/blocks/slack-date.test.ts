import { expect, test } from 'vitest';
import { slackDate } from '../../../../playground/page/blocks/slack-date.ts';

const noon = Date.UTC(2026, 10, 22, 12) / 1000;
const now = noon * 1000;

test.each([
  ['{date_num} {time}', noon, '2026-11-22 12:00 PM'],
  ['{date_short_pretty} at {time}', noon - 86_400, 'Yesterday at 12:00 PM'],
  ['{date_short_pretty}', noon - 3 * 86_400, 'Nov 19, 2026'],
  ['{date_long}', noon, 'Sunday, November 22, 2026'],
  ['{ago}', noon - 7200, '2 hours ago'],
  ['{ago}', noon + 60, 'in 1 minute'],
  ['{unheard_of}', noon, '{unheard_of}'],
])('%s of %d reads %s', (format, timestamp, text) => {
  expect(slackDate(timestamp, format, 'UTC', now)).toBe(text);
});

test('formats a date in the user’s time zone', () => {
  expect(slackDate(noon, '{date_num} {time}', 'Pacific/Auckland', now)).toBe('2026-11-23 1:00 AM');
});
