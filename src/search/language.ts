import { endingsOf } from './endings.ts';
import type { LanguageData } from './language-file.ts';
import { memoize } from './memoize.ts';
import { typedWords } from './typed-words.ts';

/** How the words of one language are read. A term is what question and entry have in common for a word. */
export type Language = {
  /** The words as they were typed, but for contractions with an apostrophe, which are taken apart. */
  readonly typedWords: (text: string) => string[];
  /** For each text what `read` makes of its typed words. */
  readonly readLines: <T>(texts: readonly string[], read: (word: string) => readonly T[]) => T[][];
  /** Mostly one term, for "can't" two. */
  readonly termsOf: (word: string) => readonly string[];
  /** All terms of a text in order. */
  readonly terms: (text: string) => string[];
  readonly root: (term: string) => string;
  /** How much of its weight a term keeps, 0 to 1. */
  readonly weight: (term: string) => number;
  /** Whether a term says anything alone. */
  readonly says: (term: string) => boolean;
  /** Known in every library, so that they aren't taken for a misspelling. */
  readonly functionWords: readonly string[];
};

const weights = { light: 0.65, numeral: 0.3, empty: 0.25 };
const numeral = /^\d+(st|nd|rd|th)?$/;
const letter = /^\p{L}$/u;

export function language(data: LanguageData): Language {
  const { spelling, stem, root } = endingsOf(data.endings);
  const spellings = new Map(Object.entries(data.spellings));
  const forms = new Map<string, readonly string[]>([
    ...Object.entries(data.forms).flatMap(([base, forms]) =>
      forms.map((form): [string, string[]] => [form, [base]]),
    ),
    ...Object.entries(data.short).map(([typed, meant]): [string, string[]] => [
      typed,
      meant.split(/\s+/),
    ]),
  ]);
  const termsOf = memoize((word): readonly string[] => {
    const spelt = spellings.get(word) ?? word;
    const meant = forms.get(spelt) ?? [spelt];
    return meant.map((form) => stem(spelling(spellings.get(form) ?? form)));
  });
  const readLines = typedWords(data.contractions);
  const asTyped = (word: string) => [word];
  const split = (text: string) => readLines([text], asTyped)[0] ?? [];
  const terms = (text: string) => split(text).flatMap(termsOf);

  const weightOf = new Map<string, number>();
  for (const term of data.light.flatMap(termsOf)) weightOf.set(term, weights.light);
  for (const term of data.empty.flatMap(termsOf)) weightOf.set(term, weights.empty);
  const weight = (term: string): number => {
    const known = weightOf.get(term);
    if (known !== undefined) return known;
    if (numeral.test(term)) return weights.numeral;
    return letter.test(term) ? weights.empty : 1;
  };

  return {
    typedWords: split,
    readLines,
    termsOf,
    terms,
    root,
    weight,
    says: (term) => weight(term) >= weights.light,
    functionWords: [...data.light, ...data.empty],
  };
}
