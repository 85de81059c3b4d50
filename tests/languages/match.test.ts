import { expect, test } from 'vitest';
import { languageFor } from '../../src/languages/match.ts';

test.each([
  ['es', 'es'],
  ['es-419', 'es'],
  ['es_MX', 'es'],
  ['pt-BR', 'pt-BR'],
  ['pt-PT', 'pt-BR'],
  ['zh-hant-TW', 'zh-Hant'],
  ['de-DE', undefined],
  ['est', undefined],
  ['', undefined],
  [undefined, undefined],
])('the locale %s finds %s', (locale, language) => {
  expect(languageFor(locale, ['en', 'es', 'pt-BR', 'zh-Hant'])).toBe(language);
});

test('a language with its region comes before one without, and that before another region', () => {
  expect(languageFor('pt-PT', ['pt-BR', 'pt', 'pt-PT'])).toBe('pt-PT');
  expect(languageFor('pt-AO', ['pt-BR', 'pt', 'pt-PT'])).toBe('pt');
});
