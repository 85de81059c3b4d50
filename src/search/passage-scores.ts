import type { PhraseIndex, Scores } from './phrase-index.ts';
import type { WeightedTerm } from './query-expansion.ts';

/** Scores each entry by the sentence that matches most of the query. */
export function passageScores(
  { phrases: sentences, postings }: PhraseIndex,
  entryCount: number,
  weight: (term: string) => number,
): (expansions: readonly (readonly WeightedTerm[])[]) => Scores {
  const idf = (matches: number) => Math.log(1 + sentences.length / (matches + 0.5)) / 2;

  return (expansions) => {
    const sums = new Float64Array(sentences.length);
    const bestOfWord = new Float64Array(sentences.length);
    for (const expansion of expansions) {
      const touched: number[] = [];
      for (const { term, weight: certainty } of expansion) {
        const matches = postings.get(term) ?? [];
        const value = certainty * weight(term) * idf(matches.length);
        for (const position of matches) {
          if (bestOfWord[position] === 0) touched.push(position);
          if (value > (bestOfWord[position] as number)) bestOfWord[position] = value;
        }
      }
      for (const position of touched) {
        sums[position] = (sums[position] as number) + (bestOfWord[position] as number);
        bestOfWord[position] = 0;
      }
    }
    const scores = new Float64Array(entryCount);
    for (const [position, { entry }] of sentences.entries()) {
      const sum = sums[position] as number;
      if (sum > (scores[entry] as number)) scores[entry] = sum;
    }
    return scores;
  };
}
