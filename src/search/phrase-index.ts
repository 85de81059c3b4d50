/** A score for each entry, by its number. */
export type Scores = Float64Array;

/** The terms of a name, phrase or question in order, and the number of its entry. */
export type Phrase = { readonly entry: number; readonly terms: readonly number[] };

/** An inverted index of phrases, which are in the order of their entries. */
export type PhraseIndex = {
  readonly phrases: readonly Phrase[];
  /** The positions of the phrases that have a term, for one term after another. */
  readonly positions: Int32Array;
  /** For each term where its positions start; they end where those of the next one start. */
  readonly starts: Int32Array;
};

export function phraseIndex(phrases: readonly Phrase[], termCount: number): PhraseIndex {
  const starts = new Int32Array(termCount + 1);
  const forEachTerm = (visit: (term: number, position: number) => void): void => {
    const lastPosition = new Int32Array(termCount).fill(-1);
    for (const [position, { terms }] of phrases.entries()) {
      for (const term of terms) {
        if (lastPosition[term] === position) continue;
        lastPosition[term] = position;
        visit(term, position);
      }
    }
  };
  forEachTerm((term) => {
    starts[term + 1] = (starts[term + 1] as number) + 1;
  });
  for (let term = 0; term < termCount; term += 1) {
    starts[term + 1] = (starts[term + 1] as number) + (starts[term] as number);
  }
  const positions = new Int32Array(starts[termCount] as number);
  const next = starts.slice();
  forEachTerm((term, position) => {
    const at = next[term] as number;
    positions[at] = position;
    next[term] = at + 1;
  });
  return { phrases, positions, starts };
}

/** How many phrases have a term. */
export const phraseCount = ({ starts }: PhraseIndex, term: number): number =>
  (starts[term + 1] as number) - (starts[term] as number);

/** The positions of the phrases that have a term. */
export const positionsOf = ({ starts, positions }: PhraseIndex, term: number): Int32Array =>
  positions.subarray(starts[term], starts[term + 1]);
