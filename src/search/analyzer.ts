import { stemmer } from '../text/stemmers.ts';
import { tokenizer } from '../text/tokenize.ts';
import { memoize } from './memoize.ts';
import type { LanguageData } from './search-data.ts';

/** Turns text of one language into terms: the forms in which questions and entries are compared. */
export type Analyzer = {
  /** The words of a text; contractions with an apostrophe are expanded. */
  readonly tokenize: (text: string) => string[];
  /** For each text what `map` makes of its words. */
  readonly tokenizeLines: <T>(
    texts: readonly string[],
    map: (word: string) => readonly T[],
  ) => T[][];
  /** Usually one term; two for "cant". */
  readonly termsOf: (word: string) => readonly string[];
  /** The terms of a text in order. */
  readonly terms: (text: string) => string[];
  readonly root: (term: string) => string;
  /** How much a term counts because of its kind, from 0 to 1. */
  readonly weight: (term: string) => number;
  /** Whether a term means something by itself, unlike a stop word. */
  readonly isContentTerm: (term: string) => boolean;
  /** Whether a term may be part of the way of asking, and not of what is asked. */
  readonly isAskingTerm: (term: string) => boolean;
  /** Part of every library, so that they aren't corrected as misspelt. */
  readonly functionWords: readonly string[];
};

const weights = { light: 0.4, numeral: 0.3, asking: 0.25, onlyAsking: 0.6, stopWord: 0.05 };
/** Also ordinals: "2nd", "2da". */
const numeral = /^\d+\p{L}{0,2}$/u;
const singleLetter = /^\p{L}$/u;

export function analyzer(data: LanguageData): Analyzer {
  const { normalizeSpelling, stem, root } = stemmer(data.endings);
  const tokenizeLines = tokenizer(data.contractions);
  const itself = (word: string) => [word];
  const tokenize = (text: string) => tokenizeLines([text], itself)[0] ?? [];
  /** Texts as they are read: without accents, which authors may write. */
  const asRead = (texts: readonly string[]) =>
    tokenizeLines(texts, itself).map((words) => words.join(' '));
  const byKeyAsRead = <T>(values: Readonly<Record<string, T>>): [string, T][] => {
    const keys = asRead(Object.keys(values));
    return Object.values(values).map((value, at) => [keys[at] ?? '', value]);
  };
  const spellings = new Map(
    byKeyAsRead(data.spellings).map(([word, spelt]) => [word, asRead([spelt])[0] ?? spelt]),
  );
  const baseForms = new Map<string, readonly string[]>([
    ...byKeyAsRead(data.forms).flatMap(([base, forms]) =>
      asRead(forms).map((form): [string, string[]] => [form, [base]]),
    ),
    ...byKeyAsRead(data.short).map(([abbreviation, text]): [string, string[]] => [
      abbreviation,
      tokenize(text),
    ]),
  ]);
  const termsOf = memoize((word: string): readonly string[] => {
    const spelt = spellings.get(word) ?? word;
    const forms = baseForms.get(spelt) ?? [spelt];
    return forms.map((form) => stem(normalizeSpelling(spellings.get(form) ?? form)));
  });
  const terms = (text: string) => tokenize(text).flatMap(termsOf);

  const [light = [], asked = [], empty = []] = tokenizeLines(
    [data.light, data.asking, data.empty].map((words) => words.join(' ')),
    itself,
  );
  const weightOf = new Map<string, number>();
  for (const term of light.flatMap(termsOf)) weightOf.set(term, weights.light);
  const asking = new Set(asked.flatMap(termsOf));
  for (const term of asking) {
    weightOf.set(term, weightOf.has(term) ? weights.asking : weights.onlyAsking);
  }
  for (const term of empty.flatMap(termsOf)) weightOf.set(term, weights.stopWord);
  const weight = memoize((term: string): number => {
    const listed = weightOf.get(term);
    if (listed !== undefined) return listed;
    if (numeral.test(term)) return weights.numeral;
    return singleLetter.test(term) ? weights.stopWord : 1;
  });

  return {
    tokenize,
    tokenizeLines,
    termsOf,
    terms,
    root,
    weight,
    isContentTerm: (term) => weight(term) >= weights.asking && !numeral.test(term),
    isAskingTerm: (term) => asking.has(term) || weight(term) <= weights.asking,
    functionWords: [...light, ...asked, ...empty],
  };
}
