import type { Library } from '../../content/library.ts';
import { plain } from '../../content/markdown.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Random } from '../../ports/random.ts';
import { put, type Store } from '../../ports/store.ts';
import { newDeck, nextTip, type Weights } from './deck.ts';
import { type Dealing, dealingKey } from './keys.ts';
import type { Plan } from './plan.ts';
import { type Tip, tipOf } from './tip.ts';

/** All tips of these skills, in the order of the library. None, or only such as it has no more, stand for all skills. */
export function tipsOf(library: Library, skills: readonly string[] = []): readonly Tip[] {
  const entries = library.list('skill');
  const chosen = entries.filter(({ id }) => skills.includes(id));
  return (chosen.length > 0 ? chosen : entries).flatMap((entry) =>
    entry.kind === 'skill' ? entry.tips.map((tip) => tipOf(entry.id, plain(tip))) : [],
  );
}

type Parts = { readonly store: Store; readonly clock: Clock; readonly chance: Random };

type Occasion = { readonly occurrence: string; readonly postAt: number };

/**
 * In its last ten minutes a tip can't be stopped any more, and the one after it may be dealt then already. A minute more does no harm: a
 * tip that counts as shown and was not comes in the next round; one that counts the other way would come twice.
 */
const untouchable = 11 * 60_000;

/**
 * The tip of an occasion: the same one whenever it is asked for. What was dealt for a date that passed counts as shown; what was dealt
 * for one that was taken back is dealt again. `undefined` where the library has no tip for the plan.
 */
export async function dealtTip(
  { store, clock, chance }: Parts,
  { workspace, plan, tips }: { workspace: string; plan: Plan; tips: readonly Tip[] },
  { occurrence, postAt }: Occasion,
  weights: Weights,
): Promise<Tip | undefined> {
  const key = dealingKey(workspace, plan.id);
  const seed = chance();
  return store.update([key], (dealing) => {
    const known = dealing?.occurrence === occurrence && tips.find(({ id }) => id === dealing.tip);
    if (known) {
      const moved = { ...dealing, postAt };
      return { writes: dealing.postAt === postAt ? [] : [put(key, moved)], result: known };
    }
    const before = standing(dealing, clock.now()) ?? newDeck(seed);
    const dealt = nextTip(before, tips, weights);
    if (!dealt) return { writes: [], result: undefined };
    const { tip, deck: after } = dealt;
    const next = { before, after, tip: tip.id, occurrence, postAt };
    return { writes: [put(key, next)], result: tip };
  });
}

/** The tip that comes next as things are, without dealing it. */
export async function tipToCome(
  { store, clock, chance }: Parts,
  { workspace, plan, tips }: { workspace: string; plan: Plan; tips: readonly Tip[] },
  weights: Weights,
): Promise<Tip | undefined> {
  const dealing = await store.get(dealingKey(workspace, plan.id));
  const isAhead = dealing?.postAt !== undefined && dealing.postAt * 1000 > clock.now();
  const chosen = isAhead ? tips.find(({ id }) => id === dealing.tip) : undefined;
  if (chosen) return chosen;
  return nextTip(standing(dealing, clock.now()) ?? newDeck(chance()), tips, weights)?.tip;
}

/** The date of the last tip, where it came or can't be stopped any more. */
export async function lastShown(
  { store, clock }: Pick<Parts, 'store' | 'clock'>,
  workspace: string,
  { id, isOn }: Pick<Plan, 'id' | 'isOn'>,
): Promise<string | undefined> {
  const dealing = await store.get(dealingKey(workspace, id));
  return isOn && isShown(dealing, clock.now()) ? dealing?.occurrence : undefined;
}

function isShown(dealing: Dealing | undefined, now: number): boolean {
  return dealing?.postAt !== undefined && dealing.postAt * 1000 <= now + untouchable;
}

function standing(dealing: Dealing | undefined, now: number) {
  return (isShown(dealing, now) ? dealing?.after : undefined) ?? dealing?.before;
}
