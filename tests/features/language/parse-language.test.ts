import { expect, test } from 'vitest';
import { parseLanguage } from '../../../src/features/language/parse-language.ts';
import { languageTitle } from '../../../src/i18n/language-names.ts';

const languages = ['en', 'es', 'pt-BR'];
const inSlack = ['As in Slack', 'Como en Slack'];

test.each([
  ['español', 'es'],
  ['Espanol', 'es'],
  ['es', 'es'],
  ['Spanish', 'es'],
  ['spainish', 'es'],
  ['inglés', 'en'],
  ['ENGLISH', 'en'],
  ['português', 'pt-BR'],
  ['pt', 'pt-BR'],
  ['pt-br', 'pt-BR'],
])('%s is %s', (typed, language) => {
  expect(parseLanguage(typed, languages, inSlack)).toEqual({ kind: 'choose', language });
});

test.each(['klingon', 'Deutsch', 'alemán', 'de', '日本語'])(
  '%s is a language that there isn’t',
  (typed) => {
    expect(parseLanguage(typed, languages, inSlack)).toEqual({ kind: 'unknown' });
  },
);

test.each(['Slack', 'as in Slack', 'como en Slack', 'como slack', 'automatic'])(
  '%s is what Slack says',
  (typed) => {
    expect(parseLanguage(typed, languages, inSlack)).toEqual({ kind: 'as-in-slack' });
  },
);

test.each(['barrier', 'line', 'they speak another one', 'barrier slack', 'barrier in slack'])(
  '%s is none',
  (typed) => {
    expect(parseLanguage(typed, languages, inSlack)).toBeUndefined();
  },
);

test('a language is named in itself', () => {
  expect(['en', 'es', 'fr', 'pt-BR'].map(languageTitle)).toEqual([
    'English',
    'Español',
    'Français',
    'Português (Brasil)',
  ]);
});
