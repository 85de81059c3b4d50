/** For each entry, a number. In the order of the entries. */
export type Scores = Float64Array;

/** Entries count as having heard this many phrases more, all of them average, so that one phrase proves little. */
const averagePhrases = 30;

/**
 * How much oftener a term is in what people ask for an entry than in what they ask at all: the logarithm, so that zero says nothing
 * and below zero speaks against the entry. `undefined` for a term that nobody asks with.
 */
export function associations(
  phrases: readonly (readonly (readonly string[])[])[],
): (term: string) => Scores | undefined {
  const counts = new Map<string, Scores>();
  const heard = phrases.map(({ length }) => length);
  for (const [owner, own] of phrases.entries()) {
    for (const terms of own) {
      for (const term of new Set(terms)) {
        const known = counts.get(term) ?? new Float64Array(phrases.length);
        known[owner] = (known[owner] as number) + 1;
        counts.set(term, known);
      }
    }
  }
  const all = heard.reduce((sum, count) => sum + count, 0);
  const found = new Map<string, Scores>();
  return (term) => {
    const before = found.get(term);
    const count = counts.get(term);
    if (before || !count) return before;
    const usual = count.reduce((sum, each) => sum + each, 0) / all;
    const scores = count.map((each, owner) =>
      Math.log(
        (each + averagePhrases * usual) / ((heard[owner] as number) + averagePhrases) / usual,
      ),
    );
    found.set(term, scores);
    return scores;
  };
}

/** Each two terms that stand beside each other, or with one between them. */
export function pairs(line: readonly string[]): string[] {
  return line.flatMap((term, place) => {
    const [next, afterNext] = [line[place + 1], line[place + 2]];
    return [
      ...(next === undefined ? [] : [`${term} ${next}`]),
      ...(afterNext === undefined ? [] : [`${term}  ${afterNext}`]),
    ];
  });
}
