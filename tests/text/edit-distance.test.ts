import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { editDistance, isWithinEdits } from '../../src/text/edit-distance.ts';

describe('one edit', () => {
  test.each([
    ['a removed letter', 'patience', 'patince'],
    ['an added letter', 'patience', 'patiience'],
    ['a replaced letter', 'patience', 'patiense'],
    ['a replaced first letter', 'patience', 'oatience'],
    ['two swapped neighbours', 'patience', 'pateince'],
    ['the first two letters swapped', 'patience', 'aptience'],
    ['no change', 'patience', 'patience'],
  ])('allows %s', (_change, a, b) => {
    expect(isWithinEdits(a, b, 1)).toBe(true);
    expect(isWithinEdits(b, a, 1)).toBe(true);
  });

  test.each([
    ['patience', 'paitecne'],
    ['patience', 'ptiencex'],
    ['abcd', 'abdce'],
    ['form', 'mrof'],
  ])('is not enough from %s to %s', (a, b) => {
    expect(isWithinEdits(a, b, 1)).toBe(false);
  });
});

/** The definition of the distance, without any shortcut. */
function reference(a: string, b: string): number {
  if (a === '' || b === '') return a.length + b.length;
  const isSame = a.at(-1) === b.at(-1);
  const distances = [
    reference(a.slice(0, -1), b) + 1,
    reference(a, b.slice(0, -1)) + 1,
    reference(a.slice(0, -1), b.slice(0, -1)) + (isSame ? 0 : 1),
  ];
  const isSwap = a.length > 1 && b.length > 1 && a.at(-1) === b.at(-2) && a.at(-2) === b.at(-1);
  if (isSwap) distances.push(reference(a.slice(0, -2), b.slice(0, -2)) + 1);
  return Math.min(...distances);
}

test('matches the definition up to every limit', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 5 });
  fc.assert(
    fc.property(word, word, (a, b) => {
      const distance = reference(a, b);
      expect(editDistance(a, b)).toBe(distance);
      expect(editDistance(b, a)).toBe(distance);
      for (const limit of [0, 1, 2, 3]) {
        expect(editDistance(a, b, limit)).toBe(Math.min(distance, limit + 1));
        expect(isWithinEdits(a, b, limit)).toBe(distance <= limit);
      }
    }),
    { numRuns: 300 },
  );
});
