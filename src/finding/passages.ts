import type { Scores } from './associations.ts';
import type { Reading } from './vocabulary.ts';

/** A sentence of an entry as its terms, and the place of the entry. */
export type Passage = { readonly owner: number; readonly terms: readonly string[] };

/** Scores each entry by its sentence that has most of the question in it. */
export function passageScores(
  passages: readonly Passage[],
  owners: number,
  weight: (term: string) => number,
): (question: readonly (readonly Reading[])[]) => Scores {
  const places = new Map<string, number[]>();
  for (const [place, { terms }] of passages.entries()) {
    for (const term of new Set(terms)) {
      const known = places.get(term);
      if (known) known.push(place);
      else places.set(term, [place]);
    }
  }
  const worth = (term: string, holders: number) =>
    (Math.log(1 + passages.length / (holders + 0.5)) / 2) * weight(term);

  return (question) => {
    const sums = new Float64Array(passages.length);
    const ofWord = new Float64Array(passages.length);
    for (const readings of question) {
      const hit: number[] = [];
      for (const { term, weight: sure } of readings) {
        const holders = places.get(term) ?? [];
        const value = sure * worth(term, holders.length);
        for (const place of holders) {
          if (ofWord[place] === 0) hit.push(place);
          if (value > (ofWord[place] as number)) ofWord[place] = value;
        }
      }
      for (const place of hit) {
        sums[place] = (sums[place] as number) + (ofWord[place] as number);
        ofWord[place] = 0;
      }
    }
    const best = new Float64Array(owners);
    for (const [place, { owner }] of passages.entries()) {
      const sum = sums[place] as number;
      if (sum > (best[owner] as number)) best[owner] = sum;
    }
    return best;
  };
}
