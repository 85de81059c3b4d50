import type { Scores } from './phrase-index.ts';
import type { WeightedTerm } from './query-expansion.ts';
import type { EntryTerms } from './search-terms.ts';
import type { WordVectors } from './word-vectors.ts';

/**
 * Compares the meaning of a query with that of each entry: 1 for the same direction, 0 for nothing
 * in common. The meaning of an entry is the mean of its names' and sentences'.
 */
export function meanings(
  { dimensions, add }: WordVectors,
  allTerms: readonly string[],
  entries: readonly EntryTerms[],
): (
  terms: readonly (readonly string[])[],
  expansions: readonly (readonly WeightedTerm[])[],
) => Scores {
  /** One after the other. */
  const directions = new Float32Array(entries.length * dimensions);
  for (const [entry, { names, sentences }] of entries.entries()) {
    const mean = new Float32Array(dimensions);
    for (const line of [...names, ...sentences]) {
      const sum = new Float32Array(dimensions);
      for (const term of line) add(allTerms[term] as string, sum);
      normalize(sum);
      for (let at = 0; at < dimensions; at += 1) {
        mean[at] = (mean[at] as number) + (sum[at] as number);
      }
    }
    normalize(mean);
    directions.set(mean, entry * dimensions);
  }
  return (terms, expansions) => {
    const query = new Float32Array(dimensions);
    for (const [at, ofWord] of terms.entries()) {
      let isKnown = false;
      for (const term of ofWord) isKnown = add(term, query) || isKnown;
      const likeliest = expansions[at]?.[0];
      // A misspelt word means what it is corrected to.
      if (!isKnown && likeliest) add(allTerms[likeliest.term] as string, query);
    }
    normalize(query);
    const scores = new Float64Array(entries.length);
    for (let entry = 0, start = 0; entry < scores.length; entry += 1, start += dimensions) {
      let sum = 0;
      for (let at = 0; at < dimensions; at += 1) {
        sum += (directions[start + at] as number) * (query[at] as number);
      }
      scores[entry] = sum;
    }
    return scores;
  };
}

/** Gives a vector the length 1, unless it is nothing. */
function normalize(vector: Float32Array): void {
  let sum = 0;
  for (const value of vector) sum += value * value;
  const length = Math.sqrt(sum) || 1;
  for (let at = 0; at < vector.length; at += 1) vector[at] = (vector[at] as number) / length;
}
