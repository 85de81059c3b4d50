import { expect, test } from 'vitest';
import { blockProblems, type Surface } from '../../../../playground/server/block-kit/index.ts';

const plain = (text: string) => ({ type: 'plain_text', text });
const section = { type: 'section', text: plain('Hello') };
const button = (action_id: string) => ({ type: 'button', text: plain('Go'), action_id });
const actions = (...elements: object[]) => ({ type: 'actions', elements });
const input = (element: object) => ({ type: 'input', label: plain('Label'), element });
const focused = { type: 'plain_text_input', focus_on_load: true };
const table = { type: 'table', rows: [[{ type: 'raw_text', text: 'a' }]] };
const dataTable = { type: 'data_table', caption: 'Data', rows: [] };

type Case = readonly [what: string, on: Surface, blocks: unknown, problem: string | undefined];

const cases: readonly Case[] = [
  ['an object', 'message', { 0: section }, 'must provide an array [json-pointer:/blocks]'],
  ['undefined', 'message', undefined, 'must provide an array [json-pointer:/blocks]'],
  ['an empty list', 'message', [], undefined],
  [
    'a repeated block id',
    'home',
    [{ ...section, block_id: 'a' }, section, { ...section, block_id: 'a' }],
    '`block_id` must be unique: a already exists [json-pointer:/blocks/2/block_id]',
  ],
  [
    'a repeated action id in a block',
    'message',
    [actions(button('a'), button('b'), button('a'))],
    '`action_id` must be unique in its block: a already exists [json-pointer:/blocks/0/elements/2/action_id]',
  ],
  [
    'the same action id in two blocks',
    'message',
    [actions(button('a')), actions(button('a'))],
    undefined,
  ],
  [
    'focus_on_load in an input and in actions',
    'modal',
    [input(focused), section, actions({ type: 'datepicker', focus_on_load: true })],
    'only one element may set `focus_on_load` [json-pointer:/blocks/2/elements/0/focus_on_load]',
  ],
  [
    'focus_on_load in an input and in a section',
    'home',
    [input(focused), { ...section, accessory: { type: 'users_select', focus_on_load: true } }],
    'only one element may set `focus_on_load` [json-pointer:/blocks/1/accessory/focus_on_load]',
  ],
  [
    'focus_on_load in one of two inputs',
    'modal',
    [input(focused), input({ type: 'datepicker', focus_on_load: false })],
    undefined,
  ],
  ['two tables', 'message', [table, table], 'only_one_table_allowed [json-pointer:/blocks/1/type]'],
  [
    'a table and a data table',
    'message',
    [table, dataTable],
    'only_one_table_allowed [json-pointer:/blocks/1/type]',
  ],
  ['two tables', 'home', [table, table], undefined],
  [
    'elements that are not validated',
    'message',
    [{ type: 'carousel', elements: [null] }],
    undefined,
  ],
];

test.for(cases)('validates all blocks: %s in a %s', ([, on, blocks, problem]) => {
  expect(blockProblems(blocks, on)).toEqual(problem ? [`[ERROR] ${problem}`] : []);
});
