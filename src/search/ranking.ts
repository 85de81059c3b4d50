import type { Entry } from '../content/entry.ts';
import type { Analyzer } from './analyzer.ts';
import { type EntryTerms, extractTerms } from './entry-terms.ts';
import { memoize } from './memoize.ts';
import { mutualInformation } from './mutual-information.ts';
import { passageScores } from './passage-scores.ts';
import { type Phrase, type PhraseIndex, phraseIndex, type Scores } from './phrase-index.ts';
import { phraseScores } from './phrase-scores.ts';
import { queryExpansion, type WeightedTerm } from './query-expansion.ts';
import type { SearchData } from './search-data.ts';
import { thesaurus } from './thesaurus.ts';

type Hit = {
  readonly entry: Entry;
  /** How likely it is that this entry is meant, from 0 to 1. */
  readonly probability: number;
};

export type Ranked = {
  /** The likeliest first; only entries that match some of the query. */
  readonly hits: readonly Hit[];
  /** The share of the query that is understood, from 0 to 1. */
  readonly coverage: number;
  /** The terms of the query in order, with typos corrected. */
  readonly terms: readonly string[];
};

/**
 * The weight of each kind of evidence: how far a name or question is covered, the mutual
 * information of terms and pairs of terms, and the best sentence. Fitted on questions that were
 * left out of the index, so that the sum is about the logarithm of an entry's probability.
 */
const evidenceWeights = {
  name: 0.4,
  question: 0.95,
  term: 0.33,
  bigram: 0.23,
  skipBigram: 0.11,
  sentence: 0.5,
};

/** A whole question says as much about an entry as this many phrases. */
const questionWeight = 4;

/** Even stop words such as "who" or "without" say something together with others. */
const minTermWeight = 0.7;

/** Ranks the entries for the tokens of a query. */
export function ranking(
  analyzer: Analyzer,
  entries: readonly Entry[],
  data: SearchData,
): (tokens: readonly string[]) => Ranked {
  const { isContentTerm, weight } = analyzer;
  const { entryTerms, lexicon } = extractTerms(analyzer, entries, data);
  const expandQuery = queryExpansion(analyzer, thesaurus(analyzer, data.language), lexicon);
  const phrasesOf = (
    of: (entry: EntryTerms) => readonly (readonly string[])[],
    phraseWeight = 1,
  ): Phrase[] =>
    entryTerms.flatMap((each, entry) =>
      of(each).map((terms) => ({ entry, terms, weight: phraseWeight })),
    );
  const names = phraseIndex(phrasesOf((entry) => entry.names));
  const questions = phraseIndex([
    ...phrasesOf((entry) => entry.phrases),
    ...phrasesOf((entry) => entry.questions, questionWeight),
  ]);
  const sentences = phraseIndex(phrasesOf((entry) => entry.sentences));
  const tfIdf = termWeights([names, questions], entries.length, weight);
  const scoreNames = phraseScores(names, entries.length, tfIdf);
  const scoreQuestions = phraseScores(questions, entries.length, tfIdf);
  const scoreSentences = passageScores(sentences, entries.length, weight);
  const { ofTerm, ofBigram, ofSkipBigram } = mutualInformation([names, questions], entries.length);

  /** For each entry the highest score of the terms that a word may stand for. */
  const scoreWord = (expansion: readonly WeightedTerm[]): Scores | undefined => {
    let best: Scores | undefined;
    for (const { term, weight: certainty } of expansion) {
      const factor = certainty * Math.max(weight(term), minTermWeight);
      const scores = ofTerm(term)?.map((score) => score * factor);
      best =
        scores && best
          ? best.map((score, entry) => Math.max(score, scores[entry] as number))
          : (best ?? scores);
    }
    return best;
  };

  return (tokens) => {
    const query = expandQuery(tokens);
    const { expansions, terms } = query;
    if (!expansions.flat().some(({ term }) => isContentTerm(term))) {
      return { hits: [], coverage: 0, terms };
    }
    const scores = new Float64Array(entries.length);
    const hasEvidence = new Uint8Array(entries.length);
    const add = (found: Scores | undefined, factor: number) => {
      for (const [entry, score] of found?.entries() ?? []) {
        scores[entry] = (scores[entry] as number) + score * factor;
        if (score > 0) hasEvidence[entry] = 1;
      }
    };
    add(scoreNames(query), evidenceWeights.name);
    add(scoreQuestions(query), evidenceWeights.question);
    add(scoreSentences(expansions), evidenceWeights.sentence);
    for (const expansion of expansions) add(scoreWord(expansion), evidenceWeights.term);
    for (const [position, term] of terms.entries()) {
      add(ofBigram(term, terms[position + 1] ?? ''), evidenceWeights.bigram);
      add(ofSkipBigram(term, terms[position + 2] ?? ''), evidenceWeights.skipBigram);
    }
    const highest = Math.max(...scores);
    const odds = scores.map((score) => Math.exp(score - highest));
    const total = odds.reduce((sum, each) => sum + each, 0);
    const hits = entries
      .map((entry, number) => ({ entry, probability: (odds[number] as number) / total, number }))
      .filter(({ number }) => hasEvidence[number] === 1)
      .sort((a, b) => b.probability - a.probability);
    return { hits, coverage: coverageOf(expansions.slice(0, tokens.length)), terms };
  };

  function coverageOf(expansions: readonly (readonly WeightedTerm[])[]): number {
    let [understood, total] = [0, 0];
    for (const [likeliest] of expansions) {
      total += likeliest ? weight(likeliest.term) : 1;
      understood += likeliest ? weight(likeliest.term) * likeliest.weight : 0;
    }
    return understood / total;
  }
}

/** The weight of a term times its inverse document frequency, an entry being a document. */
function termWeights(
  indexes: readonly PhraseIndex[],
  entryCount: number,
  weight: (term: string) => number,
): (term: string) => number {
  return memoize((term) => {
    const matches = new Set<number>();
    for (const { phrases, postings } of indexes) {
      for (const position of postings.get(term) ?? []) {
        matches.add((phrases[position] as Phrase).entry);
      }
    }
    return weight(term) * Math.log(1 + entryCount / (matches.size + 0.5));
  });
}
