import { memoize } from './memoize.ts';
import type { Phrase, PhraseIndex, Scores } from './phrase-index.ts';

/** Added to each entry as phrases of average content, so that a single phrase proves little. */
const smoothingPhrases = 100;

/**
 * Scores how strongly a term, two neighbouring terms (a bigram) or one term somewhere after another
 * (a skip-bigram) point to each entry: the pointwise mutual information over the phrases that
 * people ask with. Zero is neutral, a negative score speaks against the entry. `undefined` for
 * terms that are in no phrase.
 */
export function mutualInformation(indexes: readonly PhraseIndex[], entryCount: number) {
  const weightOfEntry = new Float64Array(entryCount);
  for (const { phrases } of indexes) {
    for (const { entry, weight } of phrases) {
      weightOfEntry[entry] = (weightOfEntry[entry] as number) + weight;
    }
  }
  const totalWeight = weightOfEntry.reduce((sum, weight) => sum + weight, 0);

  const score = (matches: readonly Phrase[]): Scores | undefined => {
    if (matches.length === 0) return undefined;
    const expected = matches.reduce((sum, { weight }) => sum + weight, 0) / totalWeight;
    const observed = new Float64Array(entryCount);
    for (const { entry, weight } of matches) {
      observed[entry] = (observed[entry] as number) + weight;
    }
    return observed.map((weight, entry) => {
      const smoothed = weight + smoothingPhrases * expected;
      const frequency = smoothed / ((weightOfEntry[entry] as number) + smoothingPhrases);
      return Math.log(frequency / expected);
    });
  };
  const phrasesWith = (term: string) =>
    indexes.flatMap(({ phrases, postings }) =>
      (postings.get(term) ?? []).map((position) => phrases[position] as Phrase),
    );
  const ofTerm = memoize((term: string) => score(phrasesWith(term)));
  const ofPair = (hasPair: (first: string, second: string) => (phrase: Phrase) => boolean) => {
    const ofBoth = memoize((pair: string) => {
      const [first = '', second = ''] = pair.split(' ');
      const [withFirst, withSecond] = [phrasesWith(first), phrasesWith(second)];
      const fewer = withFirst.length < withSecond.length ? withFirst : withSecond;
      return score(fewer.filter(hasPair(first, second)));
    });
    return (first: string, second: string) => ofBoth(`${first} ${second}`);
  };
  return { ofTerm, ofBigram: ofPair(hasBigram), ofSkipBigram: ofPair(hasSkipBigram) };
}

const hasBigram =
  (first: string, second: string) =>
  ({ terms }: Phrase): boolean =>
    terms.some((term, position) => term === first && terms[position + 1] === second);

const hasSkipBigram =
  (first: string, second: string) =>
  ({ terms }: Phrase): boolean => {
    const start = terms.indexOf(first);
    return start >= 0 && terms.includes(second, start + 1);
  };
