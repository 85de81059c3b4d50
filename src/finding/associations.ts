/** For each entry, a number. In the order of the entries. */
export type Scores = Float64Array;

/** Terms in order, and the place of the entry that they belong to. */
export type Phrase = { readonly owner: number; readonly terms: readonly string[] };

/** Entries count as having heard this many phrases more, all of them average, so that one phrase proves little. */
const averagePhrases = 100;
/** People ask with the same few thousand words; what else they type must not fill the memory. */
const mostRemembered = 10_000;

/**
 * How much oftener a term, or two terms beside each other, are in what people ask for an entry than in what they ask at all: the
 * logarithm, so that zero says nothing and below zero speaks against the entry. `undefined` for what nobody asks with.
 */
export function associations(phrases: readonly Phrase[], owners: number) {
  const places = placesOf(phrases);
  const heard = new Float64Array(owners);
  for (const { owner } of phrases) heard[owner] = (heard[owner] as number) + 1;

  const scoresOf = (holders: readonly number[]): Scores | undefined => {
    if (holders.length === 0) return undefined;
    const usual = holders.length / phrases.length;
    const counts = new Float64Array(owners);
    for (const place of holders) {
      const { owner } = phrases[place] as Phrase;
      counts[owner] = (counts[owner] as number) + 1;
    }
    return counts.map((count, owner) => {
      const often = (count + averagePhrases * usual) / ((heard[owner] as number) + averagePhrases);
      return Math.log(often / usual);
    });
  };
  const ofTerm = remembered((term: string) => scoresOf(places.get(term) ?? []));
  const ofPair = remembered((pair: string) => {
    const [first = '', second = ''] = pair.split(' ');
    const [withFirst, withSecond] = [places.get(first) ?? [], places.get(second) ?? []];
    const fewer = withFirst.length < withSecond.length ? withFirst : withSecond;
    const beside = ({ terms }: Phrase) =>
      terms.some((term, at) => term === first && terms[at + 1] === second);
    return scoresOf(fewer.filter((place) => beside(phrases[place] as Phrase)));
  });
  return { ofTerm, ofPair: (first: string, second: string) => ofPair(`${first} ${second}`) };
}

/** In which phrases each term is. */
export function placesOf(phrases: readonly Phrase[]): ReadonlyMap<string, readonly number[]> {
  const places = new Map<string, number[]>();
  for (const [place, { terms }] of phrases.entries()) {
    for (const term of terms) {
      const known = places.get(term);
      if (!known) places.set(term, [place]);
      else if (known.at(-1) !== place) known.push(place);
    }
  }
  return places;
}

function remembered<T>(find: (name: string) => T): (name: string) => T {
  const found = new Map<string, T>();
  return (name) => {
    if (found.has(name)) return found.get(name) as T;
    const value = find(name);
    if (found.size < mostRemembered) found.set(name, value);
    return value;
  };
}
