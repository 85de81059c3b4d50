import type { PhraseIndex, Scores } from './phrase-index.ts';
import type { Reading } from './vocabulary.ts';

/** Scores each entry by its sentence that has most of the question in it. */
export function passageScores(
  { phrases: sentences, places }: PhraseIndex,
  owners: number,
  weight: (term: string) => number,
): (question: readonly (readonly Reading[])[]) => Scores {
  const rarity = (holders: number) => Math.log(1 + sentences.length / (holders + 0.5)) / 2;

  return (question) => {
    const sums = new Float64Array(sentences.length);
    const ofWord = new Float64Array(sentences.length);
    for (const readings of question) {
      const hit: number[] = [];
      for (const { term, weight: sure } of readings) {
        const holders = places.get(term) ?? [];
        const value = sure * weight(term) * rarity(holders.length);
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
    for (const [place, { owner }] of sentences.entries()) {
      const sum = sums[place] as number;
      if (sum > (best[owner] as number)) best[owner] = sum;
    }
    return best;
  };
}
