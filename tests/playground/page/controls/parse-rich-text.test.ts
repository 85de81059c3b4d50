import { expect, test } from 'vitest';
import {
  formatRichText,
  parseRichText,
} from '../../../../playground/page/controls/parse-rich-text.ts';

test('parses lists, quotes and links', () => {
  expect(parseRichText('See https://a.org/x.\n- one\n- two\n1. first\n> said')).toEqual({
    type: 'rich_text',
    elements: [
      {
        type: 'rich_text_section',
        elements: [
          { type: 'text', text: 'See ' },
          { type: 'link', url: 'https://a.org/x' },
          { type: 'text', text: '.' },
        ],
      },
      {
        type: 'rich_text_list',
        style: 'bullet',
        elements: ['one', 'two'].map((text) => ({
          type: 'rich_text_section',
          elements: [{ type: 'text', text }],
        })),
      },
      {
        type: 'rich_text_list',
        style: 'ordered',
        elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: 'first' }] }],
      },
      { type: 'rich_text_quote', elements: [{ type: 'text', text: 'said' }] },
    ],
  });
});

test('formatRichText() restores the text', () => {
  const text = 'a\nb\n- one\n- two\n1. first\n2. second\n> said\n> again';
  expect(formatRichText(parseRichText(text))).toBe(text);
});

test('drops an empty line before a list', () => {
  expect(parseRichText('\n- one')?.elements.map(({ type }) => type)).toEqual(['rich_text_list']);
});

test('returns null for blank text', () => {
  expect(parseRichText(' \n')).toBeNull();
  expect(formatRichText(null)).toBe('');
});
