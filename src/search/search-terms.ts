import type { Entry } from '../content/entry.ts';
import { analyzer, type KnownTerms } from './analyzer.ts';
import { type EntryTerms, type ExtractedTerms, extractTerms } from './entry-terms.ts';
import type { SearchData } from './search-data.ts';
import { thesaurus } from './thesaurus.ts';

/** Terms by their numbers. */
type Numbers = readonly number[];

/** What an analyzer makes of all texts and words of a library, as JSON. */
export type SearchTerms = {
  readonly terms: readonly string[];
  /** Of each term. */
  readonly roots: readonly string[];
  readonly words: readonly (readonly [word: string, terms: Numbers])[];
  readonly entries: readonly Readonly<Record<keyof EntryTerms, readonly Numbers[]>>[];
  readonly asked: readonly (readonly [word: string, count: number])[];
  readonly inTexts: readonly string[];
  readonly compounds: readonly (readonly [word: string, parts: readonly string[]])[];
};

export function searchTerms(entries: readonly Entry[], data: SearchData): SearchTerms {
  const analysis = analyzer(data.language);
  const { termsOf, root, functionWords } = analysis;
  const { entryTerms, lexicon } = extractTerms(analysis, entries, data);
  const { asked, inTexts, compounds } = lexicon;
  const numbers = new Map<string, number>();
  const numbersOf = (terms: readonly string[]): Numbers =>
    terms.map((term) => {
      const number = numbers.get(term) ?? numbers.size;
      numbers.set(term, number);
      return number;
    });
  const { words } = thesaurus(analysis, data.language);
  const all = new Set([...asked.keys(), ...inTexts, ...functionWords, ...words]);
  const found = {
    words: [...all].map((word) => [word, numbersOf(termsOf(word))] as const),
    entries: entryTerms.map((terms) => mapTerms(terms, numbersOf)),
  };
  const terms = [...numbers.keys()];
  return {
    terms,
    roots: terms.map(root),
    ...found,
    asked: [...asked],
    inTexts: [...inTexts],
    compounds: [...compounds],
  };
}

/** The same as the analyzer and `extractTerms` find it. */
export function foundTerms({ terms, roots, words, entries, ...lexicon }: SearchTerms): {
  readonly known: KnownTerms;
  readonly extracted: ExtractedTerms;
} {
  // Each term is one string wherever it is, which makes the maps of the index twice as fast.
  const termsOf = (numbers: Numbers) => numbers.map((number) => terms[number] as string);
  return {
    known: {
      terms: words.map(([word, numbers]) => [word, termsOf(numbers)]),
      roots: terms.map((term, number) => [term, roots[number] as string]),
    },
    extracted: {
      entryTerms: entries.map((each) => mapTerms(each, termsOf)),
      lexicon: {
        asked: new Map(lexicon.asked),
        inTexts: new Set(lexicon.inTexts),
        compounds: new Map(lexicon.compounds),
      },
    },
  };
}

const mapTerms = <From, To>(
  { names, questions, phrases, sentences }: Readonly<Record<keyof EntryTerms, readonly From[]>>,
  map: (line: From) => To,
): Record<keyof EntryTerms, To[]> => ({
  names: names.map(map),
  questions: questions.map(map),
  phrases: phrases.map(map),
  sentences: sentences.map(map),
});
