import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readCatalogue } from '../../src/i18n/catalogue.ts';
import { type MessageKey, messageKeys } from '../../src/i18n/keys.ts';
import { Problems, problemLine } from '../../src/problems.ts';

const own = readFileSync('prompts/en/words.yml', 'utf8');

/** Nine levels of ten times the one before. */
const bomb = Array.from({ length: 9 }, (_, level) => {
  const before = level === 0 ? 'x' : `*l${level - 1}`;
  const inside = Array.from({ length: 10 }, (_unused, name) => `k${name}: ${before}`).join(', ');
  return `l${level}: &l${level} {${inside}}`;
}).join('\n');

function problems(text: string): string[] {
  try {
    readCatalogue('words.yml', text, 'en');
  } catch (error) {
    if (error instanceof Problems) return error.problems.map(problemLine);
    throw error;
  }
  return [];
}

test('no text ends where YAML sees a comment: what has a # after a blank stands in quotes', () => {
  const cut = own.split('\n').filter((line) => /^\s*[\w"-]+: (?!["']).*\s#/.test(line));
  expect(cut).toEqual([]);
});

test('values are filled in, and plurals follow the language', () => {
  const words = readCatalogue('words.yml', own, 'en');
  expect(words('about.text', { version: '1.2.3', entries: 1 })).toContain('1.2.3, with 1 entry');
  expect(words('about.text', { version: '1.2.3', entries: 2 })).toContain('2 entries');
});

test('what looks like markup in a value stays the text it is', () => {
  const words = readCatalogue('words.yml', own, 'en');
  const question = "<b>{entries}</b> & '{x}'";
  expect(words('search.nothing', { question })).toContain(question);
});

test.each([
  ['a key too few', own.replace('more: More', ''), 'words.yml: entry.more: is missing'],
  ['a key too many', `${own}\nsurplus: x\n`, 'words.yml: surplus: is not a text of the app'],
  ['a value nobody gives', own.replace('{number} of', '{nummer} of'), 'words.yml: entry.place: '],
  [
    'a message that is not ICU',
    own.replace('{number} of', '{number of'),
    'words.yml: entry.place: ',
  ],
  [
    'a number where a text should be',
    own.replace('more: More', 'more: 7'),
    'words.yml: entry.more: is not a text',
  ],
  [
    'an empty text',
    own.replace('more: More', 'more: ""'),
    'words.yml: entry.more: is not a text, or an empty one',
  ],
  [
    'a date, which fails only when it is said',
    own.replace('"{kind} {number}', '"{kind, date} {number}'),
    'words.yml: entry.place: only {value}',
  ],
  ['a file that unfolds to billions', `a: &a [x, x]\nb: &b {c: *a, d: *a}\n${bomb}`, 'words.yml: '],
  [
    'a name that JavaScript knows by itself',
    `${own}\nconstructor: x\n`,
    'words.yml: constructor: is not a text of the app',
  ],
  ['a file that is not YAML', 'kind: [', 'words.yml: '],
])('%s is told with its key', (_name, text, told) => {
  expect(problems(text).join('\n')).toContain(told);
});

test('every key is used in the code', () => {
  const code = readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !path.endsWith('words/keys.ts'))
    .map((path) => readFileSync(`src/${path}`, 'utf8'))
    .join('\n');
  const composed = (key: MessageKey) =>
    code.includes(`\`${key.slice(0, key.lastIndexOf('.'))}.\${`);
  const unused = (Object.keys(messageKeys) as MessageKey[]).filter(
    (key) => !code.includes(`'${key}'`) && !composed(key),
  );
  expect(unused).toEqual([]);
});
