import { expect, test } from 'vitest';
import type { Content } from '../../../src/content/content.ts';
import { searchCache } from '../../../src/features/guidelines/message-cache.ts';

const content = () => ({}) as Content;
const answer = (text: string) => ({ text, blocks: [] });

test('repeats the message of a recent search', () => {
  const cached = searchCache();
  const same = content();
  const first = cached(same, 'angry', () => answer('one'));
  expect(cached(same, 'angry', () => answer('two'))).toBe(first);
  expect(cached(same, 'Angry', () => answer('three')).text).toBe('three');
});

test('forgets the messages of older content', () => {
  const cached = searchCache();
  cached(content(), 'angry', () => answer('old'));
  expect(cached(content(), 'angry', () => answer('new')).text).toBe('new');
});

test('drops the search that was least recently made', () => {
  const cached = searchCache();
  const same = content();
  for (let query = 0; query < 2000; query += 1) {
    cached(same, 'angry', () => answer('kept'));
    cached(same, `query ${query}`, () => answer('x'));
  }
  expect(cached(same, 'angry', () => answer('searched again')).text).toBe('kept');
  expect(cached(same, 'query 0', () => answer('searched again')).text).toBe('searched again');
});
