import { describe, expect, test } from 'vitest';
import { type Entry, kinds } from '../../src/content/entry.ts';
import { type Paragraph, plain } from '../../src/content/markdown.ts';
import { buildLibrary } from './build-library.ts';
import { filesIn, ownLanguages } from './files.ts';
import { readingEase, spanishSyllables } from './reading-ease.ts';

/** How an if-then plan reads in each language, and the words that all of them have. */
const ifThenForm: Readonly<Record<string, { readonly form: RegExp; readonly frame: string[] }>> = {
  en: { form: /^When [^,]+, I will [^.]+[^, ]\.$/, frame: ['when', 'will'] },
  es: { form: /^Cuando [^,]+, voy a [^.]+[^, ]\.$/, frame: ['cuando'] },
};

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
          ...(entry.ifThen ?? []),
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
  text.split(/(?<=[.?!]["”»]?)\s+/).map((sentence) => sentence.trim());
const words = (text: string): string[] => text.match(/[\p{L}\p{N}][\p{L}\p{N}'’]*/gu) ?? [];

/** The share of a text's longer words that another text has as well. */
function sharedWords(text: string, other: string, frame: readonly string[] = []): number {
  const long = (from: string) =>
    new Set(words(from.toLowerCase()).filter(({ length }) => length > 3));
  const own = [...long(text)].filter((word) => !frame.includes(word));
  const others = long(other);
  return own.filter((word) => others.has(word)).length / own.length;
}

describe.each(ownLanguages)('in %s', (language) => {
  const library = buildLibrary(filesIn(language));
  const entries = kinds.flatMap((kind) => library.list(kind));

  test('there are forty-one entries', () => {
    const counts = Object.fromEntries(kinds.map((kind) => [kind, library.list(kind).length]));
    expect(counts).toEqual({ rule: 3, principle: 4, guideline: 18, skill: 16 });
  });

  test('there are at least 96 tips and 32 practice scenarios', () => {
    const skills = entries.filter((entry) => entry.kind === 'skill');
    expect(skills.flatMap(({ tips }) => tips).length).toBeGreaterThanOrEqual(96);
    expect(skills.flatMap(({ practice }) => practice).length).toBeGreaterThanOrEqual(32);
  });

  test('each skill has three if-then plans, each one sentence of a situation and a behaviour', () => {
    const skills = library.list('skill').flatMap((entry) => (entry.kind === 'skill' ? entry : []));
    const plans = skills.flatMap(({ ifThen = [] }) => ifThen.map(plain));
    expect(plans).toHaveLength(skills.length * 3);
    expect(plans.filter((text) => !ifThenForm[language]?.form.test(text))).toEqual([]);
    expect(plans.filter((text) => text.length > 150)).toEqual([]);
  });

  test('no if-then plan repeats a tip or another plan', () => {
    const skills = library.list('skill').flatMap((entry) => (entry.kind === 'skill' ? entry : []));
    const tips = skills.flatMap((entry) => entry.tips.map(plain));
    const plans = skills.flatMap(({ ifThen = [] }) => ifThen.map(plain));
    const near = plans.flatMap((plan, at) =>
      [...tips, ...plans.slice(at + 1)].filter(
        (other) => sharedWords(plan, other, ifThenForm[language]?.frame) > 0.6,
      ),
    );
    expect(near).toEqual([]);
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

  const ease = readingEase[language];

  test('there is a formula for reading ease, and a form for if-then plans', () => {
    expect([ease, ifThenForm[language]]).not.toContain(undefined);
  });

  test.each(ease ? entries.map((entry) => [entry.id, entry] as const) : [])(
    `%s has ${ease?.aim}`,
    (_id, entry) => {
      const text = lines(entry);
      const found = ease?.of({ sentences: text.flatMap(sentences), words: text.flatMap(words) });
      expect(found).toMatchObject({ isEasy: true });
    },
  );

  test('tips have no repeated exclamation marks, long dashes or emoji', () => {
    const tips = entries.flatMap((entry) => (entry.kind === 'skill' ? entry.tips.map(plain) : []));
    expect(tips.filter((tip) => /!\s*!|[—]|\p{Extended_Pictographic}/u.test(tip))).toEqual([]);
  });
});

test.each([
  ['ciudad', 2],
  ['día', 2],
  ['aéreo', 4],
  ['guía', 2],
  ['queja', 2],
  ['pingüino', 3],
  ['ayuda', 3],
  ['rey', 1],
  ['y', 1],
  ['cliente', 2],
])('"%s" has %i syllables', (word, count) => {
  expect(spanishSyllables(word)).toBe(count);
});
