import { describe, expect, test } from 'vitest';
import {
  accept,
  completion,
  currentCommand,
} from '../../../../playground/page/composer/completion.ts';
import { aView } from '../fixtures.ts';

const view = aView();
const inserts = (text: string, cursor = text.length) =>
  completion(text, cursor, view)?.suggestions.map(({ insert }) => insert);

describe('completion', () => {
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

  test('uses only the text before the cursor', () => {
    expect(inserts('@be later', 3)).toEqual(['@ben ']);
    expect(inserts('@be later')).toBeUndefined();
  });
});

test('a suggestion replaces the typed text and moves the cursor behind it', () => {
  const text = 'ask @be about it';
  const found = completion(text, 7, view);
  const first = found?.suggestions[0];
  expect(found && first && accept(text, found, first)).toEqual({
    text: 'ask @ben about it',
    cursor: 9,
  });
});

test('shows the hint of a command once its name is complete', () => {
  expect(currentCommand('/tide', view)).toBeUndefined();
  expect(currentCommand('/tide north', view)?.usage_hint).toBe('[place]');
  expect(currentCommand('/unknown x', view)).toBeUndefined();
});
