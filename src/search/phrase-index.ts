/** A score for each entry, by its number. */
export type Scores = Float64Array;

/** The terms of a name, question or sentence in order, the number of its entry, and its weight. */
export type Phrase = {
  readonly entry: number;
  readonly terms: readonly string[];
  readonly weight: number;
};

/** An inverted index: for each term the positions of the phrases that have it. */
export type PhraseIndex = {
  readonly phrases: readonly Phrase[];
  readonly postings: ReadonlyMap<string, readonly number[]>;
};

export function phraseIndex(phrases: readonly Phrase[]): PhraseIndex {
  const postings = new Map<string, number[]>();
  for (const [position, { terms }] of phrases.entries()) {
    for (const term of terms) {
      const positions = postings.get(term);
      if (!positions) postings.set(term, [position]);
      else if (positions.at(-1) !== position) positions.push(position);
    }
  }
  return { phrases, postings };
}
