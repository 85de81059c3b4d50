import { type Entry, kinds } from '../src/content/entry.ts';
import { readContentFiles } from '../src/content/files.ts';
import { libraryOf } from '../src/content/library.ts';
import { readLibrary } from '../src/content/read-library.ts';
import { readSearchData } from '../src/content/read-search-data.ts';
import { analyzer } from '../src/search/analyzer.ts';
import { type Evidence, ranking } from '../src/search/ranking.ts';
import { minCoverage, minProbability, nameFinder } from '../src/search/search.ts';
import type { SearchData } from '../src/search/search-data.ts';
import { searchTerms } from '../src/search/search-terms.ts';
import type { WordVectors } from '../src/search/word-vectors.ts';
import type { Question } from '../tests/search/question-sets.ts';

/** A question with what speaks for each entry, which is all that weights are applied to. */
export type Case = {
  readonly question: Question;
  readonly evidence: Evidence;
  /** The positions of the right entries. */
  readonly right: readonly number[];
  readonly coverage: number;
  /** The position of the entry that the question names. */
  readonly named: { readonly entry: number; readonly isWhole: boolean } | undefined;
};

/** How a question was answered. */
export type Outcome = {
  readonly question: Question;
  /** The position of the first right entry among the three shown, from 0; -1 for none. */
  readonly rank: number;
  readonly isAlone: boolean;
};

const files = readContentFiles(['prompts'], 'en');
const library = libraryOf(readLibrary(files));
export const ownEntries: readonly Entry[] = kinds.flatMap((kind) => library.list(kind));
export const ownData: SearchData = readSearchData(files, new Set(ownEntries.map(({ id }) => id)));

export function casesOf(
  questions: readonly Question[],
  entries: readonly Entry[],
  data: SearchData,
  vectors?: WordVectors,
): Case[] {
  const ids = entries.map(({ id }) => id);
  const analysis = analyzer(data.language);
  const known = searchTerms(analysis, entries, data);
  const { evidence, rank } = ranking(analysis, entries, known, () => vectors);
  const findName = nameFinder(analysis, entries, known);
  return questions.map((question) => {
    const tokens = analysis.tokenize(question.ask);
    const { coverage, terms } = rank(tokens);
    const named = findName(tokens.flatMap(analysis.termsOf)) ?? findName(terms);
    return {
      question,
      evidence: evidence(tokens),
      right: question.answers.map((id) => ids.indexOf(id)),
      coverage,
      named: named && { entry: entries.indexOf(named.entry), isWhole: named.isWhole },
    };
  });
}

/** The answer of the search if the entries have these probabilities; `right` are those to find. */
export function outcome(
  { question, coverage, named }: Case,
  probabilities: Float64Array,
  right: readonly number[],
): Outcome {
  const ranked = [...probabilities.keys()].sort(
    (a, b) => (probabilities[b] as number) - (probabilities[a] as number),
  );
  const [likeliest = 0] = ranked;
  const own = named?.entry ?? likeliest;
  const order = [own, ...ranked.filter((entry) => entry !== own)].slice(0, 3);
  const isLikely =
    (probabilities[likeliest] as number) >= minProbability && coverage >= minCoverage;
  return {
    question,
    rank: order.findIndex((entry) => right.includes(entry)),
    isAlone: named ? named.isWhole || own === likeliest : isLikely,
  };
}
