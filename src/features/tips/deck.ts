import { z } from 'zod';
import { hash } from '../../text/hash.ts';
import { skillOf, type Tip } from './tip.ts';

/** Where a plan stands in its deck of tips; kept with the plan. */
export const deckSchema = z.object({
  seed: z.int().nonnegative(),
  /** Counts from 0 how often all tips were shown. */
  round: z.int().nonnegative(),
  /** Ids of the tips that were shown in this round. */
  shown: z.array(z.string()).readonly(),
  /** Ids of the tips that were shown last, of whatever round, in that order. */
  recent: z.array(z.string()).readonly(),
});

export type Deck = z.infer<typeof deckSchema>;

/** How much a skill is leaned to: from 1, as all others, to 3, at most three times as likely. */
export type Weights = (skill: string) => number;

/** The same seed deals the same tips in the same order. `chance` is from 0 up to, but without, 1. */
export function newDeck(chance: number): Deck {
  return { seed: Math.floor(chance * 2 ** 32), round: 0, shown: [], recent: [] };
}

/** Ids that belong to no tip of now are kept for tips that come back; as many as this. */
const strangersKept = 500;

/**
 * Deals a tip: none twice before all were shown, no two of one skill in a row where that can be, and none again within the
 * quarter of the tips that was shown last. The same deck, tips and weights deal the same tip; tips that are new, gone or
 * reworded don't change how the others lie. `undefined` where there are no tips.
 */
export function nextTip<Some extends Tip>(
  deck: Deck,
  tips: readonly Some[],
  weights: Weights = even,
): { readonly tip: Some; readonly deck: Deck } | undefined {
  if (tips.length === 0) return undefined;
  const current = inRound(deck, tips);
  const shown = new Set(current.shown);
  const left = tips.filter(({ id }) => !shown.has(id));
  const pause = Math.ceil(tips.length / 4);
  const tip = pick(current, left, pause, weights);
  return {
    tip,
    deck: {
      ...current,
      shown: trimmed([...current.shown, tip.id], tips),
      recent: [...current.recent, tip.id].slice(-pause),
    },
  };
}

/** The tip that `nextTip` would deal. */
export function peekTip<Some extends Tip>(
  deck: Deck,
  tips: readonly Some[],
  weights: Weights = even,
): Some | undefined {
  return nextTip(deck, tips, weights)?.tip;
}

function even(): number {
  return 1;
}

/** The deck itself; or, when all tips were shown, the deck of a new round. */
function inRound(deck: Deck, tips: readonly Tip[]): Deck {
  const shown = new Set(deck.shown);
  if (!tips.every(({ id }) => shown.has(id))) return deck;
  // What was shown while the plan had other skills still counts when it has them again.
  const ids = new Set(tips.map(({ id }) => id));
  return { ...deck, round: deck.round + 1, shown: deck.shown.filter((id) => !ids.has(id)) };
}

function trimmed(shown: readonly string[], tips: readonly Tip[]): readonly string[] {
  const ids = new Set(tips.map(({ id }) => id));
  let surplus = shown.filter((id) => !ids.has(id)).length - strangersKept;
  return shown.filter((id) => {
    if (ids.has(id) || surplus <= 0) return true;
    surplus -= 1;
    return false;
  });
}

function pick<Some extends Tip>(
  deck: Deck,
  left: readonly Some[],
  pause: number,
  weights: Weights,
): Some {
  const last = deck.recent.at(-1);
  const skills = bestSkills(left, last === undefined ? undefined : skillOf(last));
  const fitting = left.filter(({ skill }) => skills.has(skill));
  const recent = new Set(deck.recent.slice(-pause));
  const rested = fitting.filter(({ id }) => !recent.has(id));
  const candidates = rested.length > 0 ? rested : fitting;
  const draw = `${deck.seed} ${deck.round} ${deck.shown.length}`;
  const lots = candidates.map((tip) => ({
    tip,
    lot: lot(`${draw} ${tip.id}`, weights(tip.skill)),
  }));
  return lots.reduce((least, one) => (one.lot < least.lot ? one : least)).tip;
}

/** Whose tip may come now so that as few neighbours as possible share a skill until the end of the round. */
function bestSkills(left: readonly Tip[], last: string | undefined): ReadonlySet<string> {
  const counts = new Map<string, number>();
  for (const { skill } of left) counts.set(skill, (counts.get(skill) ?? 0) + 1);
  const [common, count] = [...counts].reduce((a, b) => (b[1] > a[1] ? b : a));
  const others = left.length - count;
  // One skill with more tips than all others together has to take every second place from here on.
  if (count > others && common !== last) return new Set([common]);
  const rest = [...counts.keys()].filter((skill) => skill !== last);
  return new Set(rest.length > 0 ? rest : counts.keys());
}

/** The least of these is drawn; who weighs three times as much is drawn three times as often. */
function lot(name: string, weight: number): number {
  const chance = (hash(name) + 1) / (2 ** 32 + 1);
  return -Math.log(chance) / (weight > 1 ? Math.min(3, weight) : 1);
}
