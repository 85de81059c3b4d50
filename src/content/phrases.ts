import { termWeight } from './function-words.ts';
import type { Reading } from './vocabulary.ts';

/** A title or an alias as its terms, and whose it is. */
export type Phrase = { readonly owner: number; readonly terms: readonly string[] };

export const tune = {
  /** How much of a second matching alias counts beside the best one. */
  second: 0.3,
  /** A phrase that stands in the question as it is counts this much more. */
  asItStands: 1.5,
  floor: 1.2,
  power: 2,
};

/** How well the question's words cover each owner's titles and aliases: a score an owner, in the order of owners. */
export function phraseIndex(
  phrases: readonly Phrase[],
  owners: number,
  rarity: (term: string) => number,
) {
  const postings = new Map<string, number[]>();
  const worth = (term: string) => rarity(term) * termWeight(term);
  const totals = phrases.map(({ terms }, index) => {
    let total = 0;
    for (const term of new Set(terms)) {
      total += worth(term);
      const places = postings.get(term);
      if (places) places.push(index);
      else postings.set(term, [index]);
    }
    return total;
  });

  return (question: readonly (readonly Reading[])[]): Float64Array => {
    const typed = new Map<string, number>();
    for (const readings of question) {
      for (const { term, weight } of readings)
        typed.set(term, Math.max(weight, typed.get(term) ?? 0));
    }
    const matched = new Map<number, number>();
    for (const [term, weight] of typed) {
      const value = weight * worth(term);
      for (const index of postings.get(term) ?? [])
        matched.set(index, (matched.get(index) ?? 0) + value);
    }
    const line = ` ${question.flatMap((readings) => readings.filter(({ weight }) => weight === readings[0]?.weight).map(({ term }) => term)).join(' ')} `;
    const best = new Float64Array(owners);
    const next = new Float64Array(owners);
    for (const [index, value] of matched) {
      const { owner, terms } = phrases[index] as Phrase;
      const share = value / (totals[index] as number);
      let score = value * share ** tune.power;
      if (share > 0.8 && terms.length > 1 && line.includes(` ${terms.join(' ')} `)) {
        score = Math.max(score, tune.floor * Math.log(terms.length + 1)) * tune.asItStands;
      }
      const leader = best[owner] as number;
      if (score > leader) {
        next[owner] = leader;
        best[owner] = score;
      } else if (score > (next[owner] as number)) next[owner] = score;
    }
    return best.map((score, owner) => score + tune.second * (next[owner] as number));
  };
}
