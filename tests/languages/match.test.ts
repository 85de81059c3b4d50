import { expect, test } from 'vitest';
import { languageFor, languageForHeader } from '../../src/languages/match.ts';

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

test.each([
  ['es-MX,es;q=0.9,en;q=0.8', 'es'],
  ['de-DE,de;q=0.9,en;q=0.5', 'en'],
  ['en;q=0.2, es;q=0.7', 'es'],
  ['es;q=0, en', 'en'],
  ['fr, *', undefined],
  ['', undefined],
])('the browser’s "%s" finds %s', (header, language) => {
  expect(languageForHeader(header, ['en', 'es'])).toBe(language);
});
