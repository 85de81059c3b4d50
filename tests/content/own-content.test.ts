import { fleschKincaid } from 'flesch-kincaid';
import { syllable } from 'syllable';
import { expect, test } from 'vitest';
import { type Entry, kinds } from '../../src/content/entry.ts';
import { buildLibrary } from '../../src/content/library.ts';
import { type Paragraph, plain } from '../../src/content/markdown.ts';
import { ownFiles } from './files.ts';

const library = buildLibrary(ownFiles);
const entries = kinds.flatMap((kind) => library.list(kind));

/** All texts of an entry. */
function lines(entry: Entry): string[] {
  const {
    core,
    inPractice = [],
    say = [],
    avoid = [],
    external = [],
    colleague = [],
    details,
  } = entry;
  const skill: readonly Paragraph[] =
    entry.kind === 'skill'
      ? [
          ...entry.tips,
          ...entry.practice.flatMap(({ situation, answers }) => [
            ...situation,
            ...answers.flatMap(({ answer, effect }) => [answer, effect]),
          ]),
        ]
      : [];
  const paragraphs = [core, inPractice, say, avoid, external, colleague, skill].flat();
  const more = details.flatMap((detail) => [...detail.paragraphs, ...detail.items]);
  return [entry.summary, ...[...paragraphs, ...more].map(plain)];
}

const sentences = (text: string): string[] =>
  text.split(/(?<=[.?!]["”]?)\s+/).map((sentence) => sentence.trim());
const words = (text: string): string[] => text.match(/[\p{L}\p{N}][\p{L}\p{N}'’]*/gu) ?? [];

test('there are forty-one entries', () => {
  const counts = Object.fromEntries(kinds.map((kind) => [kind, library.list(kind).length]));
  expect(counts).toEqual({ rule: 3, principle: 4, guideline: 18, skill: 16 });
});

test('there are at least 96 tips and 32 practice scenarios', () => {
  const skills = entries.filter((entry) => entry.kind === 'skill');
  expect(skills.flatMap(({ tips }) => tips).length).toBeGreaterThanOrEqual(96);
  expect(skills.flatMap(({ practice }) => practice).length).toBeGreaterThanOrEqual(32);
});

test('relations between entries are mutual', () => {
  const oneWay = entries.flatMap(({ id, related }) =>
    related
      .filter((other) => !library.find(other)?.related.includes(id))
      .map((other) => `${id} → ${other}`),
  );
  expect(oneWay).toEqual([]);
});

test('no sentence occurs twice in the library', () => {
  const places = new Map<string, string[]>();
  for (const entry of entries) {
    for (const sentence of lines(entry).flatMap(sentences)) {
      const key = sentence.toLowerCase();
      places.set(key, [...(places.get(key) ?? []), entry.id]);
    }
  }
  const repeated = [...places].filter(
    ([sentence, ids]) => ids.length > 1 && words(sentence).length > 2,
  );
  expect(repeated).toEqual([]);
});

test.each(entries.map((entry) => [entry.id, entry] as const))(
  '%s has a Flesch-Kincaid grade of 8 at most',
  (_id, entry) => {
    const text = lines(entry);
    const word = text.flatMap(words);
    const grade = fleschKincaid({
      sentence: text.flatMap(sentences).length,
      word: word.length,
      syllable: word.reduce((sum, each) => sum + syllable(each), 0),
    });
    expect(grade).toBeLessThanOrEqual(8);
  },
);

test('tips have no repeated exclamation marks, long dashes or emoji', () => {
  const tips = entries.flatMap((entry) => (entry.kind === 'skill' ? entry.tips.map(plain) : []));
  expect(tips.filter((tip) => /!\s*!|[—]|\p{Extended_Pictographic}/u.test(tip))).toEqual([]);
});
