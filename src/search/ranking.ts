import type { Entry } from '../content/entry.ts';
import type { Analyzer } from './analyzer.ts';
import { memoize } from './memoize.ts';
import { mutualInformation } from './mutual-information.ts';
import { type Phrase, phraseCount, phraseIndex, type Scores } from './phrase-index.ts';
import { phraseScores } from './phrase-scores.ts';
import { queryExpansion, type WeightedTerm } from './query-expansion.ts';
import type { EntryTerms, SearchTerms } from './search-terms.ts';
import { sectionFinder } from './sections.ts';

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
export const evidenceKinds = ['phrase', 'phrases', 'question', 'pairs', 'text'] as const;
type EvidenceKind = (typeof evidenceKinds)[number];
/** @internal exported for the benchmarks */
export type EvidenceWeights = Readonly<Record<EvidenceKind, number>>;
type NewEntryWeights = EvidenceWeights & { readonly base: number };

/**
 * The best name or phrase and the five best, a question that is nearly the same, adjacent words,
 * and words of the text. `npm run bench:finding` prints these weights, with which the sum is the
 * logarithm of an entry's probability.
 *
 * @internal exported for the benchmarks
 */
export const fittedWeights: EvidenceWeights = {
  phrase: 1.29,
  phrases: 0.42,
  question: 7.71,
  pairs: 0.37,
  text: 0.18,
};
/**
 * The same for an entry that has only its names and its text, as most of a company's own: they
 * count more, and `base` makes up for the phrases that match others by chance.
 */
const fittedNewWeights: NewEntryWeights = {
  phrase: 0.62,
  phrases: 0.24,
  question: 7.8,
  pairs: 0.19,
  text: 0.58,
  base: 3.75,
};
/** An entry with this many written questions and phrases is weighed by those alone. */
const fullyWritten = 70;

/** Phrases of average content that are added to each entry. */
const smoothing = { pairs: 100, text: 30 };
/** How much more a name counts among the sentences of a text. */
const nameWeight = 3;
/** Two stop words say something together. */
const minPairWeight = 0.4;
/** Only a question that is nearly the same says something. */
const similarityExponent = 5;

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
): Ranking {
  const { terms: allTerms, entries: entryTerms } = known;
  const written = Float64Array.from(entryTerms, ({ questions, phrases }) =>
    Math.min(1, (questions.length + phrases.length) / fullyWritten),
  );
  // An entry with all its written phrases finds no more by topics, and matches more by chance.
  const unwritten = new Set(
    entryTerms
      .filter((_, entry) => (written[entry] as number) < 1)
      .flatMap(({ names, sentences }) => [...names, ...sentences].flat()),
  );
  const numbers = new Map(allTerms.map((term, number) => [term, number]));
  const numberOf = (term: string) => numbers.get(term);
  const expandQuery = queryExpansion(analyzer, known, numberOf, (term) => unwritten.has(term));
  const indexOf = (of: (entry: EntryTerms) => readonly (readonly number[])[], phraseWeight = 1) =>
    phraseIndex(
      entryTerms.flatMap((each, entry) =>
        of(each).map((terms): Phrase => ({ entry, terms, weight: phraseWeight })),
      ),
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
  const isContent = allTerms.map(analyzer.isContentTerm);
  const unknownWeight = Math.log(1 + asked / 0.5);
  const findSection = sectionFinder(analyzer, numberOf, termWeights);
  const scorePhrases = phraseScores(phrases, entries.length, termWeights);
  const scoreQuestions = phraseScores(questions, entries.length, termWeights);
  const { ofPair } = mutualInformation([phrases, questions], entries.length, smoothing.pairs);
  const names = indexOf((entry) => entry.names, nameWeight);
  const sentences = indexOf((entry) => entry.sentences);
  const { ofTerm } = mutualInformation([names, sentences], entries.length, smoothing.text);
  const bestOfWord = new Float64Array(entries.length);
  const termsOfEntry = memoize(
    (entry: number) => new Set(Object.values(entryTerms[entry] ?? {}).flat(2)),
  );

  /** Adds for each entry the highest score of the terms that a word may stand for. */
  const addWord = (expansion: readonly WeightedTerm[], sums: Float64Array): void => {
    let isFirst = true;
    for (const { term, weight: certainty } of expansion) {
      const scores = ofTerm(term);
      if (!scores) continue;
      const factor = certainty * (kindWeights[term] as number);
      for (let entry = 0; entry < scores.length; entry += 1) {
        const score = (scores[entry] as number) * factor;
        if (isFirst || score > (bestOfWord[entry] as number)) bestOfWord[entry] = score;
      }
      isFirst = false;
    }
    if (!isFirst) add(bestOfWord, 1, sums);
  };

  const gather = (
    expansions: readonly (readonly WeightedTerm[])[],
    terms: readonly number[],
  ): Evidence => {
    const pairs = new Float64Array(entries.length);
    for (let position = 1; position < terms.length; position += 1) {
      const [first, second] = [terms[position - 1] as number, terms[position] as number];
      const scores = ofPair(first, second);
      if (!scores) continue;
      const [one, other] = [kindWeights[first] as number, kindWeights[second] as number];
      add(scores, Math.max(minPairWeight, one, other), pairs);
    }
    const text = new Float64Array(entries.length);
    for (const expansion of expansions) addWord(expansion, text);
    const { best, five } = scorePhrases(expansions);
    const { similarity } = scoreQuestions(expansions);
    const question = similarity.map((each) => each ** similarityExponent);
    return { phrase: best, phrases: five, question, pairs, text };
  };

  const probabilitiesOf = (evidence: Evidence): Float64Array => {
    const scores = written.map((share) => (1 - share) * fittedNewWeights.base);
    for (const kind of evidenceKinds) {
      const [weight, more] = [fittedWeights[kind], fittedNewWeights[kind] - fittedWeights[kind]];
      const values = evidence[kind];
      for (let entry = 0; entry < scores.length; entry += 1) {
        const factor = weight + (1 - (written[entry] as number)) * more;
        scores[entry] = (scores[entry] as number) + factor * (values[entry] as number);
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
      return gather(expansions, terms);
    },
    rank(tokens) {
      const { expansions, terms: corrected } = expandQuery(tokens);
      const terms = corrected.map((term) => allTerms[term] as string);
      if (!expansions.some((words) => words.some(({ term }) => isContent[term]))) {
        return { hits: [], coverage: 0, terms, sectionOf: () => undefined };
      }
      const evidence = gather(expansions, corrected);
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
    const terms = termsOfEntry(best);
    let [understood, total] = [0, 0];
    for (const expansion of expansions) {
      const value = expansion[0] ? (termWeights[expansion[0].term] as number) : unknownWeight;
      total += value;
      const found = expansion.find(({ term }) => terms.has(term));
      if (found) understood += value * found.weight;
    }
    return understood / total;
  }
}

function add(scores: Scores, factor: number, sums: Float64Array): void {
  for (let at = 0; at < sums.length; at += 1) {
    sums[at] = (sums[at] as number) + (scores[at] as number) * factor;
  }
}
