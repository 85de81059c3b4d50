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
  { phrases, positions, starts }: PhraseIndex,
  entryCount: number,
  termWeights: Float64Array,
): (expansions: readonly (readonly WeightedTerm[])[]) => PhraseScores {
  const totals = totalWeights(phrases, termWeights);
  const roots = totals.map(Math.sqrt);
  /** Behind the last phrase of each entry. */
  const ends = new Int32Array(entryCount);
  for (const [position, { entry }] of phrases.entries()) ends[entry] = position + 1;
  const matched = new Float64Array(phrases.length);
  const bestOfWord = new Float64Array(phrases.length);
  const touched = new Int32Array(phrases.length);
  /** The highest scores of an entry in order. */
  const top = new Float64Array(summed);

  /** Adds to each phrase the best match of one word, and returns the best of all. */
  function addWord(expansion: readonly WeightedTerm[]): number {
    let highest = 0;
    let count = 0;
    const isSingle = expansion.length === 1;
    for (const { term, weight: certainty } of expansion) {
      const value = certainty * (termWeights[term] as number);
      if (value > highest) highest = value;
      const end = starts[term + 1] as number;
      for (let at = starts[term] as number; at < end; at += 1) {
        const position = positions[at] as number;
        if (isSingle) {
          matched[position] = (matched[position] as number) + value;
          continue;
        }
        const best = bestOfWord[position] as number;
        if (best === 0) {
          touched[count] = position;
          count += 1;
        }
        if (value > best) bestOfWord[position] = value;
      }
    }
    for (let at = 0; at < count; at += 1) {
      const position = touched[at] as number;
      matched[position] = (matched[position] as number) + (bestOfWord[position] as number);
      bestOfWord[position] = 0;
    }
    return highest;
  }

  return (expansions) => {
    let queryWeight = 0;
    for (const expansion of expansions) queryWeight += addWord(expansion);
    const best = new Float64Array(entryCount);
    const five = new Float64Array(entryCount);
    let position = 0;
    for (let entry = 0; entry < entryCount; entry += 1) {
      top.fill(0);
      for (; position < (ends[entry] as number); position += 1) {
        const match = matched[position] as number;
        if (match === 0) continue;
        matched[position] = 0;
        insert(Math.min(match, totals[position] as number) / (roots[position] as number));
      }
      best[entry] = top[0] as number;
      for (const score of top) five[entry] = (five[entry] as number) + score;
    }
    const norm = Math.sqrt(queryWeight) || 1;
    return { best, five, similarity: best.map((score) => Math.min(1, score / norm)) };
  };

  function insert(score: number): void {
    let at = summed - 1;
    if (score <= (top[at] as number)) return;
    while (at > 0 && score > (top[at - 1] as number)) {
      top[at] = top[at - 1] as number;
      at -= 1;
    }
    top[at] = score;
  }
}

/** The weight of all terms of each phrase. */
function totalWeights(phrases: readonly Phrase[], termWeights: Float64Array): Float64Array {
  const lastPosition = new Int32Array(termWeights.length).fill(-1);
  return Float64Array.from(phrases, ({ terms }, position) => {
    let total = 0;
    for (const term of terms) {
      if (lastPosition[term] === position) continue;
      lastPosition[term] = position;
      total += termWeights[term] as number;
    }
    return total;
  });
}
