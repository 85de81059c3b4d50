import { expect, test } from 'vitest';
import { nearestNames, plainName } from '../../src/text/nearest-names.ts';

test('plainName drops case, accents and punctuation', () => {
  expect(plainName(' São_Paulo / (Brazil)')).toBe('sao paulo brazil');
});

test.each([
  ['rom', ['rome', 'roma']],
  ['Rome', ['rome', 'roma']],
  ['lisbno', ['lisbon']],
  ['lixbno', ['lisbon']],
  ['lixbmo', []],
  ['li😀bon', ['lisbon']],
  ['ro', []],
])('suggests for %s: %j', (typed, nearest) => {
  expect(nearestNames(typed, ['lisbon', 'roma', 'rome'].toReversed())).toEqual(nearest);
});

test('limits how many names it suggests, and how many edits it allows', () => {
  expect(nearestNames('rom', ['rome', 'roma'], 1)).toEqual(['rome']);
  expect(nearestNames('lixbno', ['lisbon'], 3, 1)).toEqual([]);
});
