import type { Entry } from '../content/entry.ts';
import type { Analyzer } from './analyzer.ts';
import { sentencesOf } from './entry-texts.ts';
import type { SearchData } from './search-data.ts';
import { type ThesaurusTerms, thesaurusTerms } from './thesaurus.ts';

/** Terms by their numbers. */
type Numbers = readonly number[];

/** The terms of an entry. */
export type EntryTerms = {
  /** Title and aliases. */
  readonly names: readonly Numbers[];
  /** Whole questions that people ask about it. */
  readonly questions: readonly Numbers[];
  /** Single words and half sentences that people ask with. */
  readonly phrases: readonly Numbers[];
  /** The sentences of its text. */
  readonly sentences: readonly Numbers[];
};

/** What an analyzer makes of all texts and words of a library, as JSON. */
export type SearchTerms = {
  /** All known terms, in the order of their numbers. */
  readonly terms: readonly string[];
  /** Of each term. */
  readonly roots: readonly string[];
  readonly entries: readonly EntryTerms[];
  /** Words of titles, aliases, questions and phrases, with their frequency. */
  readonly asked: readonly (readonly [word: string, count: number])[];
  /** All other words that aren't misspelt. */
  readonly otherWords: readonly string[];
  /** Two neighbouring words of a name, keyed by how they are written as one. */
  readonly compounds: readonly (readonly [word: string, parts: readonly string[]])[];
  readonly thesaurus: ThesaurusTerms;
};

/** An entry with this many written questions and phrases is found by those alone. */
const fullyWritten = 70;

/** How much of what people may ask with is written for an entry, from 0 to 1. */
export const shareWritten = ({ questions, phrases }: EntryTerms): number =>
  Math.min(1, (questions.length + phrases.length) / fullyWritten);

export function searchTerms(
  analysis: Analyzer,
  entries: readonly Entry[],
  { language, questions, phrases }: SearchData,
): SearchTerms {
  const { tokenizeLines, termsOf, root, functionWords } = analysis;
  const numbers = new Map<string, number>();
  const numberOf = (term: string): number => {
    const known = numbers.get(term);
    if (known !== undefined) return known;
    numbers.set(term, numbers.size);
    return numbers.size - 1;
  };
  const words = new Map<string, { readonly numbers: Numbers; count: number }>();
  const count = (word: string): Numbers => {
    let seen = words.get(word);
    if (!seen) {
      seen = { numbers: termsOf(word).map(numberOf), count: 0 };
      words.set(word, seen);
    }
    seen.count += 1;
    return seen.numbers;
  };
  const compounds = new Map<string, readonly string[]>();
  const askedTerms = entries.map(({ id, title, aliases }) => {
    const names = [title, ...aliases];
    for (const tokens of tokenizeLines(names, itself)) {
      for (const [position, word] of tokens.entries()) {
        const next = tokens[position + 1];
        if (next) compounds.set(word + next, [word, next]);
      }
    }
    return {
      names: tokenizeLines(names, count),
      questions: tokenizeLines(questions.get(id) ?? [], count),
      phrases: tokenizeLines(phrases.get(id) ?? [], count),
    };
  });
  const asked = [...words].map(([word, { count }]) => [word, count] as const);
  const entryTerms = entries.map((entry, at) => ({
    ...(askedTerms[at] as (typeof askedTerms)[number]),
    sentences: tokenizeLines(sentencesOf(entry), count),
  }));
  // Topics find only what has few phrases.
  const isAllWritten = entryTerms.every((entry) => shareWritten(entry) === 1);
  const topics = isAllWritten ? [] : language.topics;
  const thesaurus = thesaurusTerms(analysis, { ...language, topics });
  for (const word of functionWords) count(word);
  for (const word of thesaurus.words) count(word);
  const terms = [...numbers.keys()];
  return {
    terms,
    roots: terms.map(root),
    entries: entryTerms,
    asked,
    otherWords: [...words.keys()].slice(asked.length),
    compounds: [...compounds],
    thesaurus,
  };
}

const itself = (word: string): string[] => [word];
