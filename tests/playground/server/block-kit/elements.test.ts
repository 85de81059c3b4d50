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
  ['a value that is no string', button({ value: 5 }), 'must provide a string', '/value'],
  [
    'a style that Slack has not',
    button({ style: 'warning' }),
    'must be a valid enum value',
    '/style',
  ],
  [
    'a confirmation without text',
    button({ confirm: {} }),
    'missing required field: text',
    '/confirm',
  ],
  [
    'an overflow menu of nothing',
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
    'an option of a select in mrkdwn',
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
    'a first choice that is no option',
    select({ options: [option('a')], initial_option: option('b') }),
    'must exactly match one of the options',
    '/initial_option',
  ],
  [
    'a first choice with another text',
    select({ options: [option('a')], initial_option: { ...option('a'), text: plain('A') } }),
    'must exactly match one of the options',
    '/initial_option',
  ],
  [
    'a first choice that is in no group',
    select({ option_groups: groups, initial_option: option('b') }),
    'must exactly match one of the options',
    '/initial_option',
  ],
  [
    'first choices of which one is no option',
    element('checkboxes', { options: [option('a')], initial_options: [option('a'), option('b')] }),
    'must exactly match one of the options',
    '/initial_options/1',
  ],
  [
    'a select of no item at all',
    element('multi_users_select', { max_selected_items: 0 }),
    'must be more than 0',
    '/max_selected_items',
  ],
  [
    'a filter that does not filter',
    element('conversations_select', { filter: {} }),
    'must define at least one filter',
    '/filter',
  ],
];

test.for(cases)('An element is refused: %s', ([, block, words, pointer]) => {
  expect(blockProblems([block], 'modal')).toEqual([
    `[ERROR] ${words} [json-pointer:/blocks/0/elements/0${pointer}]`,
  ]);
});

test('A first choice may leave out the flags of its option', () => {
  const options = [{ text: { ...plain('a'), emoji: true }, value: 'a' }];
  expect(blockProblems([select({ options, initial_option: option('a') })], 'modal')).toEqual([]);
});
