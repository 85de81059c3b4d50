import fc from 'fast-check';
import { expect, test } from 'vitest';
import { normalizeTyped, tailOf, withoutMarks } from '../../src/text/normalize.ts';

test.each([
  ['2026-12-24…2026‑12‑31', '2026-12-24...2026-12-31'],
  ['24–31 December — or 1−2', '24-31 December - or 1-2'],
  ['“about” ‘me’ «rules» Ana’s', '"about" \'me\' "rules" Ana\'s'],
  ['０９：００\u200b ＨＥＬＰ！ ＃patience', '09:00 HELP! #patience'],
  ['٠٩:٣٠ ०९', '09:30 09'],
  ['a\u00a0b\u3000c\td\u2060e\ufeff', 'a b c de'],
  ['𝐡𝐞𝐥𝐩 𝘮𝘦', 'help me'],
  ['one\r\ntwo\u2028three', 'one\n\ntwo\nthree'],
  ['a\u202eb\u0000c\ud800', 'abc'],
  ['naïve 谢谢 ขอบคุณ', 'naïve 谢谢 ขอบคุณ'],
])('reads %j as %j', (typed, read) => {
  expect(normalizeTyped(typed)).toBe(read);
});

test('reading a normalised text again changes nothing', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const read = normalizeTyped(text);
      expect(normalizeTyped(read)).toBe(read);
    }),
  );
});

test('finds the written end of a text by the length of its read end', () => {
  expect(tailOf('#patience… “she waited”', '"she waited"'.length)).toBe('“she waited”');
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (head, tail) => {
      const written = tailOf(`${head}|${tail}`, normalizeTyped(tail).length);
      expect(normalizeTyped(written)).toBe(normalizeTyped(tail));
    }),
  );
});

test.each([
  ['help.', 'help'],
  ['tips?!', 'tips'],
  ['¿consejos?', 'consejos'],
  ['"about"', 'about'],
  ['*rules*', 'rules'],
  ['(me)...', 'me'],
  ['shout-out', 'shout-out'],
  ['...', ''],
])('takes the marks off %j', (typed, word) => {
  expect(withoutMarks(typed)).toBe(word);
});
