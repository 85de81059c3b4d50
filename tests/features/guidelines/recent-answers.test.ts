import { expect, test } from 'vitest';
import { recentAnswers } from '../../../src/features/guidelines/recent-answers.ts';
import type { Content } from '../../../src/features/guidelines/rendered.ts';

const content = () => ({}) as Content;
const answer = (text: string) => ({ text, blocks: [] });

test('a question asked lately is not worked out again', () => {
  const again = recentAnswers();
  const same = content();
  const first = again(same, 'angry', () => answer('one'));
  expect(again(same, 'angry', () => answer('two'))).toBe(first);
  expect(again(same, 'Angry', () => answer('three')).text).toBe('three');
});

test('new content has new answers', () => {
  const again = recentAnswers();
  again(content(), 'angry', () => answer('old'));
  expect(again(content(), 'angry', () => answer('new')).text).toBe('new');
});

test('what was asked longest ago is forgotten, what is asked again and again is not', () => {
  const again = recentAnswers();
  const same = content();
  for (let question = 0; question < 2000; question += 1) {
    again(same, 'angry', () => answer('kept'));
    again(same, `question ${question}`, () => answer('x'));
  }
  expect(again(same, 'angry', () => answer('worked out again')).text).toBe('kept');
  expect(again(same, 'question 0', () => answer('worked out again')).text).toBe('worked out again');
});
