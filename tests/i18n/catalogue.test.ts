import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { catalogue } from '../../src/i18n/catalogue.ts';
import { type MessageKey, messageKeys } from '../../src/i18n/keys.ts';
import { readMessages } from '../../src/i18n/read-messages.ts';
import { auditActs } from '../../src/ports/audit.ts';
import { Problems, problemLine } from '../../src/problems.ts';

const own = readFileSync('prompts/en/words.yml', 'utf8');

/** Expands to a billion nodes: nine levels, each with ten times the nodes of the one before. */
const bomb = Array.from({ length: 9 }, (_, level) => {
  const before = level === 0 ? 'x' : `*l${level - 1}`;
  const inside = Array.from({ length: 10 }, (_unused, name) => `k${name}: ${before}`).join(', ');
  return `l${level}: &l${level} {${inside}}`;
}).join('\n');

function problems(text: string): string[] {
  try {
    readMessages('words.yml', [text]);
  } catch (error) {
    if (error instanceof Problems) return error.problems.map(problemLine);
    throw error;
  }
  return [];
}

test('no text is cut off by a YAML comment: texts with a # after a space are quoted', () => {
  const cut = own.split('\n').filter((line) => /^\s*[\w"-]+: (?!["']).*\s#/.test(line));
  expect(cut).toEqual([]);
});

test('inserts values and selects plurals', () => {
  const words = catalogue(readMessages('words.yml', [own]), 'en');
  expect(words('about.text', { version: '1.2.3', entries: 1 })).toContain('1.2.3, with 1 entry');
  expect(words('about.text', { version: '1.2.3', entries: 2 })).toContain('2 entries');
});

test('says how to begin where nobody was thanked yet', () => {
  const words = catalogue(readMessages('words.yml', [own]), 'en');
  expect(words('coverage.total', { moments: 0, weeks: 4 })).toContain('/shoutout @name #skill');
  expect(words('coverage.total', { moments: 2, weeks: 4 })).toContain('2 moments of care were');
});

test('keeps markup in a value as text', () => {
  const words = catalogue(readMessages('words.yml', [own]), 'en');
  const question = "<b>{entries}</b> & '{x}'";
  expect(words('search.nothing', { question })).toContain(question);
});

test.each([
  ['a missing key', own.replace('more: More', ''), 'words.yml: entry.more: is missing'],
  ['an unknown key', `${own}\nsurplus: x\n`, 'words.yml: surplus: is not a text of the app'],
  ['an unknown value', own.replace('{number} of', '{nummer} of'), 'words.yml: entry.place: '],
  ['an invalid message', own.replace('{number} of', '{number of'), 'words.yml: entry.place: '],
  [
    'a number instead of a text',
    own.replace('more: More', 'more: 7'),
    'words.yml: entry.more: must be a text',
  ],
  [
    'an empty text',
    own.replace('more: More', 'more: ""'),
    'words.yml: entry.more: must be a text, and not empty',
  ],
  [
    'a date, which would fail only when formatted',
    own.replace('"{kind} {number}', '"{kind, date} {number}'),
    'words.yml: entry.place: only {value}',
  ],
  [
    'a file that expands to billions of nodes',
    `a: &a [x, x]\nb: &b {c: *a, d: *a}\n${bomb}`,
    'words.yml: ',
  ],
  [
    'the name of an object property',
    `${own}\nconstructor: x\n`,
    'words.yml: constructor: is not a text of the app',
  ],
  ['invalid YAML', 'kind: [', 'words.yml: '],
])('reports %s with its key', (_name, text, message) => {
  expect(problems(text).join('\n')).toContain(message);
});

test('every key is used in the code', () => {
  const code = readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !path.endsWith('i18n/keys.ts'))
    .map((path) => readFileSync(`src/${path}`, 'utf8'))
    .join('\n');
  const composed = (key: MessageKey) =>
    code.includes(`\`${key.slice(0, key.lastIndexOf('.'))}.\${`);
  const acts: readonly string[] = auditActs.map((act) => `audit.${act}`);
  const unused = (Object.keys(messageKeys) as MessageKey[]).filter(
    (key) => !code.includes(`'${key}'`) && !composed(key) && !acts.includes(key),
  );
  expect(unused).toEqual([]);
});
