import { memoize } from './memoize.ts';
import type { Phrase, PhraseIndex, Scores } from './phrase-index.ts';

export type MutualInformation = {
  readonly ofTerm: (term: string) => Scores | undefined;
  /** Of one term directly after another. */
  readonly ofPair: (first: string, second: string) => Scores | undefined;
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
  const scores = (positions: readonly (readonly number[])[]): Scores | undefined => {
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
  const none: readonly number[] = [];
  const ofTerm = memoize((term) =>
    scores(indexes.map(({ postings }) => postings.get(term) ?? none)),
  );
  const ofPair = memoize((pair) => {
    const [first = '', second = ''] = pair.split(' ');
    return scores(
      indexes.map(({ phrases, postings }) => {
        const [withFirst, withSecond] = [postings.get(first) ?? none, postings.get(second) ?? none];
        const fewer = withFirst.length < withSecond.length ? withFirst : withSecond;
        return fewer.filter((position) => isPairIn(phrases[position] as Phrase, first, second));
      }),
    );
  });
  return { ofTerm, ofPair: (first, second) => ofPair(`${first} ${second}`) };
}

function isPairIn({ terms }: Phrase, first: string, second: string): boolean {
  for (let at = 1; at < terms.length; at += 1) {
    if (terms[at] === second && terms[at - 1] === first) return true;
  }
  return false;
}
