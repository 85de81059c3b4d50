/** For each entry, a number. In the order of the entries. */
export type Scores = Float64Array;

/** Terms in order, the place of the entry that they belong to, and as how many they count. */
export type Phrase = {
  readonly owner: number;
  readonly terms: readonly string[];
  readonly weight: number;
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
