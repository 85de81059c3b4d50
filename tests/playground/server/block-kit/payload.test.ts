import { expect, test } from 'vitest';
import { blockProblems, type Surface } from '../../../../playground/server/block-kit/index.ts';

const plain = (text: string) => ({ type: 'plain_text', text });
const section = { type: 'section', text: plain('Hello') };
const button = (action_id: string) => ({ type: 'button', text: plain('Go'), action_id });
const actions = (...elements: object[]) => ({ type: 'actions', elements });
const input = (element: object) => ({ type: 'input', label: plain('Label'), element });
const focused = { type: 'plain_text_input', focus_on_load: true };
const table = { type: 'table', rows: [[{ type: 'raw_text', text: 'a' }]] };
const cell = (text: string) => ({ type: 'raw_text', text });
const dataTable = {
  type: 'data_table',
  caption: 'Data',
  rows: [
    [cell('Name'), cell('Note')],
    [cell('a'), cell('b')],
  ],
};

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
    'a data table of two long columns',
    'message',
    [{ ...dataTable, rows: [...dataTable.rows, [cell('x'.repeat(9000)), cell('y'.repeat(9000))]] }],
    undefined,
  ],
  [
    'a data table with a row too short',
    'home',
    [{ ...dataTable, rows: [...dataTable.rows, [cell('c')]] }],
    'all rows must have 2 cells, as the first one [json-pointer:/blocks/0/rows/2]',
  ],
  [
    'a data table without a caption',
    'message',
    [{ ...dataTable, caption: undefined }],
    'missing required field: caption [json-pointer:/blocks/0]',
  ],
  [
    'a data table with a header alone',
    'message',
    [{ ...dataTable, rows: [[cell('Name')]] }],
    'no less than 2 items allowed [json-pointer:/blocks/0/rows]',
  ],
  [
    'a data table with rich text in its header',
    'message',
    [{ ...dataTable, rows: [[{ type: 'rich_text', elements: [] }], [cell('a')]] }],
    'unsupported type: rich_text [json-pointer:/blocks/0/rows/0/0/type]',
  ],
  [
    'a data table with a row header that is no column',
    'message',
    [{ ...dataTable, row_header_column_index: 2 }],
    'must be less than 2 [json-pointer:/blocks/0/row_header_column_index]',
  ],
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
