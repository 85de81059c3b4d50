import { expect, test } from 'vitest';
import { tokenizer } from '../../src/text/tokenize.ts';

const tokenize = tokenizer({ "'ll": 'will', "n't": 'not' });
const words = (text: string) => tokenize([text], (word) => [word])[0];

test.each([
  ['Café, WAITING… (late)!', ['cafe', 'waiting', 'late']],
  ['we’ll see', ['we', 'will', 'see']],
  ["she doesn't", ['she', 'does', 'not']],
  ['well', ['well']],
  ['two\nlines', ['two', 'lines']],
  ['', []],
])('splits %j into %j', (text, expected) => {
  expect(words(text)).toEqual(expected);
});

test('keeps texts apart and maps each word', () => {
  const lines = tokenize(['a b', '', 'c'], (word) => [word, word.toUpperCase()]);
  expect(lines).toEqual([['a', 'A', 'b', 'B'], [], ['c', 'C']]);
});
