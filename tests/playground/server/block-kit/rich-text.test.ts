import { expect, test } from 'vitest';
import { blockProblems } from '../../../../playground/server/block-kit/index.ts';

type Case = readonly [what: string, element: object, words: string, pointer: string];

const inside = (type: string, element: object) => ({ type, elements: [element] });
const list = (element: object) => ({ ...inside('rich_text_list', element), style: 'bullet' });
const section = (element: object) => inside('rich_text_section', element);

const cases: readonly Case[] = [
  [
    'empty text',
    section({ type: 'text', text: '' }),
    'must be more than 0 characters',
    '/elements/0/text',
  ],
  ['text outside a section', { type: 'text', text: 'a' }, 'unsupported type: text', '/type'],
  [
    'a list without a style',
    { type: 'rich_text_list', elements: [] },
    'missing required field: style',
    '',
  ],
  [
    'a list in a list',
    list(list(section({ type: 'text', text: 'a' }))),
    'unsupported type: rich_text_list',
    '/elements/0/type',
  ],
  [
    'a mention in code',
    inside('rich_text_preformatted', { type: 'user', user_id: 'U1' }),
    'unsupported type: user',
    '/elements/0/type',
  ],
  [
    'an unknown style',
    inside('rich_text_quote', { type: 'text', text: 'a', style: { big: true } }),
    'invalid additional property: big',
    '/elements/0/style',
  ],
  [
    'a highlighted text',
    section({ type: 'text', text: 'a', style: { highlight: true } }),
    'invalid additional property: highlight',
    '/elements/0/style',
  ],
  [
    'an unknown broadcast range',
    section({ type: 'broadcast', range: 'all' }),
    'must be a valid enum value',
    '/elements/0/range',
  ],
  [
    'a link without a URL',
    section({ type: 'link', text: 'here' }),
    'missing required field: url',
    '/elements/0',
  ],
];

test.for(cases)('refuses rich text: %s', ([, element, words, pointer]) => {
  expect(blockProblems([{ type: 'rich_text', elements: [element] }], 'message')).toEqual([
    `[ERROR] ${words} [json-pointer:/blocks/0/elements/0${pointer}]`,
  ]);
});
