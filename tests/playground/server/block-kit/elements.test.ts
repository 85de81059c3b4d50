import { expect, test } from 'vitest';
import { blockProblems } from '../../../../playground/server/block-kit/index.ts';

const plain = (text: string) => ({ type: 'plain_text', text });
const mrkdwn = (text: string) => ({ type: 'mrkdwn', text });
const option = (value: string) => ({ text: plain(value), value });
const groups = [{ label: plain('Group'), options: [option('a')] }];
const element = (type: string, more: object = {}) => ({
  type: 'actions',
  elements: [{ type, ...more }],
});
const button = (more: object) => element('button', { text: plain('Go'), ...more });
const select = (more: object) => element('static_select', more);

type Case = readonly [what: string, block: unknown, words: string, pointer: string];

const cases: readonly Case[] = [
  ['a button without text', element('button'), 'missing required field: text', ''],
  ['a button in mrkdwn', button({ text: mrkdwn('a') }), 'unsupported type: mrkdwn', '/text/type'],
  ['a value that is not a string', button({ value: 5 }), 'must provide a string', '/value'],
  ['an unknown style', button({ style: 'warning' }), 'must be a valid enum value', '/style'],
  [
    'a confirmation without text',
    button({ confirm: {} }),
    'missing required field: text',
    '/confirm',
  ],
  [
    'an overflow menu without options',
    element('overflow', { options: [] }),
    'no less than 1 items allowed',
    '/options',
  ],

  [
    'a select without options',
    select({}),
    'must define either `options` or `option_groups`',
    '/type',
  ],
  [
    'a select with options and groups',
    select({ options: [option('a')], option_groups: groups }),
    'must define either `options` or `option_groups`, not both',
    '/type',
  ],
  [
    'an option without a value',
    select({ options: [{ text: plain('a') }] }),
    'missing required field: value',
    '/options/0',
  ],
  [
    'a select option in mrkdwn',
    select({ options: [{ text: mrkdwn('a'), value: 'a' }] }),
    'unsupported type: mrkdwn',
    '/options/0/text/type',
  ],
  [
    'a link outside an overflow menu',
    select({ options: [{ ...option('a'), url: 'https://a.b' }] }),
    'invalid additional property: url',
    '/options/0',
  ],
  [
    'an initial option that is not an option',
    select({ options: [option('a')], initial_option: option('b') }),
    'must exactly match one of the options',
    '/initial_option',
  ],
  [
    'an initial option with another text',
    select({ options: [option('a')], initial_option: { ...option('a'), text: plain('A') } }),
    'must exactly match one of the options',
    '/initial_option',
  ],
  [
    'an initial option that is in no group',
    select({ option_groups: groups, initial_option: option('b') }),
    'must exactly match one of the options',
    '/initial_option',
  ],
  [
    'initial options of which one is not an option',
    element('checkboxes', { options: [option('a')], initial_options: [option('a'), option('b')] }),
    'must exactly match one of the options',
    '/initial_options/1',
  ],
  [
    'a select with max_selected_items 0',
    element('multi_users_select', { max_selected_items: 0 }),
    'must be more than 0',
    '/max_selected_items',
  ],
  [
    'an empty filter',
    element('conversations_select', { filter: {} }),
    'must define at least one filter',
    '/filter',
  ],
];

test.for(cases)('refuses an element: %s', ([, block, words, pointer]) => {
  expect(blockProblems([block], 'modal')).toEqual([
    `[ERROR] ${words} [json-pointer:/blocks/0/elements/0${pointer}]`,
  ]);
});

test('an initial option may omit flags', () => {
  const options = [{ text: { ...plain('a'), emoji: true }, value: 'a' }];
  expect(blockProblems([select({ options, initial_option: option('a') })], 'modal')).toEqual([]);
});
