import { type Phrase, placesOf, type Scores } from './associations.ts';
import type { Read, Reading } from './vocabulary.ts';

/** How much an entry's second best name counts beside its best. */
const secondBest = 0.3;
/** A name of several words that stands in the question as it is counts this much more. */
const asItStands = 1.5;
const nearlyAll = 0.8;

/**
 * Scores each entry by how far the question covers one of its names. Half of a name is worth far less than half, so that the
 * whole of a small one beats a scattered part of a long one.
 */
export function phraseScores(
  phrases: readonly Phrase[],
  owners: number,
  worth: (term: string) => number,
): (question: Read) => Scores {
  const places = placesOf(phrases);
  const totals = phrases.map(({ terms }) =>
    [...new Set(terms)].reduce((total, term) => total + worth(term), 0),
  );

  return ({ meanings, line: terms }) => {
    const matched = new Map<number, number>();
    for (const [term, weight] of surest(meanings)) {
      const value = weight * worth(term);
      for (const place of places.get(term) ?? []) {
        matched.set(place, (matched.get(place) ?? 0) + value);
      }
    }
    const line = ` ${terms.join(' ')} `;
    const best = new Float64Array(owners);
    const second = new Float64Array(owners);
    for (const [place, value] of matched) {
      const { owner, terms: name } = phrases[place] as Phrase;
      const share = value / (totals[place] as number);
      const whole = share > nearlyAll && name.length > 1 && line.includes(` ${name.join(' ')} `);
      const score = value * share ** 2 * (whole ? asItStands : 1);
      const leader = best[owner] as number;
      best[owner] = Math.max(leader, score);
      second[owner] = Math.max(second[owner] as number, Math.min(leader, score));
    }
    return best.map((score, owner) => score + secondBest * (second[owner] as number));
  };
}

/** Every term that the question may mean, with the surest of its readings. */
function surest(meanings: readonly (readonly Reading[])[]): Map<string, number> {
  const weights = new Map<string, number>();
  for (const { term, weight } of meanings.flat()) {
    weights.set(term, Math.max(weight, weights.get(term) ?? 0));
  }
  return weights;
}
