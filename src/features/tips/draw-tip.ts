import type { Library } from '../../content/library.ts';
import { plain } from '../../content/markdown.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Random } from '../../ports/random.ts';
import { put, type Store } from '../../ports/store.ts';
import { drawNext, newDeck, type Weights } from './deck.ts';
import { type DrawState, drawKey } from './keys.ts';
import type { Plan } from './plan.ts';
import { type Tip, tipOf } from './tip.ts';

/** The tips of these skills in the order of the library; of all skills if none is known. */
export function tipsOf(library: Library, skills: readonly string[] = []): readonly Tip[] {
  const entries = library.list('skill');
  const chosen = entries.filter(({ id }) => skills.includes(id));
  return (chosen.length > 0 ? chosen : entries).flatMap((entry) =>
    entry.kind === 'skill' ? entry.tips.map((tip) => tipOf(entry.id, plain(tip))) : [],
  );
}

/** The text of every tip, after the title of its skill, by the tip's id. */
export function tipTexts(library: Library): ReadonlyMap<string, string> {
  return new Map(
    tipsOf(library).map(({ id, skill, text }) => [
      id,
      `${library.find(skill)?.title ?? skill}: ${text}`,
    ]),
  );
}

type Deps = { readonly store: Store; readonly clock: Clock; readonly random: Random };

/**
 * Milliseconds. A tip can't be stopped in its last ten minutes, so the next one may be drawn then.
 * The extra minute is harmless: a tip counted as shown by mistake comes in the next round, while
 * one that isn't counted would come twice.
 */
const unstoppableWindow = 11 * 60_000;

/**
 * The tip of an occurrence, always the same one. A tip that was drawn for a past date counts as
 * shown; one that was drawn for a cancelled date is drawn again. `undefined` if the library has
 * no tip for the plan.
 */
export async function drawTip(
  { store, clock, random }: Deps,
  { workspace, plan, tips }: { workspace: string; plan: Plan; tips: readonly Tip[] },
  { occurrence, postAt }: { readonly occurrence: string; readonly postAt: number },
  weights: Weights,
): Promise<Tip | undefined> {
  const key = drawKey(workspace, plan.id);
  const seed = random();
  return store.update([key], (state) => {
    const known = state?.occurrence === occurrence && tips.find(({ id }) => id === state.tip);
    if (known) {
      const moved = { ...state, postAt };
      return { writes: state.postAt === postAt ? [] : [put(key, moved)], result: known };
    }
    const before = currentDeck(state, clock.now()) ?? newDeck(seed);
    const drawn = drawNext(before, tips, weights);
    if (!drawn) return { writes: [], result: undefined };
    const { tip, deck: after } = drawn;
    const next = { before, after, tip: tip.id, occurrence, postAt };
    return { writes: [put(key, next)], result: tip };
  });
}

/** The tip that would come next, without drawing it. */
export async function upcomingTip(
  { store, clock, random }: Deps,
  { workspace, plan, tips }: { workspace: string; plan: Plan; tips: readonly Tip[] },
  weights: Weights,
): Promise<Tip | undefined> {
  const state = await store.get(drawKey(workspace, plan.id));
  const isAhead = state?.postAt !== undefined && state.postAt * 1000 > clock.now();
  const drawn = isAhead ? tips.find(({ id }) => id === state.tip) : undefined;
  if (drawn) return drawn;
  return drawNext(currentDeck(state, clock.now()) ?? newDeck(random()), tips, weights)?.tip;
}

/** The date of the latest tip that was posted or can't be stopped any more. */
export async function lastPostedDate(
  { store, clock }: Pick<Deps, 'store' | 'clock'>,
  workspace: string,
  { id, isOn }: Pick<Plan, 'id' | 'isOn'>,
): Promise<string | undefined> {
  const state = await store.get(drawKey(workspace, id));
  return isOn && isPosted(state, clock.now()) ? state?.occurrence : undefined;
}

function isPosted(state: DrawState | undefined, now: number): boolean {
  return state?.postAt !== undefined && state.postAt * 1000 <= now + unstoppableWindow;
}

function currentDeck(state: DrawState | undefined, now: number) {
  return (isPosted(state, now) ? state?.after : undefined) ?? state?.before;
}
