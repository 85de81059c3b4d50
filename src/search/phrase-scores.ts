import type { Phrase, PhraseIndex, Scores } from './phrase-index.ts';
import type { WeightedTerm } from './query-expansion.ts';

/** How the phrases of each entry match a query. */
export type PhraseScores = {
  /** The match of its best phrase. */
  readonly best: Scores;
  /** The sum of its five best. */
  readonly five: Scores;
  /** How similar its best phrase and the query are, from 0 to 1. */
  readonly similarity: Scores;
};

const summed = 5;

/**
 * Scores the phrases of each entry by the weight of the words that they share with the query, over
 * the square root of their own weight: a strong word outweighs several weak ones, and a short
 * phrase that is covered completely beats scattered words of a long one.
 */
export function phraseScores(
  { phrases, postings }: PhraseIndex,
  entryCount: number,
  termWeight: (term: string) => number,
): (expansions: readonly (readonly WeightedTerm[])[]) => PhraseScores {
  /** The weight of all terms of a phrase, computed when a query first touches it. */
  const totals = new Float64Array(phrases.length);
  const totalOf = (position: number): number => {
    let total = totals[position] as number;
    if (total > 0) return total;
    for (const term of new Set((phrases[position] as Phrase).terms)) total += termWeight(term);
    totals[position] = total;
    return total;
  };
  const matched = new Float64Array(phrases.length);
  const bestOfWord = new Float64Array(phrases.length);
  const scratch = new Float64Array(entryCount * summed);

  return (expansions) => {
    const touched: number[] = [];
    let queryWeight = 0;
    for (const expansion of expansions) {
      let highest = 0;
      const touchedByWord: number[] = [];
      for (const { term, weight: certainty } of expansion) {
        const value = certainty * termWeight(term);
        if (value > highest) highest = value;
        for (const position of postings.get(term) ?? []) {
          if (bestOfWord[position] === 0) touchedByWord.push(position);
          if (value > (bestOfWord[position] as number)) bestOfWord[position] = value;
        }
      }
      queryWeight += highest;
      for (const position of touchedByWord) {
        if (matched[position] === 0) touched.push(position);
        matched[position] = (matched[position] as number) + (bestOfWord[position] as number);
        bestOfWord[position] = 0;
      }
    }
    scratch.fill(0);
    for (const position of touched) {
      const total = totalOf(position);
      const score = Math.min(matched[position] as number, total) / Math.sqrt(total);
      matched[position] = 0;
      insert(score, (phrases[position] as Phrase).entry * summed);
    }
    const best = new Float64Array(entryCount);
    const five = new Float64Array(entryCount);
    for (let entry = 0; entry < entryCount; entry += 1) {
      best[entry] = scratch[entry * summed] as number;
      for (let rank = 0; rank < summed; rank += 1) {
        five[entry] = (five[entry] as number) + (scratch[entry * summed + rank] as number);
      }
    }
    const norm = Math.sqrt(queryWeight) || 1;
    return { best, five, similarity: best.map((score) => Math.min(1, score / norm)) };
  };

  /** Keeps the five highest scores that start at `from` in order. */
  function insert(score: number, from: number): void {
    let at = from + summed - 1;
    if (score <= (scratch[at] as number)) return;
    while (at > from && score > (scratch[at - 1] as number)) {
      scratch[at] = scratch[at - 1] as number;
      at -= 1;
    }
    scratch[at] = score;
  }
}
