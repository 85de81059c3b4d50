import type { Entry } from '../content/entry.ts';
import { associations } from './associations.ts';
import { type ReadEntry, readTerms } from './entry-terms.ts';
import type { Language } from './language.ts';
import type { Knowledge } from './language-file.ts';
import { memoize } from './memoize.ts';
import { passageScores } from './passages.ts';
import { type Phrase, type PhraseIndex, phraseIndex, type Scores } from './phrase-index.ts';
import { phraseScores } from './phrases.ts';
import { relations } from './relations.ts';
import { type Reading, vocabulary } from './vocabulary.ts';

type Hit = {
  readonly entry: Entry;
  /** How likely it is that this entry is meant, from 0 to 1. */
  readonly likely: number;
};

export type Ranked = {
  /** The likeliest first; entries that have nothing of the question are left out. */
  readonly hits: readonly Hit[];
  /** How much of the question is in words that are known here, from 0 to 1. */
  readonly understood: number;
  /** What the question says as terms, misspelt words put right. */
  readonly line: readonly string[];
};

/**
 * What each kind of evidence counts: names and questions by how far one of them is covered, words and pairs of words by how often they
 * come with the entry, sentences by the one that has most of the question. Fitted on questions that were left out of the index for
 * it, so that the sum is about the logarithm of how likely an entry is.
 */
const shares = {
  name: 0.4,
  question: 0.95,
  word: 0.33,
  neighbors: 0.23,
  followers: 0.11,
  sentence: 0.5,
};

/** A whole question as somebody types it tells as much as several phrases. */
const questionWeight = 4;

/** Even a word like "who" or "without" says something by the company it keeps. */
const leastWeight = 0.7;

/** Ranks the entries for the words of a question. */
export function ranking(
  language: Language,
  entries: readonly Entry[],
  knowledge: Knowledge,
): (typed: readonly string[]) => Ranked {
  const { says, weight } = language;
  const { read, words } = readTerms(language, entries, knowledge);
  const { readings } = vocabulary(language, relations(language, knowledge.language), words);
  const phrasesOf = (of: (entry: ReadEntry) => readonly (readonly string[])[], times = 1) =>
    read.flatMap((entry, owner) => of(entry).map((terms) => ({ owner, terms, weight: times })));
  const names = phraseIndex(phrasesOf((entry) => entry.names));
  const asked = phraseIndex([
    ...phrasesOf((entry) => entry.phrases),
    ...phrasesOf((entry) => entry.questions, questionWeight),
  ]);
  const worth = worthIn([names, asked], entries.length, weight);
  const byName = phraseScores(names, entries.length, worth);
  const byQuestion = phraseScores(asked, entries.length, worth);
  const bySentence = passageScores(
    phraseIndex(phrasesOf((entry) => entry.sentences)),
    entries.length,
    weight,
  );
  const { ofTerm, ofNeighbors, ofFollowers } = associations([names, asked], entries.length);

  /** For each entry the most that any of its readings says. */
  const wordScores = (word: readonly Reading[]): Scores | undefined => {
    let best: Scores | undefined;
    for (const { term, weight: sure } of word) {
      const keep = sure * Math.max(weight(term), leastWeight);
      const scores = ofTerm(term)?.map((score) => score * keep);
      best =
        scores && best
          ? best.map((score, at) => Math.max(score, scores[at] as number))
          : (best ?? scores);
    }
    return best;
  };

  return (typed) => {
    const { meanings, line } = readings(typed);
    if (!meanings.flat().some(({ term }) => says(term))) return { hits: [], understood: 0, line };
    const scores = new Float64Array(entries.length);
    const evidence = new Float64Array(entries.length);
    const add = (found: Scores | undefined, share: number) => {
      for (const [at, score] of found?.entries() ?? []) {
        scores[at] = (scores[at] as number) + score * share;
        if (score > 0) evidence[at] = 1;
      }
    };
    add(byName({ meanings, line }), shares.name);
    add(byQuestion({ meanings, line }), shares.question);
    add(bySentence(meanings), shares.sentence);
    for (const word of meanings) add(wordScores(word), shares.word);
    for (const [at, term] of line.entries()) {
      add(ofNeighbors(term, line[at + 1] ?? ''), shares.neighbors);
      add(ofFollowers(term, line[at + 2] ?? ''), shares.followers);
    }
    const highest = Math.max(...scores);
    const odds = scores.map((score) => Math.exp(score - highest));
    const all = odds.reduce((sum, each) => sum + each, 0);
    const hits = entries
      .map((entry, at) => ({ entry, likely: (odds[at] as number) / all, at }))
      .filter(({ at }) => evidence[at] === 1)
      .sort((a, b) => b.likely - a.likely);
    return { hits, understood: understood(meanings.slice(0, typed.length)), line };
  };

  function understood(meanings: readonly (readonly Reading[])[]): number {
    let [known, all] = [0, 0];
    for (const [first] of meanings) {
      all += first ? weight(first.term) : 1;
      known += first ? weight(first.term) * first.weight : 0;
    }
    return known / all;
  }
}

/** How much a term tells: the more, the fewer entries have it in what they are called and asked for. */
function worthIn(
  indexes: readonly PhraseIndex[],
  entries: number,
  weight: (term: string) => number,
): (term: string) => number {
  const worth = (term: string) => {
    const holders = new Set<number>();
    for (const { phrases, places } of indexes) {
      for (const place of places.get(term) ?? []) holders.add((phrases[place] as Phrase).owner);
    }
    return weight(term) * Math.log(1 + entries / (holders.size + 0.5));
  };
  return memoize(worth);
}
