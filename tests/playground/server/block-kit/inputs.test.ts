import { expect, test } from 'vitest';
import { blockProblems } from '../../../../playground/server/block-kit/index.ts';

type Case = readonly [what: string, element: object, words: string, pointer: string];

const cases: readonly Case[] = [
  [
    'an invalid date',
    { type: 'datepicker', initial_date: '2027-02-29' },
    'must be a date as YYYY-MM-DD',
    '/initial_date',
  ],
  [
    'an invalid time',
    { type: 'timepicker', initial_time: '24:00' },
    'must be a time as HH:mm',
    '/initial_time',
  ],
  [
    'a time with seconds',
    { type: 'timepicker', initial_time: '09:30:00' },
    'must be a time as HH:mm',
    '/initial_time',
  ],
  [
    'an unknown time zone',
    { type: 'timepicker', timezone: 'Moon/Crater' },
    'must be an IANA time zone',
    '/timezone',
  ],
  [
    'a time in milliseconds',
    { type: 'datetimepicker', initial_date_time: 1_628_633_820_000 },
    'must be a Unix time of 10 digits',
    '/initial_date_time',
  ],
  [
    'a fractional length',
    { type: 'plain_text_input', max_length: 1.5 },
    'must provide an integer',
    '/max_length',
  ],
  [
    'min_length above max_length',
    { type: 'plain_text_input', min_length: 2, max_length: 1 },
    'must not be greater than `max_length`',
    '/min_length',
  ],
  [
    'min_lines above max_lines',
    { type: 'rich_text_input', min_lines: 9, max_lines: 2 },
    'must not be greater than `max_lines`',
    '/min_lines',
  ],
  [
    'a long initial value',
    { type: 'plain_text_input', initial_value: 'a'.repeat(3001) },
    'must be less than 3001 characters',
    '/initial_value',
  ],
  [
    'invalid rich text',
    { type: 'rich_text_input', initial_value: 'Hello' },
    'must provide an object',
    '/initial_value',
  ],
  [
    'a missing is_decimal_allowed',
    { type: 'number_input' },
    'missing required field: is_decimal_allowed',
    '',
  ],
  [
    'a number in words',
    { type: 'number_input', is_decimal_allowed: true, min_value: 'one' },
    'must be a number in a string',
    '/min_value',
  ],
  [
    'a decimal that is not allowed',
    { type: 'number_input', is_decimal_allowed: false, initial_value: '0.5' },
    'must not be a decimal number',
    '/initial_value',
  ],
  [
    'min_value above max_value',
    { type: 'number_input', is_decimal_allowed: false, min_value: '10', max_value: '9' },
    'must not be greater than `max_value`',
    '/min_value',
  ],
  [
    'an unknown dispatch trigger',
    { type: 'plain_text_input', dispatch_action_config: { trigger_actions_on: ['blur'] } },
    'must be a valid enum value',
    '/dispatch_action_config/trigger_actions_on/0',
  ],
];

test.for(cases)('refuses an input element: %s', ([, element, words, pointer]) => {
  const block = { type: 'input', label: { type: 'plain_text', text: 'Label' }, element };
  expect(blockProblems([block], 'modal')).toEqual([
    `[ERROR] ${words} [json-pointer:/blocks/0/element${pointer}]`,
  ]);
});
