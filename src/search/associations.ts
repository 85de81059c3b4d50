import { memoize } from './memoize.ts';
import type { Phrase, PhraseIndex, Scores } from './phrase-index.ts';

/** Entries count as having heard this many phrases more, all of them average, so that one phrase proves little. */
const averagePhrases = 100;

/**
 * How much oftener a term, or two terms beside each other, or one somewhere behind the other, are in what people ask for an entry than
 * in what they ask at all: the logarithm, so that zero says nothing and below zero speaks against the entry. `undefined` for what
 * nobody asks with.
 */
export function associations(indexes: readonly PhraseIndex[], owners: number) {
  const heard = new Float64Array(owners);
  for (const { phrases } of indexes) {
    for (const { owner, weight } of phrases) heard[owner] = (heard[owner] as number) + weight;
  }
  const all = heard.reduce((sum, count) => sum + count, 0);

  const scoresOf = (holders: readonly Phrase[]): Scores | undefined => {
    if (holders.length === 0) return undefined;
    const usual = holders.reduce((sum, { weight }) => sum + weight, 0) / all;
    const counts = new Float64Array(owners);
    for (const { owner, weight } of holders) counts[owner] = (counts[owner] as number) + weight;
    return counts.map((count, owner) => {
      const often = (count + averagePhrases * usual) / ((heard[owner] as number) + averagePhrases);
      return Math.log(often / usual);
    });
  };
  const withTerm = (term: string) =>
    indexes.flatMap(({ phrases, places }) =>
      (places.get(term) ?? []).map((place) => phrases[place] as Phrase),
    );
  const ofTerm = memoize((term: string) => scoresOf(withTerm(term)));
  const ofPair = (isPair: (first: string, second: string) => (phrase: Phrase) => boolean) => {
    const ofBoth = memoize((pair: string) => {
      const [first = '', second = ''] = pair.split(' ');
      const [withFirst, withSecond] = [withTerm(first), withTerm(second)];
      const fewer = withFirst.length < withSecond.length ? withFirst : withSecond;
      return scoresOf(fewer.filter(isPair(first, second)));
    });
    return (first: string, second: string) => ofBoth(`${first} ${second}`);
  };
  return { ofTerm, ofNeighbors: ofPair(neighbors), ofFollowers: ofPair(followers) };
}

const neighbors =
  (first: string, second: string) =>
  ({ terms }: Phrase): boolean =>
    terms.some((term, at) => term === first && terms[at + 1] === second);

const followers =
  (first: string, second: string) =>
  ({ terms }: Phrase): boolean => {
    const start = terms.indexOf(first);
    return start >= 0 && terms.includes(second, start + 1);
  };
