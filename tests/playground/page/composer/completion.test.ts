import { describe, expect, test } from 'vitest';
import {
  accept,
  completion,
  currentCommand,
} from '../../../../playground/page/composer/completion.ts';
import { aView } from '../a-view.ts';

const view = aView();
const inserts = (text: string, cursor = text.length) =>
  completion(text, cursor, view)?.suggestions.map(({ insert }) => insert);

describe('while somebody writes', () => {
  test.each([
    ['/', ['/tide ', '/tide-form ', '/lock ']],
    ['/TI', ['/tide ', '/tide-form ']],
    ['hello @be', ['@ben ']],
    ['(@oka', ['@ben ']],
    ['@des', ['@desk ']],
    ['in #bo', ['#boats ']],
  ])('%s suggests %j', (text, expected) => {
    expect(inserts(text)).toEqual(expected);
  });

  test.each(['hello /ti', 'mail@be', '/tide ', '@nobody', '', 'plain'])(
    '%j suggests nothing',
    (text) => {
      expect(inserts(text)).toBeUndefined();
    },
  );

  test('only what stands before the cursor counts', () => {
    expect(inserts('@be later', 3)).toEqual(['@ben ']);
    expect(inserts('@be later')).toBeUndefined();
  });
});

test('a suggestion takes the place of what was typed, and the cursor goes behind it', () => {
  const text = 'ask @be about it';
  const found = completion(text, 7, view);
  const first = found?.suggestions[0];
  expect(found && first && accept(text, found, first)).toEqual({
    text: 'ask @ben about it',
    cursor: 9,
  });
});

test('the hint of a command shows once its name is complete', () => {
  expect(currentCommand('/tide', view)).toBeUndefined();
  expect(currentCommand('/tide north', view)?.usage_hint).toBe('[place]');
  expect(currentCommand('/unknown x', view)).toBeUndefined();
});
