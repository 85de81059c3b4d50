import fc from 'fast-check';
import { expect, test } from 'vitest';
import { oneTypoApart, twoTyposApart } from '../../src/text/edit-distance.ts';

test.each([
  ['a letter lost', 'patience', 'patince'],
  ['a letter added', 'patience', 'patiience'],
  ['another letter', 'patience', 'patiense'],
  ['another first letter', 'patience', 'oatience'],
  ['two neighbours swapped', 'patience', 'pateince'],
  ['the first two swapped', 'patience', 'aptience'],
  ['nothing', 'patience', 'patience'],
])('%s is one typo at most', (_change, a, b) => {
  expect(oneTypoApart(a, b)).toBe(true);
  expect(oneTypoApart(b, a)).toBe(true);
});

test.each([
  ['patience', 'paitecne'],
  ['patience', 'ptiencex'],
  ['abcd', 'abdce'],
  ['form', 'mrof'],
])('%s and %s are more than one typo apart', (a, b) => {
  expect(oneTypoApart(a, b)).toBe(false);
});

test('one typo is within two, and the order of the words does not matter', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 6 });
  fc.assert(
    fc.property(word, word, (a, b) => {
      expect(oneTypoApart(a, b)).toBe(oneTypoApart(b, a));
      expect(twoTyposApart(a, b)).toBe(twoTyposApart(b, a));
      if (oneTypoApart(a, b)) expect(twoTyposApart(a, b)).toBe(true);
    }),
  );
});
