import { expect, test } from 'vitest';
import { withoutSlips } from '../../src/i18n/slips.ts';

const corrected = (text: string, ...known: readonly string[]) =>
  withoutSlips(text, new Map(known.map((word) => [word, word])), () => 0);

test('a word of four letters may lack one, whatever other word of four letters is as near', () => {
  expect(corrected('lune', 'luna', 'lunes')).toBe('lunes');
  expect(corrected('lune', 'luna')).toBeUndefined();
});

test('a longer word may be the nearest of any length', () => {
  expect(corrected('viermes', 'martes', 'viernes')).toBe('viernes');
});
