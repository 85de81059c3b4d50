import { expect, test } from 'vitest';
import { ruleSchema } from '../../src/calendar/rule.ts';

const rule = { time: '09:00', days: [1, 2, 3], zone: 'Europe/Lisbon' };

test('a rule is kept and read again as it was', () => {
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
  ['a zone that is none', { zone: 'Europe/Lisbonn' }],
  ['a mere offset', { zone: '+02:00' }],
  ['29 February of an ordinary year', { daysOff: ['2026-02-29'] }],
  ['a pause until some day', { pausedUntil: 'soon' }],
  ['a country in words', { holidays: { country: 'Germany' } }],
])('a rule with %s is none', (_what, parts) => {
  expect(ruleSchema.safeParse({ ...rule, ...parts }).success).toBe(false);
});
