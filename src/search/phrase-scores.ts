import type { Phrase, PhraseIndex, Scores } from './phrase-index.ts';
import type { ExpandedQuery, WeightedTerm } from './query-expansion.ts';

/** How much the second best phrase of an entry counts beside its best. */
const secondBestFactor = 0.3;
/** Bonus for a phrase of several words that is in the query word for word. */
const exactMatchFactor = 1.5;
/** An exact match has to cover this share of the phrase's weight. */
const minExactCoverage = 0.8;

/**
 * Scores each entry by how far the query covers one of its phrases. The square of the coverage
 * makes a short phrase that is covered completely beat scattered words of a long one.
 */
export function phraseScores(
  { phrases, postings }: PhraseIndex,
  entryCount: number,
  termWeight: (term: string) => number,
): (query: ExpandedQuery) => Scores {
  /** The weight of all terms of a phrase, computed when a query first touches it. */
  const totals = new Float64Array(phrases.length);
  const totalOf = (position: number, terms: readonly string[]): number => {
    let total = totals[position] as number;
    if (total > 0) return total;
    for (const term of new Set(terms)) total += termWeight(term);
    totals[position] = total;
    return total;
  };
  const matched = new Float64Array(phrases.length);

  return ({ expansions, terms: queryTerms }) => {
    const touched: number[] = [];
    for (const [term, certainty] of highestWeights(expansions)) {
      const value = certainty * termWeight(term);
      for (const position of postings.get(term) ?? []) {
        if (matched[position] === 0) touched.push(position);
        matched[position] = (matched[position] as number) + value;
      }
    }
    const queryText = ` ${queryTerms.join(' ')} `;
    const best = new Float64Array(entryCount);
    const second = new Float64Array(entryCount);
    for (const position of touched) {
      const { entry, terms } = phrases[position] as Phrase;
      const value = matched[position] as number;
      matched[position] = 0;
      const coverage = value / totalOf(position, terms);
      const isExact =
        coverage > minExactCoverage &&
        terms.length > 1 &&
        queryText.includes(` ${terms.join(' ')} `);
      const score = value * coverage ** 2 * (isExact ? exactMatchFactor : 1);
      const leader = best[entry] as number;
      if (score > leader) {
        best[entry] = score;
        second[entry] = leader;
      } else if (score > (second[entry] as number)) second[entry] = score;
    }
    return best.map((score, entry) => score + secondBestFactor * (second[entry] as number));
  };
}

function highestWeights(
  expansions: readonly (readonly WeightedTerm[])[],
): ReadonlyMap<string, number> {
  const weights = new Map<string, number>();
  for (const { term, weight } of expansions.flat()) {
    weights.set(term, Math.max(weight, weights.get(term) ?? 0));
  }
  return weights;
}
