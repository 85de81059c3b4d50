import type { Entry } from '../content/entry.ts';
import type { Analyzer } from './analyzer.ts';
import type { EntryTerms, ExtractedTerms } from './entry-terms.ts';
import { memoize } from './memoize.ts';
import { mutualInformation } from './mutual-information.ts';
import { type Phrase, phraseIndex, type Scores } from './phrase-index.ts';
import { phraseScores } from './phrase-scores.ts';
import { queryExpansion, type WeightedTerm } from './query-expansion.ts';
import type { SearchData } from './search-data.ts';
import { sectionFinder } from './sections.ts';
import { thesaurus } from './thesaurus.ts';

type Hit = {
  readonly entry: Entry;
  /** How likely it is that this entry is meant, from 0 to 1. */
  readonly probability: number;
};

type Ranked = {
  /** The likeliest first; only entries that match some of the query. */
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
  phrase: 1.18,
  phrases: 0.41,
  question: 7.8,
  pairs: 0.45,
  text: 0.17,
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
  base: 3.26,
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

export type Ranking = {
  readonly rank: (tokens: readonly string[]) => Ranked;
  readonly evidence: (tokens: readonly string[]) => Evidence;
};

/** Ranks the entries for the tokens of a query. */
export function ranking(
  analyzer: Analyzer,
  entries: readonly Entry[],
  { language }: Pick<SearchData, 'language'>,
  { entryTerms, lexicon }: ExtractedTerms,
): Ranking {
  const { isContentTerm, weight } = analyzer;
  const written = entryTerms.map(({ questions, phrases }) =>
    Math.min(1, (questions.length + phrases.length) / fullyWritten),
  );
  // An entry with all its written phrases finds no more by topics, and matches more by chance.
  const unwritten = new Set(
    entryTerms
      .filter((_, entry) => (written[entry] as number) < 1)
      .flatMap(({ names, sentences }) => [...names, ...sentences].flat()),
  );
  const expandQuery = queryExpansion(analyzer, thesaurus(analyzer, language), lexicon, (term) =>
    unwritten.has(term),
  );
  const phrasesOf = (
    of: (entry: EntryTerms) => readonly (readonly string[])[],
    phraseWeight = 1,
  ): Phrase[] =>
    entryTerms.flatMap((each, entry) =>
      of(each).map((terms) => ({ entry, terms, weight: phraseWeight })),
    );
  const phrases = phraseIndex(phrasesOf(({ names, phrases }) => [...names, ...phrases]));
  const questions = phraseIndex(phrasesOf((entry) => entry.questions));
  const asked = phrases.phrases.length + questions.phrases.length;
  const termWeight = memoize((term) => {
    const matches =
      (phrases.postings.get(term)?.length ?? 0) + (questions.postings.get(term)?.length ?? 0);
    return weight(term) * Math.log(1 + asked / (matches + 0.5));
  });
  const findSection = sectionFinder(analyzer, termWeight);
  const unknownWeight = Math.log(1 + asked / 0.5);
  const scorePhrases = phraseScores(phrases, entries.length, termWeight);
  const scoreQuestions = phraseScores(questions, entries.length, termWeight);
  const { ofPair } = mutualInformation([phrases, questions], entries.length, smoothing.pairs);
  const names = phraseIndex(phrasesOf((entry) => entry.names, nameWeight));
  const sentences = phraseIndex(phrasesOf((entry) => entry.sentences));
  const { ofTerm } = mutualInformation([names, sentences], entries.length, smoothing.text);

  /** For each entry the highest score of the terms that a word may stand for. */
  const addWord = (expansion: readonly WeightedTerm[], sums: Float64Array): void => {
    let best: Float64Array | undefined;
    for (const { term, weight: certainty } of expansion) {
      const scores = ofTerm(term);
      if (!scores) continue;
      const factor = certainty * weight(term);
      if (!best) best = scores.map((score) => score * factor);
      else {
        for (let entry = 0; entry < best.length; entry += 1) {
          const score = (scores[entry] as number) * factor;
          if (score > (best[entry] as number)) best[entry] = score;
        }
      }
    }
    if (best) add(best, 1, sums);
  };

  const gather = (
    expansions: readonly (readonly WeightedTerm[])[],
    terms: readonly string[],
  ): Evidence => {
    const pairs = new Float64Array(entries.length);
    for (const [position, second] of terms.entries()) {
      const first = terms[position - 1];
      const scores = first === undefined ? undefined : ofPair(first, second);
      const factor = Math.max(minPairWeight, weight(first ?? ''), weight(second));
      if (scores) add(scores, factor, pairs);
    }
    const text = new Float64Array(entries.length);
    for (const expansion of expansions) addWord(expansion, text);
    const { best, five } = scorePhrases(expansions);
    const { similarity } = scoreQuestions(expansions);
    const question = similarity.map((each) => each ** similarityExponent);
    return { phrase: best, phrases: five, question, pairs, text };
  };

  return {
    evidence(tokens) {
      const { expansions, terms } = expandQuery(tokens);
      return gather(expansions, terms);
    },
    rank(tokens) {
      const { expansions, terms } = expandQuery(tokens);
      if (!expansions.some((words) => words.some(({ term }) => isContentTerm(term)))) {
        return { hits: [], coverage: 0, terms, sectionOf: () => undefined };
      }
      const evidence = gather(expansions, terms);
      const scores = Float64Array.from(written, (share) => (1 - share) * fittedNewWeights.base);
      for (const kind of evidenceKinds) {
        const [weight, more] = [fittedWeights[kind], fittedNewWeights[kind] - fittedWeights[kind]];
        for (const [entry, share] of written.entries()) {
          const factor = weight + (1 - share) * more;
          scores[entry] = (scores[entry] as number) + factor * (evidence[kind][entry] as number);
        }
      }
      const highest = Math.max(...scores);
      const odds = scores.map((score) => Math.exp(score - highest));
      const total = odds.reduce((sum, each) => sum + each, 0);
      const hits = entries
        .map((entry, number) => ({ entry, probability: (odds[number] as number) / total, number }))
        .filter(({ number }) =>
          evidenceKinds.some((kind) => (evidence[kind][number] as number) > 0),
        )
        .sort((a, b) => b.probability - a.probability);
      const best = hits[0]?.number ?? 0;
      return {
        hits,
        coverage: coverageOf(expansions.slice(0, tokens.length), best),
        terms,
        sectionOf: (entry) => findSection(expansions, entry),
      };
    },
  };

  function coverageOf(expansions: readonly (readonly WeightedTerm[])[], best: number): number {
    const indexes = [phrases, names, questions, sentences];
    const has = (term: string): boolean =>
      indexes.some(({ phrases, postings }) =>
        postings.get(term)?.some((position) => phrases[position]?.entry === best),
      );
    let [understood, total] = [0, 0];
    for (const expansion of expansions) {
      const value = expansion[0] ? termWeight(expansion[0].term) : unknownWeight;
      total += value;
      const found = expansion.find(({ term }) => has(term));
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
