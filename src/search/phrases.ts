import type { Phrase, PhraseIndex, Scores } from './phrase-index.ts';
import type { Read, Reading } from './vocabulary.ts';

/** How much an entry's second best phrase counts beside its best. */
const secondBest = 0.3;
/** A phrase of several words that stands in the question as it is counts this much more. */
const asItStands = 1.5;
const nearlyAll = 0.8;

/**
 * Scores each entry by how far the question covers one of its phrases, which may be names. Half of one is worth far less than half, so that the
 * whole of a small one beats a scattered part of a long one.
 */
export function phraseScores(
  { phrases, places }: PhraseIndex,
  owners: number,
  worth: (term: string) => number,
): (question: Read) => Scores {
  /** What all of a phrase is worth; found when somebody asks with a word of it. */
  const totals = new Float64Array(phrases.length);
  const totalOf = (place: number, terms: readonly string[]): number => {
    let total = totals[place] as number;
    if (total > 0) return total;
    for (const term of new Set(terms)) total += worth(term);
    totals[place] = total;
    return total;
  };
  const matched = new Float64Array(phrases.length);

  return ({ meanings, line: terms }) => {
    const touched: number[] = [];
    for (const [term, weight] of surest(meanings)) {
      const value = weight * worth(term);
      for (const place of places.get(term) ?? []) {
        if (matched[place] === 0) touched.push(place);
        matched[place] = (matched[place] as number) + value;
      }
    }
    const line = ` ${terms.join(' ')} `;
    const best = new Float64Array(owners);
    const second = new Float64Array(owners);
    for (const place of touched) {
      const { owner, terms: name } = phrases[place] as Phrase;
      const value = matched[place] as number;
      matched[place] = 0;
      const share = value / totalOf(place, name);
      const whole = share > nearlyAll && name.length > 1 && line.includes(` ${name.join(' ')} `);
      const score = value * share ** 2 * (whole ? asItStands : 1);
      const leader = best[owner] as number;
      if (score > leader) {
        best[owner] = score;
        second[owner] = leader;
      } else if (score > (second[owner] as number)) second[owner] = score;
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
