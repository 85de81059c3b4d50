import type { Entry } from '../content/entry.ts';
import type { Analyzer } from './analyzer.ts';
import { meanings } from './meanings.ts';
import { pairInformation } from './pair-information.ts';
import { type Phrase, phraseCount, phraseIndex, type Scores } from './phrase-index.ts';
import { phraseScores } from './phrase-scores.ts';
import { queryExpansion, type WeightedTerm } from './query-expansion.ts';
import { type EntryTerms, type SearchTerms, shareWritten } from './search-terms.ts';
import { sectionFinder } from './sections.ts';
import type { WordVectors } from './word-vectors.ts';

type Hit = {
  readonly entry: Entry;
  /** How likely it is that this entry is meant, from 0 to 1. */
  readonly probability: number;
};

type Ranked = {
  /** The likeliest three, the likeliest first; only entries that match some of the query. */
  readonly hits: readonly Hit[];
  /** The share of the query that the likeliest entry has words for, from 0 to 1. */
  readonly coverage: number;
  /** The terms of the query in order, with typos corrected. */
  readonly terms: readonly string[];
  /** The section of an entry that the query is about. */
  readonly sectionOf: (entry: Entry) => number | undefined;
};

/**
 * The score of each entry by the kind of evidence.
 *
 * @internal exported for the benchmarks
 */
export type Evidence = Readonly<Record<EvidenceKind, Scores>>;
/** @internal exported for the benchmarks */
export const evidenceKinds = [
  'phrase',
  'phrases',
  'question',
  'pairs',
  'words',
  'meaning',
] as const;
type EvidenceKind = (typeof evidenceKinds)[number];
/** @internal exported for the benchmarks */
export type EvidenceWeights = Readonly<Record<EvidenceKind, number>>;
type NewEntryWeights = EvidenceWeights & { readonly base: number };

/**
 * The best name or phrase and the five best, a question that is nearly the same, adjacent words,
 * the words of the query that an entry has anywhere, and how near the meanings are, which is only
 * compared in a library with entries that have few phrases. `npm run bench:finding` prints these
 * weights, with which the sum is the logarithm of an entry's probability.
 *
 * @internal exported for the benchmarks
 */
export const fittedWeights: EvidenceWeights = {
  phrase: 0.94,
  phrases: 0.46,
  question: 5.48,
  pairs: 0.38,
  words: 0.17,
  meaning: 0,
};
/**
 * The same for an entry that has only its names and its text, as most of a company's own: they
 * count more, and `base` makes up for the phrases that match others by chance.
 */
const fittedNewWeights: NewEntryWeights = {
  phrase: 0.62,
  phrases: 0.4,
  question: 5.48,
  pairs: 0,
  words: 0.42,
  meaning: 0,
  base: 3.3,
};
/** Where there are vectors of words: for such an entry, and for the others beside it. */
const fittedByMeaning: { readonly new: NewEntryWeights; readonly beside: EvidenceWeights } = {
  new: {
    phrase: 0.64,
    phrases: 0.02,
    question: 4.02,
    pairs: 0.07,
    words: 0.22,
    meaning: 12.57,
    base: 2.06,
  },
  beside: {
    phrase: 0.89,
    phrases: 0.25,
    question: 4.02,
    pairs: 0.29,
    words: 0.05,
    meaning: 6.83,
  },
};

/** Two stop words say something together. */
const minPairWeight = 0.4;
/** Only a question that is nearly the same says something. */
const similarityExponent = 3;

/** Nobody sees more. */
const maxHits = 3;

export type Ranking = {
  readonly rank: (tokens: readonly string[]) => Ranked;
  readonly evidence: (tokens: readonly string[]) => Evidence;
};

