import { byDetail } from './details.ts';
import type { Shoutout, Thanked, Thanks } from './shoutout.ts';

/** What becomes of a shout-out; `undefined` where this person may not do it, or where there is nothing to do. */
export type Transition = (before: Shoutout) => Shoutout | 'deleted' | undefined;

/** Details that were taken out of the form don't stay. */
const noDetails = byDetail(() => undefined);

const isThanked = ({ people }: Shoutout, user: string) => people.includes(user);

export const mayEdit = ({ from, state }: Shoutout, user: string): boolean =>
  user === from && state !== 'hidden';

export const mayDelete = ({ from }: Shoutout, user: string): boolean => user === from;

export const mayMakePrivate = (shoutout: Shoutout, user: string): boolean =>
  (shoutout.state === 'posted' || shoutout.state === 'waiting') &&
  (user === shoutout.from || isThanked(shoutout, user));

/**
 * Puts other words, skill or people in; `thanked` are the people now. Somebody new who is stricter than those before makes it
 * stricter; what was private stays so.
 */
export function edit(
  user: string,
  {
    thanks,
    thanked,
    now,
  }: { readonly thanks: Thanks; readonly thanked: readonly Thanked[]; readonly now: number },
): Transition {
  return (before) => {
    if (!mayEdit(before, user)) return undefined;
    const added = thanked.filter(({ id }) => !isThanked(before, id));
    const stricter = added.some(({ wish }) => wish === 'privately');
    // An agreement is one to the words that were seen: while it waits, all who want to be asked are asked anew.
    const toAsk = before.state === 'waiting' ? thanked : added;
    const asked = toAsk.filter(({ wish }) => wish === 'ask').map(({ id }) => id);
    const isOpen = before.state !== 'private' && !stricter;
    return {
      ...before,
      ...noDetails,
      ...thanks,
      state: isOpen ? (asked.length > 0 ? 'waiting' : 'posted') : 'private',
      asked: isOpen ? asked : [],
      retell: thanked.every(({ retell }) => retell),
      edited: now,
      seenBy: before.seenBy.filter((id) => !thanks.people.includes(id)),
    };
  };
}

export function makePrivate(user: string): Transition {
  return (before) =>
    mayMakePrivate(before, user) ? { ...before, state: 'private', asked: [] } : undefined;
}

export function deleteFor(user: string): Transition {
  return (before) => (mayDelete(before, user) ? 'deleted' : undefined);
}

/** A person who wanted to be asked first has decided. It is posted when nobody is left to ask, and private when one wants that. */
export function answerConsent(user: string, says: 'post' | 'private'): Transition {
  return (before) => {
    if (before.state !== 'waiting' || !before.asked.includes(user)) return undefined;
    if (says === 'private') return { ...before, state: 'private', asked: [] };
    const asked = before.asked.filter((id) => id !== user);
    return { ...before, asked, state: asked.length > 0 ? 'waiting' : 'posted' };
  };
}

/** Nobody answered for a week: it stays between giver and thanked. */
export const expireConsent: Transition = (before) =>
  before.state === 'waiting' ? { ...before, state: 'private', asked: [] } : undefined;

/** By an administrator. The giver and the thanked keep nothing that others could see. */
export const hide: Transition = (before) =>
  before.state === 'hidden' ? undefined : { ...before, state: 'hidden', asked: [] };

/** As many as a card can name. */
const mostWitnesses = 200;

/** `undefined` also for those who gave it or are thanked in it: they did not see it too, they were there. */
export function witness(user: string): Transition {
  return (before) => {
    const { from, seenBy, state } = before;
    if (state !== 'posted' || user === from || isThanked(before, user)) return undefined;
    if (seenBy.includes(user) || seenBy.length >= mostWitnesses) return undefined;
    return { ...before, seenBy: [...seenBy, user] };
  };
}

/** The card that shows it now, or none. */
export function setCard(card: Shoutout['card']): Transition {
  return ({ card: _, ...before }) => ({ ...before, ...(card ? { card } : {}) });
}
