import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ownData, ownEntries } from '../../bench/search-cases.ts';
import { readContent } from '../../src/content/content.ts';
import { readWordVectors } from '../../src/content/files.ts';
import { analyzer } from '../../src/search/analyzer.ts';
import { sentencesOf } from '../../src/search/entry-texts.ts';
import { meanings } from '../../src/search/meanings.ts';
import { searchIndex } from '../../src/search/search.ts';
import { plainLanguage } from '../../src/search/search-data.ts';
import { wordVectors } from '../../src/search/word-vectors.ts';
import { ourContent } from '../our-content.ts';

const vectors = wordVectors(
  Buffer.concat([Buffer.from('dog\npuppy\ncar\n\n'), Uint8Array.of(90, 10, 80, 20, 0, 100)]),
);
const terms = ['dog', 'car', 'puppy', 'hedgehog'];
const [dog, car, hedgehog] = [0, 1, 3];
const entry = (...lines: number[][]) => ({
  names: lines,
  questions: [],
  phrases: [],
  sentences: [],
});
const compare = meanings(vectors, terms, [entry([dog]), entry([car]), entry([hedgehog])]);

test('a word is nearer to the entry with a similar one, which it does not have', () => {
  const [pets = 0, vehicles = 0] = compare([['puppy']], [[]]);
  expect(pets).toBeGreaterThan(0.9);
  expect(vehicles).toBeLessThan(0.3);
});

test('a misspelt word means what it is corrected to', () => {
  expect(compare([['dgo']], [[{ term: dog, weight: 0.85 }]])).toEqual(compare([['dog']], [[]]));
});

test('words without a vector mean nothing, in a question and in an entry', () => {
  expect([...compare([['hedgehog']], [[]])]).toEqual([0, 0, 0]);
  expect(compare([['dog']], [[]])[2]).toBe(0);
});

test('a language without vectors has none', () => {
  expect(readWordVectors([mkdtempSync(join(tmpdir(), 'content-'))], 'en')).toBeUndefined();
});

/** A folder of content with a damaged file of vectors. */
function damagedContent(): string {
  const root = mkdtempSync(join(tmpdir(), 'content-'));
  cpSync('prompts', root, { recursive: true });
  const file = join(root, 'en/word-vectors.bin');
  writeFileSync(file, readFileSync(file).subarray(0, 500_000));
  return root;
}

test('a damaged file of vectors is named at the check, with what to do', async () => {
  const root = damagedContent();
  await expect(readContent({ roots: [root], languages: ['en'] })).rejects.toMatchObject({
    problems: [
      {
        place: join(root, 'en/word-vectors.bin'),
        reason: expect.stringContaining('put the file of this version there again'),
      },
    ],
  });
});

test('a file of vectors that is damaged after the check takes no answer away', async () => {
  const root = mkdtempSync(join(tmpdir(), 'content-'));
  cpSync('prompts', root, { recursive: true });
  const roots = [root, 'tests/search/companies/vet'] as const;
  const { library } = await readContent({ roots, languages: ['en'] });
  writeFileSync(join(root, 'en/word-vectors.bin'), 'damaged');
  expect(library.search('how to break bad news').kind).not.toBe('nothing');
});

test('bytes that are not whole are refused', () => {
  expect(() => wordVectors(Buffer.from('dog\ncar\n\nabc'))).toThrow('is not whole');
});

test('a question finds an entry of a company by words that it does not have', async () => {
  const roots = ['prompts', 'tests/search/companies/vet'] as const;
  const { library } = await readContent({ roots, languages: ['en'] });
  const result = library.search('parrot screeching and everybody sat there is on edge');
  expect(result.kind === 'nearest' && result.entries[0]?.id).toBe('waiting-room');
});

test('nearly all words of our entries have a vector', () => {
  const known = readWordVectors(['prompts'], 'en');
  const { terms: termsIn } = analyzer(ownData.language);
  const terms = ownEntries.flatMap((each) => sentencesOf(each).flatMap(termsIn));
  const missing = terms.filter((term) => !known?.add(term, new Float32Array(known.dimensions)));
  expect(missing.length / terms.length).toBeLessThan(0.05);
});

test('vectors are not read for entries that have all their phrases', async () => {
  const { library } = await ourContent('en');
  const entries = library.list('skill');
  const phrases = new Map(
    entries.map(({ id }) => [id, Array.from({ length: 70 }, (_, at) => `queue ${at}`)]),
  );
  let isRead = false;
  const search = searchIndex(
    entries,
    { language: plainLanguage, questions: new Map(), phrases },
    undefined,
    () => {
      isRead = true;
      return undefined;
    },
  );
  search('queue');
  expect(isRead).toBe(false);
});
