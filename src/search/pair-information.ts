import { memoize } from './memoize.ts';
import { type Phrase, type PhraseIndex, positionsOf, type Scores } from './phrase-index.ts';

/** Phrases of average content that are added to each entry, so that a single one proves little. */
const smoothing = 100;

/**
 * Scores how strongly one term directly after another points to each entry: the pointwise mutual
 * information over phrases. Zero is neutral, a negative score speaks against the entry. `undefined`
 * for a pair that is in no phrase.
 */
export function pairInformation(
  indexes: readonly PhraseIndex[],
  entryCount: number,
): (first: number, second: number) => Scores | undefined {
  const countOfEntry = new Float64Array(entryCount);
  let total = 0;
  for (const { phrases } of indexes) {
    for (const { entry } of phrases) countOfEntry[entry] = (countOfEntry[entry] as number) + 1;
    total += phrases.length;
  }
  const termCount = (indexes[0]?.starts.length ?? 1) - 1;
  const scoresOf = memoize((pair: number): Scores | undefined => {
    const [first, second] = [Math.floor(pair / termCount), pair % termCount];
    const scores = new Float64Array(entryCount);
    let sum = 0;
    for (const index of indexes) {
      const [withFirst, withSecond] = [positionsOf(index, first), positionsOf(index, second)];
      const fewer = withFirst.length < withSecond.length ? withFirst : withSecond;
      for (const position of fewer) {
        const phrase = index.phrases[position] as Phrase;
        if (!isPairIn(phrase, first, second)) continue;
        scores[phrase.entry] = (scores[phrase.entry] as number) + 1;
        sum += 1;
      }
    }
    if (sum === 0) return undefined;
    const expected = sum / total;
    for (let entry = 0; entry < entryCount; entry += 1) {
      const smoothed = (scores[entry] as number) + smoothing * expected;
      const all = (countOfEntry[entry] as number) + smoothing;
      scores[entry] = Math.log(smoothed / all / expected);
    }
    return scores;
  });
  return (first, second) => scoresOf(first * termCount + second);
}

function isPairIn({ terms }: Phrase, first: number, second: number): boolean {
  for (let at = 1; at < terms.length; at += 1) {
    if (terms[at] === second && terms[at - 1] === first) return true;
  }
  return false;
}
