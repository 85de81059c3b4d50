import { memoize } from './memoize.ts';
import { type Phrase, type PhraseIndex, positionsOf, type Scores } from './phrase-index.ts';

export type MutualInformation = {
  readonly ofTerm: (term: number) => Scores | undefined;
  /** Of one term directly after another. */
  readonly ofPair: (first: number, second: number) => Scores | undefined;
};

/**
 * Scores how strongly a term or a pair points to each entry: the pointwise mutual information over
 * phrases. Zero is neutral, a negative score speaks against the entry. `undefined` for terms that
 * are in no phrase. `smoothing` phrases of average content are added to each entry, so that a
 * single phrase proves little.
 */
export function mutualInformation(
  indexes: readonly PhraseIndex[],
  entryCount: number,
  smoothing: number,
): MutualInformation {
  const weightOfEntry = new Float64Array(entryCount);
  let totalWeight = 0;
  for (const { phrases } of indexes) {
    for (const { entry, weight } of phrases) {
      weightOfEntry[entry] = (weightOfEntry[entry] as number) + weight;
      totalWeight += weight;
    }
  }
  /** `positions` are those of the phrases in each index. */
  const scores = (positions: readonly Int32Array[]): Scores | undefined => {
    const observed = new Float64Array(entryCount);
    let sum = 0;
    for (const [index, { phrases }] of indexes.entries()) {
      for (const position of positions[index] ?? []) {
        const { entry, weight } = phrases[position] as Phrase;
        observed[entry] = (observed[entry] as number) + weight;
        sum += weight;
      }
    }
    if (sum === 0) return undefined;
    const expected = sum / totalWeight;
    for (let entry = 0; entry < entryCount; entry += 1) {
      const smoothed = (observed[entry] as number) + smoothing * expected;
      const all = (weightOfEntry[entry] as number) + smoothing;
      observed[entry] = Math.log(smoothed / all / expected);
    }
    return observed;
  };
  const ofTerm = memoize((term: number) =>
    scores(indexes.map((index) => positionsOf(index, term))),
  );
  const termCount = (indexes[0]?.starts.length ?? 1) - 1;
  const ofPair = memoize((pair: number) => {
    const [first, second] = [Math.floor(pair / termCount), pair % termCount];
    return scores(
      indexes.map((index) => {
        const [withFirst, withSecond] = [positionsOf(index, first), positionsOf(index, second)];
        const fewer = withFirst.length < withSecond.length ? withFirst : withSecond;
        return fewer.filter((at) => isPairIn(index.phrases[at] as Phrase, first, second));
      }),
    );
  });
  return { ofTerm, ofPair: (first, second) => ofPair(first * termCount + second) };
}

function isPairIn({ terms }: Phrase, first: number, second: number): boolean {
  for (let at = 1; at < terms.length; at += 1) {
    if (terms[at] === second && terms[at - 1] === first) return true;
  }
  return false;
}
