/** For each entry, a number. In the order of the entries. */
export type Scores = Float64Array;

/** Terms in order, the place of the entry that they belong to, and as how many they count. */
export type Phrase = {
  readonly owner: number;
  readonly terms: readonly string[];
  readonly weight: number;
};

/** Entries count as having heard this many phrases more, all of them average, so that one phrase proves little. */
const averagePhrases = 100;
/** People ask with the same few thousand words; what else they type must not fill the memory. */
const mostRemembered = 20_000;

/**
 * How much oftener a term, or two terms beside each other, or one somewhere behind the other, are in what people ask for an entry than
 * in what they ask at all: the logarithm, so that zero says nothing and below zero speaks against the entry. `undefined` for what nobody asks with.
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
  const ofTerm = remembered((term: string) => scoresOf(withTerm(term)));
  const ofPair = (isPair: (first: string, second: string) => (phrase: Phrase) => boolean) => {
    const ofBoth = remembered((pair: string) => {
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

/** Phrases, and in which of them each term is. */
export type PhraseIndex = {
  readonly phrases: readonly Phrase[];
  readonly places: ReadonlyMap<string, readonly number[]>;
};

export function phraseIndex(phrases: readonly Phrase[]): PhraseIndex {
  const places = new Map<string, number[]>();
  for (const [place, { terms }] of phrases.entries()) {
    for (const term of terms) {
      const known = places.get(term);
      if (!known) places.set(term, [place]);
      else if (known.at(-1) !== place) known.push(place);
    }
  }
  return { phrases, places };
}

/** Finds each but once, as long as there are not too many. */
export function remembered<T>(find: (name: string) => T): (name: string) => T {
  const found = new Map<string, T>();
  return (name) => {
    const before = found.get(name);
    if (before !== undefined || found.has(name)) return before as T;
    const value = find(name);
    if (found.size < mostRemembered) found.set(name, value);
    return value;
  };
}
