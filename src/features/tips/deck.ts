import { z } from 'zod';
import { hash } from '../../text/hash.ts';
import { skillOf, type Tip } from './tip.ts';

/** The state of a plan's shuffled tips; stored with the plan. */
export const deckSchema = z.object({
  seed: z.int().nonnegative(),
  /** How many times all tips were shown, from 0. */
  round: z.int().nonnegative(),
  /** Ids of the tips shown in this round. */
  shown: z.array(z.string()).readonly(),
  /** Ids of the latest tips of any round, the newest last. */
  recent: z.array(z.string()).readonly(),
});

export type Deck = z.infer<typeof deckSchema>;

/** The weight of a skill, from 1 to 3: with 3 its tips are drawn three times as often. */
export type Weights = (skill: string) => number;

/** `random` is at least 0 and below 1; the same random gives the same order. */
export function newDeck(random: number): Deck {
  return { seed: Math.floor(random * 2 ** 32), round: 0, shown: [], recent: [] };
}

/** How many ids of tips that left the content are kept, in case the tips come back. */
const maxUnknownIds = 500;

/**
 * Draws a tip: none twice in a round, no two of one skill in a row if that is possible, and none
 * of the last quarter of the tips again. The same deck, tips and weights give the same tip, and
 * tips that are added, removed or reworded don't change the order of the others. `undefined` if
 * there are no tips.
 */
export function drawNext<Some extends Tip>(
  deck: Deck,
  tips: readonly Some[],
  weights: Weights = () => 1,
): { readonly tip: Some; readonly deck: Deck } | undefined {
  if (tips.length === 0) return undefined;
  const current = currentRound(deck, tips);
  const shown = new Set(current.shown);
  const left = tips.filter(({ id }) => !shown.has(id));
  const pause = Math.ceil(tips.length / 4);
  const tip = pick(current, left, pause, weights);
  return {
    tip,
    deck: {
      ...current,
      shown: trimShown([...current.shown, tip.id], tips),
      recent: [...current.recent, tip.id].slice(-pause),
    },
  };
}

/** The deck itself, or that of a new round if all tips were shown. */
function currentRound(deck: Deck, tips: readonly Tip[]): Deck {
  const shown = new Set(deck.shown);
  if (!tips.every(({ id }) => shown.has(id))) return deck;
  // Tips of skills that the plan doesn't have now still count when it has them again.
  const ids = new Set(tips.map(({ id }) => id));
  return { ...deck, round: deck.round + 1, shown: deck.shown.filter((id) => !ids.has(id)) };
}

function trimShown(shown: readonly string[], tips: readonly Tip[]): readonly string[] {
  const ids = new Set(tips.map(({ id }) => id));
  let surplus = shown.filter((id) => !ids.has(id)).length - maxUnknownIds;
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
  const keyed = candidates.map((tip) => ({
    tip,
    key: sortKey(`${draw} ${tip.id}`, weights(tip.skill)),
  }));
  return keyed.reduce((first, one) => (one.key < first.key ? one : first)).tip;
}

/** The skills whose tip may come now so that as few neighbours as possible share a skill. */
function bestSkills(left: readonly Tip[], last: string | undefined): ReadonlySet<string> {
  const counts = new Map<string, number>();
  for (const { skill } of left) counts.set(skill, (counts.get(skill) ?? 0) + 1);
  const [common, count] = [...counts].reduce((a, b) => (b[1] > a[1] ? b : a));
  const others = left.length - count;
  // A skill with more tips than all others together needs every second place from here on.
  if (count > others && common !== last) return new Set([common]);
  const rest = [...counts.keys()].filter((skill) => skill !== last);
  return new Set(rest.length > 0 ? rest : counts.keys());
}

/** The smallest key is drawn; its exponential distribution makes weights proportional. */
function sortKey(name: string, weight: number): number {
  const uniform = (hash(name) + 1) / (2 ** 32 + 1);
  return -Math.log(uniform) / (weight > 1 ? Math.min(3, weight) : 1);
}
