import { mapDetails } from './details.ts';
import type { Pending, Shoutout, Thanked, Thanks } from './shoutout.ts';

/** `undefined`: this person may not do it, or there is nothing to do. */
export type Transition = (before: Shoutout) => Shoutout | 'deleted' | undefined;

/** Clears the details, so that one removed in an edit doesn't stay. */
const noDetails = mapDetails(() => undefined);

const isThanked = ({ people }: Shoutout, user: string) => people.includes(user);

export const mayEdit = ({ from, state }: Shoutout, user: string): boolean =>
  user === from && state !== 'hidden';

const mayDelete = ({ from }: Shoutout, user: string): boolean => user === from;

const mayMakePrivate = (shoutout: Shoutout, user: string): boolean =>
  (shoutout.state === 'posted' || shoutout.state === 'waiting') &&
  (user === shoutout.from || isThanked(shoutout, user));

type Edit = {
  readonly thanks: Thanks;
  /** The people in `thanks` with their wishes. */
  readonly thanked: readonly Thanked[];
  /** Milliseconds since 1970. */
  readonly now: number;
};

/**
 * The strictest wish of the people in the new version decides: words that a person who wants to be
 * asked has not agreed to are never `posted`, whoever agreed to earlier ones. A private shout-out
 * stays private. A version that reads like the one before changes nothing.
 */
export function edit(user: string, { thanks, thanked, now }: Edit): Transition {
  return (before) => {
    if (!mayEdit(before, user)) return undefined;
    const after = { ...before, ...noDetails, ...thanks };
    if (readsAlike(before, after)) return before;
    const wasAsked = ({ id }: Thanked) => before.asked.includes(id) || before.agreed.includes(id);
    const isOpen = before.state !== 'private' && thanked.every(({ wish }) => wish !== 'privately');
    const asked = thanked.filter((one) => one.wish === 'ask' || wasAsked(one)).map(({ id }) => id);
    return {
      ...after,
      state: isOpen ? (asked.length > 0 ? 'waiting' : 'posted') : 'private',
      asked: isOpen ? asked : [],
      agreed: [],
      retell: thanked.every(({ retell }) => retell),
      // Later than any before, because it names the version that people agree to.
      edited: Math.max(now, (before.edited ?? 0) + 1),
      seenBy: before.seenBy.filter((id) => !thanks.people.includes(id)),
    };
  };
}

/** Whether two versions show the same in a card. */
export function readsAlike(one: Shoutout, other: Shoutout): boolean {
  const shown = ({ people, skill, text, ...rest }: Shoutout) =>
    JSON.stringify([people, skill, text, mapDetails((name) => rest[name] ?? '')]);
  return shown(one) === shown(other);
}

export function makePrivate(user: string): Transition {
  return (before) =>
    mayMakePrivate(before, user) ? { ...before, state: 'private', asked: [] } : undefined;
}

/** For bringing its messages up to date once more. */
export function mayRepeat(user: string): Transition {
  return (before) => (user === before.from || isThanked(before, user) ? before : undefined);
}

export function deleteFor(user: string): Transition {
  return (before) => (mayDelete(before, user) ? 'deleted' : undefined);
}

/** Posts the shout-out when the last person has agreed; one refusal makes it private. */
export function answerConsent(user: string, answer: 'post' | 'private'): Transition {
  return (before) => {
    if (before.state !== 'waiting' || !before.asked.includes(user)) return undefined;
    if (answer === 'private') return { ...before, state: 'private', asked: [] };
    const asked = before.asked.filter((id) => id !== user);
    const agreed = [...before.agreed, user];
    return { ...before, asked, agreed, state: asked.length > 0 ? 'waiting' : 'posted' };
  };
}

/** Makes a shout-out private whose consent was not given in time. */
export const expireConsent: Transition = (before) =>
  before.state === 'waiting' ? { ...before, state: 'private', asked: [] } : undefined;

/** By an administrator: only the giver still sees that it existed. */
export const hide: Transition = (before) =>
  before.state === 'hidden' ? undefined : { ...before, state: 'hidden', asked: [] };

const maxWitnesses = 200;

/** Adds a person who saw it too; not the giver or anybody thanked, who were part of it. */
export function witness(user: string): Transition {
  return (before) => {
    const { from, seenBy, state } = before;
    if (state !== 'posted' || user === from || isThanked(before, user)) return undefined;
    if (seenBy.includes(user) || seenBy.length >= maxWitnesses) return undefined;
    return { ...before, seenBy: [...seenBy, user] };
  };
}

export function removeWitness(user: string): Transition {
  return (before) => {
    if (!before.seenBy.includes(user)) return undefined;
    return { ...before, seenBy: before.seenBy.filter((id) => id !== user) };
  };
}

/** Records the message that shows it, whatever it says, or that there is none. */
export function setCard(card: Shoutout['card']): Transition {
  return ({ card: _, posting: __, pending, ...before }) => ({
    ...before,
    ...(card ? { card } : {}),
    ...(pending ? { pending: withCard(pending, card && 'change') } : {}),
  });
}

/** The card was deleted, as nobody agreed to it yet; if they have since, it is posted again. */
export const cardRemoved: Transition = (before) => {
  const { card: _, posting: __, pending, ...rest } = before;
  const isToPost = before.state === 'posted';
  return {
    ...rest,
    ...(pending ? { pending: withCard(pending, isToPost ? 'post' : undefined) } : {}),
  };
};

/** Records the card as of this change. A later one, if there is one, still has to be shown. */
export function cardShown(card: NonNullable<Shoutout['card']>, change: string): Transition {
  return (before) => {
    const after = setCard(card)(before);
    if (!after || after === 'deleted' || after.pending?.change !== change) return after;
    return { ...after, pending: withCard(after.pending, undefined) };
  };
}

function withCard({ card: _, ...pending }: Pending, card: Pending['card']): Pending {
  return { ...pending, ...(card ? { card } : {}) };
}

/** Notes that the card is being posted, so that nobody else posts it. */
export function beginPosting(change: string, now: number): Transition {
  return (before) => {
    const { card, pending, posting, state } = before;
    const isDue = pending?.change === change && pending.card === 'post' && state === 'posted';
    return isDue && !card && posting === undefined ? { ...before, posting: now } : undefined;
  };
}

/** Slack has certainly not posted the card. */
export const notPosted: Transition = ({ posting: _, ...before }) => before;

/** All messages about it show this change, or Slack refused the card for good with this error. */
export function finishChange(change: string, refused: string | undefined): Transition {
  return ({ pending, ...before }) =>
    pending?.change === change ? { ...before, ...(refused ? { refused } : {}) } : undefined;
}

/** The person who gave it looked, and it isn't in the channel. */
export function requestCard(user: string): Transition {
  return ({ posting: _, ...before }) =>
    before.from === user && before.state === 'posted' && !before.card ? before : undefined;
}
