import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { load } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import { type Entry, kinds } from '../../src/content/entry.ts';
import { readSearchData } from '../../src/content/read-search-data.ts';
import { type SearchResult, searchIndex } from '../../src/search/search.ts';
import { plainLanguage } from '../../src/search/search-data.ts';
import { buildLibrary } from '../content/build-library.ts';
import { ownFiles } from '../content/files.ts';

const library = buildLibrary(ownFiles);
const entries = kinds.flatMap((kind) => library.list(kind));
const { search } = library;
const data = readSearchData(ownFiles, new Set(entries.map(({ id }) => id)));
/** The ids in the order in which they are shown. */
function ids(result: SearchResult): string[] {
  if (result.kind === 'entry') return [result.entry.id];
  return result.kind === 'nearest' ? result.entries.map(({ id }) => id) : [];
}

/** Milliseconds of this thread's own work, whatever else the machine is doing. */
function cpuTime(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

/** An entry of a small library. */
const entry = (id: string, aliases: readonly string[], core = ''): Entry => ({
  kind: 'guideline',
  id,
  title: id,
  summary: 'A sentence.',
  aliases: [...aliases],
  related: [],
  reviewed: '2026-11-22',
  core: [[{ text: core }]],
  details: [],
});

test('the answers to the questions are existing entries', async () => {
  const texts = await Promise.all(
    ['queries.yml', 'held-out.yml', 'real-questions.yml'].map((file) =>
      readFile(new URL(file, import.meta.url), 'utf8'),
    ),
  );
  const named = texts.flatMap((text) => load(text) as { answers: string[] }[]);
  const known = new Set(entries.map(({ id }) => id));
  expect(named.flatMap(({ answers }) => answers).filter((id) => !known.has(id))).toEqual([]);
});

test.each(entries.map((each) => [each.id, each] as const))(
  '%s is found by its id, its title and each alias, in any case',
  (id, { title, aliases }) => {
    const names = [id, title, ...aliases, title.toUpperCase(), ` ${title}! `];
    expect(names.filter((name) => ids(search(name)).join() !== id)).toEqual([]);
  },
);

test('a title takes precedence over an alias of another entry', () => {
  const find = searchIndex([entry('tea', ['coffee']), entry('coffee', ['mug'])]);
  expect(ids(find('coffee'))).toEqual(['coffee']);
});

test.each([
  ['case and punctuation', 'WARM... Welcome?!', 'warm-welcome'],
  ['accents', 'a wárm wëlcome', 'warm-welcome'],
  ['singular and plural', 'guard', 'security-check'],
  ['singular and plural', 'haggles', 'business-acumen'],
  ['word order', 'welcome warm', 'warm-welcome'],
  ['a missing apostrophe', 'cant please everyone', 'an-extra-mile-is-not-enough'],
  ['a curly apostrophe', 'can’t please everyone', 'an-extra-mile-is-not-enough'],
  ['a swapped pair of letters', 'pateince', 'patience'],
  ['a swapped pair in a short word', 'agnry', 'self-control'],
  ['a wrong first letter', 'watience', 'patience'],
  ['British spelling', 'flat tyre', 'know-what-needs-to-be-done'],
  ['British spelling', 'apologise', 'taking-responsibility'],
  ['another word for the same', 'queueing at the till', 'patience'],
  ['words run together', 'warmwelcome', 'warm-welcome'],
  ['a word taken apart', 'hand over', 'internal-customers'],
  ['numbers as words', 'rule three', 'it-is-all-about-emotions'],
])('%s does not matter: %s', (_difference, question, id) => {
  expect(ids(search(question))[0]).toBe(id);
});

test('a known word is not corrected to another', () => {
  const find = searchIndex([entry('tea', ['form']), entry('coffee', ['from here', 'farm'])]);
  expect(ids(find('farm'))).toEqual(['coffee']);
});

test('a compound and its parts find each other', () => {
  const find = searchIndex([
    entry('tea', ['check out']),
    entry('coffee', ['paperwork'], 'a checkout'),
  ]);
  expect(ids(find('checkout'))[0]).toBe('tea');
  expect(ids(find('paper work please'))[0]).toBe('coffee');
});

test('a complete alias counts more than its scattered words', () => {
  const find = searchIndex([
    entry('tea', ['lost heart']),
    entry('coffee', ['lost'], 'heart'),
    entry('milk', ['heart'], 'lost'),
  ]);
  expect(ids(find('she has lost heart over this'))[0]).toBe('tea');
});

test('a name counts more than a word in a text', () => {
  const find = searchIndex([entry('tea', ['mug'], 'saucer saucer'), entry('coffee', ['saucer'])]);
  expect(ids(find('where is my saucer'))[0]).toBe('coffee');
});

test('a question that two entries match equally well gets both', () => {
  const find = searchIndex([entry('tea', ['hot mug']), entry('coffee', ['cold mug'])]);
  expect(find('mug')).toMatchObject({
    kind: 'nearest',
    entries: [{ id: 'tea' }, { id: 'coffee' }],
  });
});

test.each([
  ['shouting', 'self-control'],
  ['customer is shouting', 'self-control'],
  ['angry customr', 'self-control'],
  ['long queu', 'patience'],
])('%s gets a single answer', (question, id) => {
  expect(search(question)).toMatchObject({ kind: 'entry', entry: { id } });
});

test.each([
  ['i want to cry', 'self-control', 'he wants to cry', 'compassion'],
  ['i feel awful today', 'positive-attitude', 'he feels awful today', 'self-control'],
  [
    'customer says i took her money',
    'security-check',
    'the machine took her money',
    'problem-solving',
  ],
])('%s, said of oneself, finds %s, and %s does not', (own, id, other, otherId) => {
  expect(ids(search(own))[0]).toBe(id);
  expect(ids(search(other))[0]).toBe(otherId);
});

test.each([
  ['i think a customer is stealing', 'security-check'],
  ['i think he is stealing', 'security-check'],
  ['a kid is stealing candy', 'security-check'],
  ['customer stole a bottle', 'security-check'],
  ['shoplifting', 'security-check'],
  ['theft', 'security-check'],
  ['stealing time', 'time-management'],
  ['a customer put it in her bag without paying', 'security-check'],
  ['customer wants me to put it in a bag', 'small-courtesies'],
  ['somebody stole her place in the queue', 'patience'],
  ['another customer is stealing her place in the queue', 'patience'],
  ['vending machine took my money says a customer', 'problem-solving'],
  ['a colleague is stealing my customers', 'internal-customers'],
  ['a customer is stealing my time', 'time-management'],
  ['how do I say i need a minute', 'effective-communication'],
  ['i need a moment to look that up', 'customer-focused'],
])('%s finds %s first', (question, id) => {
  expect(ids(search(question))[0]).toBe(id);
});

test.each([
  ['wheelchair', "When somebody can't hear, see, read or walk well"],
  ['first day', 'On your first day'],
  ['interpreter', "When you don't share a language"],
  ['he stole something', 'If you think somebody is stealing'],
  ['customer accuses me of stealing', 'If you think somebody is stealing'],
  ['convenience of customers', undefined],
  ['patience', undefined],
])('%s opens its entry at the section %s', (question, heading) => {
  const result = search(question);
  if (result.kind === 'nothing') throw new Error('nothing was found');
  const found = result.kind === 'entry' ? result.entry : result.entries[0];
  const section = result.sections.get(found?.id ?? '');
  expect(found?.details[section ?? Number.NaN]?.heading).toBe(heading);
});

test('a section counts only if it matches better than the beginning', () => {
  const tea = {
    ...entry('tea', ['mug'], 'Fill a mug.'),
    details: [
      { heading: 'A mug', paragraphs: [], items: [] },
      { heading: 'A saucer', paragraphs: [[{ text: 'It catches a spill.' }]], items: [] },
    ],
  };
  const find = searchIndex([tea, entry('coffee', ['pot'])]);
  const sectionFor = (question: string) => {
    const result = find(question);
    return result.kind === 'nothing' ? undefined : result.sections.get('tea');
  };
  expect(sectionFor('mug')).toBeUndefined();
  expect(sectionFor('saucer')).toBe(1);
});

test('a question with mostly unknown words gets no single answer', () => {
  const find = searchIndex([entry('tea', ['blue mug with handle']), entry('coffee', ['saucer'])]);
  expect(find('handle mug blue').kind).toBe('entry');
  expect(find('mug xqzvk wvkjq').kind).toBe('nearest');
});

test('a question counts only if it is nearly the same', () => {
  const find = searchIndex([entry('tea', ['spoon']), entry('coffee', ['mug'])], {
    language: plainLanguage,
    questions: new Map([['coffee', ['somebody took every silver spoon']]]),
    phrases: new Map(),
  });
  expect(ids(find('spoon'))[0]).toBe('tea');
  expect(ids(find('somebody took my silver spoon'))[0]).toBe('coffee');
});

test('an entry without written phrases has a chance against one with sixty', () => {
  const words = Array.from({ length: 60 }, (_, at) => `word${at}`);
  const find = searchIndex([entry('tea', ['blue mug']), entry('coffee', ['saucer'])], {
    language: plainLanguage,
    questions: new Map(),
    phrases: new Map([['coffee', words.map((word, at) => (at < 9 ? `mug ${word}` : word))]]),
  });
  expect(ids(find('mug'))).toEqual(['tea', 'coffee']);
  expect(ids(find('mug word1'))).toEqual(['coffee', 'tea']);
});

test('a word finds others of its topic, in entries without written phrases', () => {
  const entries = [entry('tea', ['luggage'], 'no pockets'), entry('coffee', ['mug'])];
  const language = { ...plainLanguage, topics: ['luggage suitcase', 'mug cup'] };
  const words = Array.from({ length: 80 }, (_, at) => `word${at}`);
  const find = searchIndex(entries, {
    language,
    questions: new Map(),
    phrases: new Map([['coffee', words]]),
  });
  expect(ids(find('suitcase'))).toEqual(['tea']);
  expect(find('cup').kind).toBe('nothing');
});

test('an entry that stands alone comes with the next nearest', () => {
  const find = searchIndex([entry('tea', ['hot mug']), entry('coffee', ['cold mug'])]);
  expect(find('hot mug')).toMatchObject({
    kind: 'entry',
    entry: { id: 'tea' },
    others: [{ id: 'coffee' }],
  });
});

test('suggests at most three entries', () => {
  const find = searchIndex(['a', 'b', 'c', 'd'].map((id) => entry(`entry-${id}`, [`${id}x mug`])));
  expect(ids(find('mug'))).toHaveLength(3);
});

test.each(['', ' \n', '?!…', 'xqzvk', '999999', 'it is the', 'qqqq <!xqzvk> *x* &amp;'])(
  '%j finds nothing',
  (question) => {
    expect(search(question)).toEqual({ kind: 'nothing' });
  },
);

describe('one typo', () => {
  const letters = 'abcdefghijklmnopqrstuvwxyz';
  const names = entries.flatMap(({ id, aliases }) =>
    aliases.filter((alias) => alias.length >= 5).map((alias) => ({ id, alias })),
  );
  const typo = fc.record({
    name: fc.constantFrom(...names),
    kind: fc.constantFrom('removed', 'added', 'replaced', 'swapped'),
    at: fc.nat(),
    letter: fc.constantFrom(...letters),
  });
  const misspelt = ({
    name,
    kind,
    at,
    letter,
  }: typeof typo extends fc.Arbitrary<infer T> ? T : never) => {
    const { alias } = name;
    const place = at % (alias.length - (kind === 'swapped' ? 1 : 0));
    const [before, after] = [alias.slice(0, place), alias.slice(place)];
    if (kind === 'removed') return before + after.slice(1);
    if (kind === 'added') return before + letter + after;
    if (kind === 'replaced') return before + letter + after.slice(1);
    return before + (after[1] ?? '') + (after[0] ?? '') + after.slice(2);
  };

  test('95 % of aliases with a typo keep their entry among three', () => {
    const sample = fc.sample(typo, { numRuns: 2000, seed: 1 });
    const lost = sample.filter((each) => !ids(search(misspelt(each))).includes(each.name.id));
    expect(lost.length / sample.length).toBeLessThanOrEqual(0.05);
  });
});

describe('hostile questions', () => {
  const hostile: readonly (readonly [string, string])[] = [
    ['4,000 letters', 'a'.repeat(4000)],
    ['4,000 letters in words', 'patiense customer '.repeat(222)],
    ['300 unknown words', 'xq '.repeat(1300)],
    ['emoji', '😀🎉👩‍👩‍👧'.repeat(100)],
    ['right-to-left text', '\u202eמה לעשות עם لقوح غاضب'],
    ['control characters', '\0\u0007patience\u001b[31m\r\n'],
    ['mentions', '<!channel> <@U0ANA> <#C0X|x> <https://x.example|patience>'],
    ['object properties', '__proto__ constructor toString'],
    ['lone surrogates', '\ud83d'.repeat(300)],
    ['special characters of regular expressions', '(((((.*+?^$[\\'],
  ];

  test.each(hostile)('%s get an answer quickly', (_name, question) => {
    const start = cpuTime();
    const { kind } = search(question);
    expect(['entry', 'nearest', 'nothing']).toContain(kind);
    expect(cpuTime() - start).toBeLessThan(250);
  });

  test('any text gets an answer', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (question) => {
        expect(ids(search(question)).length).toBeLessThanOrEqual(3);
      }),
    );
  });
});

test('builds the index and answers fast enough', () => {
  const start = cpuTime();
  const find = searchIndex(entries, data);
  find('nobody helps me here');
  expect(cpuTime() - start).toBeLessThan(1000);
  const times = entries
    .flatMap(({ aliases }) => aliases)
    .map((alias) => {
      const asked = cpuTime();
      find(`my ${alias}s today`);
      return cpuTime() - asked;
    });
  expect(times.sort((a, b) => a - b)[times.length >> 1]).toBeLessThan(5);
});
