import { termWeight } from './function-words.ts';
import type { Reading } from './vocabulary.ts';

/** A title or an alias as its terms, and the place of the entry it belongs to. */
export type Phrase = { readonly owner: number; readonly terms: readonly string[] };

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
  rarity: (term: string) => number,
): (question: readonly (readonly Reading[])[]) => Float64Array {
  const worth = (term: string) => rarity(term) * termWeight(term);
  const places = new Map<string, number[]>();
  const totals = phrases.map(({ terms }, place) => {
    let total = 0;
    for (const term of new Set(terms)) {
      total += worth(term);
      const known = places.get(term);
      if (known) known.push(place);
      else places.set(term, [place]);
    }
    return total;
  });

  return (question) => {
    const matched = new Map<number, number>();
    for (const [term, weight] of surest(question)) {
      const value = weight * worth(term);
      for (const place of places.get(term) ?? []) {
        matched.set(place, (matched.get(place) ?? 0) + value);
      }
    }
    const line = asLine(question);
    const best = new Float64Array(owners);
    const second = new Float64Array(owners);
    for (const [place, value] of matched) {
      const { owner, terms } = phrases[place] as Phrase;
      const share = value / (totals[place] as number);
      const whole = share > nearlyAll && terms.length > 1 && line.includes(` ${terms.join(' ')} `);
      const score = value * share ** 2 * (whole ? asItStands : 1);
      const leader = best[owner] as number;
      best[owner] = Math.max(leader, score);
      second[owner] = Math.max(second[owner] as number, Math.min(leader, score));
    }
    return best.map((score, owner) => score + secondBest * (second[owner] as number));
  };
}

/** Every term that the question may mean, with the surest of its readings. */
function surest(question: readonly (readonly Reading[])[]): Map<string, number> {
  const weights = new Map<string, number>();
  for (const { term, weight } of question.flat()) {
    weights.set(term, Math.max(weight, weights.get(term) ?? 0));
  }
  return weights;
}

/** The likeliest terms in order, each with a space on both sides. */
function asLine(question: readonly (readonly Reading[])[]): string {
  const likeliest = question.flatMap((readings) =>
    readings.filter(({ weight }) => weight === readings[0]?.weight),
  );
  return ` ${likeliest.map(({ term }) => term).join(' ')} `;
}
