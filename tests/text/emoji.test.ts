import { expect, test } from 'vitest';
import { emojiSpans, withEmoji } from '../../src/text/emoji.ts';

test('sets known codes apart, with their skin tone', () => {
  expect(emojiSpans(':tada: stayed :clap::skin-tone-3: on :+1:')).toEqual([
    { emoji: 'tada' },
    { text: ' stayed ' },
    { emoji: 'clap', skinTone: 3 },
    { text: ' on ' },
    { emoji: '+1' },
  ]);
});

test.each(['10:30:45', 'a:tada:b', ':no-such-emoji:', '::', ':-)', 'C:100:', ':TADA:', ''])(
  'leaves %j as it is',
  (text) => {
    expect(withEmoji(text)).toBe(text);
    expect(emojiSpans(text)).toEqual(text ? [{ text }] : []);
  },
);

test.each([
  [':heart:', '❤️'],
  [':wave::skin-tone-2:', '👋🏻'],
  [':flag-gb::100:', '🇬🇧💯'],
  ['from 9 :coffee: on', 'from 9 ☕ on'],
])('%j reads %s where codes are not shown', (typed, shown) => {
  expect(withEmoji(typed)).toBe(shown);
});
