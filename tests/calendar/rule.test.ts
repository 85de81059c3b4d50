import { expect, test } from 'vitest';
import { ruleSchema } from '../../src/calendar/rule.ts';

const rule = { time: '09:00', days: [1, 2, 3], zone: 'Europe/Lisbon' };

test('a stored rule is read back unchanged', () => {
  const full = {
    ...rule,
    holidays: { country: 'DE', region: 'BY' },
    daysOff: ['2028-02-29'],
    pausedUntil: '2026-04-01',
  };
  expect(ruleSchema.parse(JSON.parse(JSON.stringify(full)))).toEqual(full);
  expect(ruleSchema.parse(rule)).toEqual({ ...rule, daysOff: [] });
});

test.each([
  ['a time past midnight', { time: '24:00' }],
  ['a time without its zero', { time: '9:00' }],
  ['no days', { days: [] }],
  ['an eighth day', { days: [8] }],
  ['an unknown zone', { zone: 'Europe/Lisbonn' }],
  ['an offset as a zone', { zone: '+02:00' }],
  ['29 February of a common year', { daysOff: ['2026-02-29'] }],
  ['a pause without a date', { pausedUntil: 'soon' }],
  ['a country by its name', { holidays: { country: 'Germany' } }],
])('rejects a rule with %s', (_what, parts) => {
  expect(ruleSchema.safeParse({ ...rule, ...parts }).success).toBe(false);
});
