import type { Weekday } from '../../../calendar/rule.ts';
import { put } from '../../../ports/store.ts';
import type { TipDeps } from '../deps.ts';
import { type Presses, pressesKey } from '../keys.ts';
import type { Plan } from '../plan.ts';

/** A person's own tips in a row without a press, after which the app offers two a week, once. */
const maxUnpressed = 5;

/** Milliseconds. In its last ten minutes a message can't be stopped any more. */
const unstoppableWindow = 10 * 60_000;

type Due = { readonly date: string; readonly postAt: number };

const noTips: Presses = { tips: [] };

/** Whether a tip has come by `now` (ms), or can't be stopped. */
const hasCome = ({ postAt }: Due, now: number): boolean => postAt * 1000 <= now + unstoppableWindow;

/**
 * Counts a tip of a person's own plan, and says whether it makes the offer. The same tip may be
 * counted again; one that was counted and cancelled before it came is forgotten.
 * @public Tested by itself.
 */
export function withTip(
  { tips, offer }: Presses,
  due: Due,
  now: number,
): { readonly presses: Presses; readonly isOffered: boolean } {
  const before = tips.filter((tip) => tip.date !== due.date && hasCome(tip, now));
  const isMade = offer !== undefined && offer.date !== due.date && hasCome(offer, now);
  const isOffered = !isMade && (offer?.date === due.date || before.length >= maxUnpressed);
  const kept = isMade ? { offer } : {};
  return {
    presses: {
      tips: [...before, due].slice(-maxUnpressed - 1),
      ...(isOffered ? { offer: due } : kept),
    },
    isOffered,
  };
}

/**
 * After a press: the count starts anew, and an offer that is still to come is taken back.
 * @public Tested by itself.
 */
export function withPress(
  { tips, offer }: Presses,
  now: number,
): { readonly presses: Presses; readonly isOfferGone: boolean } {
  const isMade = offer !== undefined && hasCome(offer, now);
  return {
    presses: {
      tips: tips.filter((tip) => !hasCome(tip, now)),
      ...(isMade ? { offer } : {}),
    },
    isOfferGone: offer !== undefined && !isMade,
  };
}

/** Two days of several, about as far apart as they can be. */
export function twoOf(days: readonly Weekday[]): readonly Weekday[] {
  const sorted = [...days].sort((a, b) => a - b);
  if (sorted.length <= 2) return sorted;
  const first = Math.floor((sorted.length - 1) / 4);
  const apart = Math.max(2, Math.floor(sorted.length / 2));
  return sorted.filter((_, at) => at === first || at === first + apart);
}

/** Whether the tip of this date offers two a week. */
export async function offersTwo(
  { store, clock }: Pick<TipDeps, 'store' | 'clock'>,
  workspace: string,
  { id, rule }: Plan,
  due: Due,
): Promise<boolean> {
  if (rule.days.length <= 2) return false;
  const key = pressesKey(workspace, id);
  return store.update([key], (before = noTips) => {
    const { presses, isOffered } = withTip(before, due, clock.now());
    const isSame = JSON.stringify(presses) === JSON.stringify(before);
    return { writes: isSame ? [] : [put(key, presses)], result: isOffered };
  });
}

/** Notes a press. True if the tip that is queued must not make the offer any more. */
export async function forgetTips(
  { store, clock }: Pick<TipDeps, 'store' | 'clock'>,
  workspace: string,
  user: string,
): Promise<boolean> {
  const key = pressesKey(workspace, user);
  const now = clock.now();
  const known = await store.get(key);
  // Most presses change nothing, and cost one read.
  if (!known?.tips.some((tip) => hasCome(tip, now))) return false;
  return store.update([key], (before = noTips) => {
    const { presses, isOfferGone } = withPress(before, now);
    return { writes: [put(key, presses)], result: isOfferGone };
  });
}
