import { expect, test } from 'vitest';
import { viewProblems } from '../../../../playground/server/block-kit/index.ts';

const plain = (text: string) => ({ type: 'plain_text', text });
const section = { type: 'section', text: plain('Hello') };
const input = (type: string) => ({ type: 'input', label: plain('Label'), element: { type } });
const table = { type: 'table', rows: [[{ type: 'raw_text', text: 'a' }]] };
const modal = { type: 'modal', title: plain('Title'), blocks: [section] };
const home = { type: 'home', blocks: [section] };

const right: readonly (readonly [what: string, view: unknown])[] = [
  [
    'a modal with all fields',
    {
      ...modal,
      blocks: [input('file_input')],
      submit: plain('Send'),
      close: plain('Cancel'),
      callback_id: 'c',
      private_metadata: '',
      external_id: 'e',
      clear_on_close: true,
      notify_on_close: false,
    },
  ],
  ['a modal without inputs and without submit', modal],
  ['a Home tab', { ...home, callback_id: 'c', private_metadata: '{}', external_id: 'e' }],
  ['a Home tab with an input', { ...home, blocks: [input('datepicker')] }],
];

test.for(right)('accepts a view: %s', ([, view]) => {
  expect(viewProblems(view)).toEqual([]);
});

type Case = readonly [what: string, view: unknown, words: string, pointer: string];

const wrong: readonly Case[] = [
  ['a string', '{}', 'must provide an object', ''],
  ['without a type', { blocks: [] }, 'missing required field: type', ''],
  ['another type', { type: 'page' }, 'unsupported type: page', '/type'],
  ['a modal without a title', { type: 'modal', blocks: [] }, 'missing required field: title', ''],
  [
    'a modal without blocks',
    { type: 'modal', title: plain('a') },
    'missing required field: blocks',
    '',
  ],
  [
    'a title in mrkdwn',
    { ...modal, title: { type: 'mrkdwn', text: 'a' } },
    'unsupported type: mrkdwn',
    '/title/type',
  ],
  [
    'an empty submit',
    { ...modal, submit: plain('') },
    'must be more than 0 characters',
    '/submit/text',
  ],
  ['null for submit', { ...modal, submit: null }, 'must provide an object', '/submit'],
  ['an unknown property', { ...modal, hash: 'x' }, 'invalid additional property: hash', ''],
  [
    'a flag that is not a boolean',
    { ...modal, notify_on_close: 'yes' },
    'must provide a boolean',
    '/notify_on_close',
  ],
  [
    'a Home tab with a submit',
    { ...home, submit: plain('Send') },
    'invalid additional property: submit',
    '',
  ],
  [
    'an input without a submit',
    { ...modal, blocks: [section, input('datepicker')] },
    'must define `submit` to use an `input` block in modals',
    '/blocks/1/input',
  ],
  [
    'a block that modals do not support',
    { ...modal, blocks: [table] },
    'unsupported type: table',
    '/blocks/0/type',
  ],
  [
    'a file input in a Home tab',
    { ...home, blocks: [input('file_input')] },
    'unsupported type: file_input',
    '/blocks/0/element/type',
  ],
  [
    'a repeated block id',
    {
      ...modal,
      blocks: [
        { ...section, block_id: 'a' },
        { ...section, block_id: 'a' },
      ],
    },
    '`block_id` must be unique: a already exists',
    '/blocks/1/block_id',
  ],
];

test.for(wrong)('refuses a view: %s', ([, view, words, pointer]) => {
  expect(viewProblems(view)).toEqual([`[ERROR] ${words} [json-pointer:/view${pointer}]`]);
});