/** Ranks the entries for the tokens of a query. */
export function ranking(
  analyzer: Analyzer,
  entries: readonly Entry[],
  known: SearchTerms,
  readVectors: () => WordVectors | undefined = () => undefined,
): Ranking {
  const { terms: allTerms, entries: entryTerms } = known;
  const written = Float64Array.from(entryTerms, shareWritten);
  // An entry with all its written phrases finds no more by topics, and matches more by chance.
  const unwritten = new Set(
    entryTerms
      .filter((_, entry) => (written[entry] as number) < 1)
      .flatMap(({ names, sentences }) => [...names, ...sentences].flat()),
  );
  const isAllWritten = unwritten.size === 0;
  const numbers = new Map(allTerms.map((term, number) => [term, number]));
  const numberOf = (term: string) => numbers.get(term);
  const expandQuery = queryExpansion(analyzer, known, numberOf, (term) => unwritten.has(term));
  const indexOf = (of: (entry: EntryTerms) => readonly (readonly number[])[]) =>
    phraseIndex(
      entryTerms.flatMap((each, entry) => of(each).map((terms): Phrase => ({ entry, terms }))),
      allTerms.length,
    );
  const phrases = indexOf(({ names, phrases }) => [...names, ...phrases]);
  const questions = indexOf((entry) => entry.questions);
  const asked = phrases.phrases.length + questions.phrases.length;
  const kindWeights = Float64Array.from(allTerms, analyzer.weight);
  const termWeights = kindWeights.map((weight, term) => {
    const matches = phraseCount(phrases, term) + phraseCount(questions, term);
    return weight * Math.log(1 + asked / (matches + 0.5));
  });
  const unknownWeight = Math.log(1 + asked / 0.5);
  const findSection = sectionFinder(analyzer, numberOf, termWeights);
  const scorePhrases = phraseScores(phrases, entries.length, termWeights);
  const scoreQuestions = phraseScores(questions, entries.length, termWeights);
  const scorePair = pairInformation([phrases, questions], entries.length);
  const entriesWith = entriesByTerm(entryTerms, allTerms.length);
  const isTelling = allTerms.map(
    (term, number) => analyzer.isContentTerm(term) && entriesWith[number]?.length !== 0,
  );
  const noScores = new Float64Array(entries.length);
  const certainties = new Float64Array(entries.length);
  const vectors = isAllWritten ? undefined : readVectors();
  const compareMeanings = vectors && meanings(vectors, allTerms, entryTerms);

  /** Adds the weight of a word to each entry that has one of the terms that it may stand for. */
  const addWord = (expansion: readonly WeightedTerm[], sums: Float64Array): void => {
    certainties.fill(0);
    for (const { term, weight: certainty } of expansion) {
      for (const entry of entriesWith[term] ?? []) {
        if (certainty > (certainties[entry] as number)) certainties[entry] = certainty;
      }
    }
    add(certainties, weightOf(expansion), sums);
  };

  const weightOf = ([likeliest]: readonly WeightedTerm[]): number =>
    likeliest ? (termWeights[likeliest.term] as number) : unknownWeight;

  const gather = (
    tokens: readonly string[],
    expansions: readonly (readonly WeightedTerm[])[],
    terms: readonly number[],
  ): Evidence => {
    const pairs = new Float64Array(entries.length);
    for (let position = 1; position < terms.length; position += 1) {
      const [first, second] = [terms[position - 1] as number, terms[position] as number];
      const scores = scorePair(first, second);
      if (!scores) continue;
      const [one, other] = [kindWeights[first] as number, kindWeights[second] as number];
      add(scores, Math.max(minPairWeight, one, other), pairs);
    }
    const words = new Float64Array(entries.length);
    for (const expansion of expansions) addWord(expansion, words);
    const { best, five } = scorePhrases(expansions);
    const { similarity } = scoreQuestions(expansions);
    const question = similarity.map((each) => each ** similarityExponent);
    const meaning = compareMeanings?.(tokens.map(analyzer.termsOf), expansions) ?? noScores;
    return { phrase: best, phrases: five, question, pairs, words, meaning };
  };

  const [fully, barely] = compareMeanings
    ? [fittedByMeaning.beside, fittedByMeaning.new]
    : [fittedWeights, fittedNewWeights];
  const base = written.map((share) => (1 - share) * barely.base);
  const factorsOf = (kind: EvidenceKind): Float64Array =>
    written.map((share) => share * fully[kind] + (1 - share) * barely[kind]);
  const factors = evidenceKinds.map((kind) => [kind, factorsOf(kind)] as const);

  const probabilitiesOf = (evidence: Evidence): Float64Array => {
    const scores = base.slice();
    for (const [kind, factor] of factors) {
      const values = evidence[kind];
      for (let entry = 0; entry < scores.length; entry += 1) {
        scores[entry] =
          (scores[entry] as number) + (factor[entry] as number) * (values[entry] as number);
      }
    }
    const highest = Math.max(...scores);
    const odds = scores.map((score) => Math.exp(score - highest));
    const total = odds.reduce((sum, each) => sum + each, 0);
    return odds.map((each) => each / total);
  };

  /** The likeliest entries that match some of the query. */
  const likeliest = (evidence: Evidence, probabilities: Float64Array): number[] => {
    const found: number[] = [];
    for (const [entry, probability] of probabilities.entries()) {
      const behind = found.findIndex((other) => probability > (probabilities[other] as number));
      if (behind < 0 && found.length === maxHits) continue;
      if (!evidenceKinds.some((kind) => (evidence[kind][entry] as number) > 0)) continue;
      found.splice(behind < 0 ? found.length : behind, 0, entry);
      found.length = Math.min(found.length, maxHits);
    }
    return found;
  };

  return {
    evidence(tokens) {
      const { expansions, terms } = expandQuery(tokens);
      return gather(tokens, expansions, terms);
    },
    rank(tokens) {
      const { expansions, terms: corrected } = expandQuery(tokens);
      const terms = corrected.map((term) => allTerms[term] as string);
      if (!expansions.some((words) => words.some(({ term }) => isTelling[term]))) {
        return { hits: [], coverage: 0, terms, sectionOf: () => undefined };
      }
      const evidence = gather(tokens, expansions, corrected);
      const probabilities = probabilitiesOf(evidence);
      const found = likeliest(evidence, probabilities);
      return {
        hits: found.map((entry) => ({
          entry: entries[entry] as Entry,
          probability: probabilities[entry] as number,
        })),
        coverage: coverageOf(expansions.slice(0, tokens.length), found[0] ?? 0),
        terms,
        sectionOf: (entry) => findSection(expansions, entry),
      };
    },
  };

  function coverageOf(expansions: readonly (readonly WeightedTerm[])[], best: number): number {
    let [understood, total] = [0, 0];
    for (const expansion of expansions) {
      const value = weightOf(expansion);
      total += value;
      const found = expansion.find(({ term }) => entriesWith[term]?.includes(best));
      if (found) understood += value * found.weight;
    }
    return understood / total;
  }
}

/** The entries that have each term in any of their names, phrases, questions or sentences. */
function entriesByTerm(entries: readonly EntryTerms[], termCount: number): readonly number[][] {
  const found: number[][] = Array.from({ length: termCount }, () => []);
  for (const [entry, { names, phrases, questions, sentences }] of entries.entries()) {
    for (const terms of [names, phrases, questions, sentences].flat()) {
      for (const term of terms) {
        const list = found[term];
        if (list && list.at(-1) !== entry) list.push(entry);
      }
    }
  }
  return found;
}

function add(scores: Scores, factor: number, sums: Float64Array): void {
  for (let at = 0; at < sums.length; at += 1) {
    sums[at] = (sums[at] as number) + (scores[at] as number) * factor;
  }
}
