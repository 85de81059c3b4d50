import { mapDetails } from './details.ts';
import {
  idsWith,
  isHeld,
  openState,
  type Pending,
  type Shoutout,
  showTime,
  type Thanked,
  type Thanks,
} from './shoutout.ts';

/** `undefined`: this person may not do it, or there is nothing to do. */
export type Transition = (before: Shoutout) => Shoutout | 'deleted' | undefined;

/** Clears the details, so that one removed in an edit doesn't stay. */
const noDetails = mapDetails(() => undefined);

const isThanked = ({ people }: Shoutout, user: string) => people.includes(user);

/** Whether a person gave it or is thanked in it. */
export const isPartOf = (shoutout: Shoutout, user: string): boolean =>
  user === shoutout.from || isThanked(shoutout, user);

/** Whether a person hears of it in a direct message: who is thanked or, when it is hidden, its giver. */
export const isToHear = (shoutout: Shoutout, user: string): boolean =>
  isThanked(shoutout, user) || (shoutout.state === 'hidden' && user === shoutout.from);

export const mayEdit = ({ from, state }: Shoutout, user: string): boolean =>
  user === from && state !== 'hidden';

const mayDelete = ({ from }: Shoutout, user: string): boolean => user === from;

const mayMakePrivate = (shoutout: Shoutout, user: string): boolean =>
  (shoutout.state === 'posted' || shoutout.state === 'waiting') && isPartOf(shoutout, user);

type Edit = {
  readonly thanks: Thanks;
  /** The people in `thanks` with their wishes. */
  readonly thanked: readonly Thanked[];
  /** Milliseconds since 1970. */
  readonly now: number;
};

/**
 * The wishes of the people in the new version decide: words that a person who wants to be asked has
 * not agreed to are never `posted`, whoever agreed to earlier ones. Who declined isn't asked again.
 * A private shout-out stays private. A version that reads like the one before changes nothing.
 */
export function edit(user: string, { thanks, thanked, now }: Edit): Transition {
  return (before) => {
    if (!mayEdit(before, user)) return undefined;
    const after = { ...before, ...noDetails, ...thanks };
    if (readsAlike(before, after)) return before;
    const wasAsked = ({ id }: Thanked) => before.asked.includes(id) || before.agreed.includes(id);
    const isOpen = before.state !== 'private';
    const remain = before.declined.filter((id) => id === user || thanks.people.includes(id));
    const declined = isOpen ? union(remain, idsWith(thanked, 'privately')) : remain;
    const asked = thanked
      .filter((one) => one.wish === 'ask' || wasAsked(one))
      .map(({ id }) => id)
      .filter((id) => isOpen && !declined.includes(id));
    const added = thanked.filter(({ id }) => !before.people.includes(id));
    const isNew = before.showAt !== undefined && before.showAt > now;
    const showAt = isOpen ? showTime(isNew ? thanked : added, now) : undefined;
    const { askedAt: _, showAt: __, ...rest } = after;
    return {
      ...rest,
      ...(showAt === undefined ? {} : { showAt }),
      state: isOpen ? openState({ ...rest, asked, declined, showAt }, now) : 'private',
      asked,
      agreed: [],
      declined,
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

/**
 * Everybody sees that a card goes. While it waits, nobody can tell that a thanked person declined.
 */
export function makePrivate(user: string): Transition {
  return (before) => {
    if (!mayMakePrivate(before, user)) return undefined;
    if (before.state === 'waiting' && user !== before.from) return decline(before, user);
    const declined = union(before.declined, [user]);
    return { ...before, state: 'private', asked: [], declined };
  };
}

function decline(before: Shoutout, user: string): Shoutout | undefined {
  if (before.declined.includes(user)) return undefined;
  return { ...without(before, user), declined: [...before.declined, user] };
}

/** Without what a person has answered. */
function without(before: Shoutout, user: string): Shoutout {
  const [asked, agreed, declined] = [before.asked, before.agreed, before.declined].map((ids) =>
    ids.filter((id) => id !== user),
  ) as [string[], string[], string[]];
  return { ...before, asked, agreed, declined };
}

const union = (some: readonly string[], others: readonly string[]): string[] => [
  ...new Set([...some, ...others]),
];

/** Whether a person may have it shown: who declined may take that back, and nobody for them. */
export const mayShowAgain = ({ state, channel, declined }: Shoutout, user: string): boolean =>
  channel !== undefined && (state === 'private' || state === 'waiting') && declined.includes(user);

type Showing = {
  /** The people thanked with their wishes. */
  readonly thanked: readonly Thanked[];
  readonly now: number;
};

/** Takes a "no" back. Others who want to be asked, and haven't agreed, are asked again. */
export function showAgain(user: string, { thanked, now }: Showing): Transition {
  return (before) => {
    if (!mayShowAgain(before, user)) return undefined;
    const rest = without(before, user);
    const agreed = isThanked(before, user) ? [...rest.agreed, user] : rest.agreed;
    const isOpen = (id: string) => !agreed.includes(id) && !rest.declined.includes(id);
    if (before.state === 'waiting') {
      const state = openState(rest, now);
      return { ...rest, agreed, state };
    }
    const declined = [...rest.declined, ...idsWith(thanked, 'privately').filter(isOpen)];
    const asked = idsWith(thanked, 'ask').filter(isOpen);
    const { showAt: _, ...shown } = rest;
    const state = openState({ ...shown, asked, declined }, now);
    return { ...shown, agreed, declined, asked, state, askedAt: now };
  };
}

/** Shows a card that waited for a person thanked for the first time, unless they chose otherwise. */
export function release({ thanked, now }: Showing): Transition {
  return ({ showAt, ...before }) => {
    if (before.state !== 'waiting' || showAt === undefined || showAt > now) return undefined;
    const after = withWishes(before, thanked);
    return { ...after, state: openState(after, now) };
  };
}

/** With what the people thanked have chosen since, of those who haven't answered for this one. */
function withWishes(before: Shoutout, thanked: readonly Thanked[]): Shoutout {
  const isOpen = (id: string) => !before.agreed.includes(id) && !before.declined.includes(id);
  const declined = union(before.declined, idsWith(thanked, 'privately').filter(isOpen));
  const asked = union(before.asked, idsWith(thanked, 'ask').filter(isOpen)).filter(
    (id) => !declined.includes(id),
  );
  return { ...before, asked, declined };
}

/**
 * Brings what nobody has to answer any more into the channel, with a bundle whose first message is
 * `thread`; the rest waits for the next one. `isOver`: there are no more bundles.
 */
export function leaveBundle({ thanked, now, thread, isOver }: Leaving): Transition {
  return (before) => {
    if (!isHeld(before)) return undefined;
    const { bundled: _, ...after } = withWishes(before, thanked);
    const state = openState(after, now);
    if (state === 'waiting') return isOver ? after : { ...after, bundled: true };
    return { ...after, state, shownAt: now, ...(thread === undefined ? {} : { thread }) };
  };
}

type Leaving = Showing & { readonly thread?: string | undefined; readonly isOver: boolean };

/** For bringing its messages up to date once more. */
export function mayRepeat(user: string): Transition {
  return (before) => (isPartOf(before, user) ? before : undefined);
}

export function deleteFor(user: string): Transition {
  return (before) => (mayDelete(before, user) ? 'deleted' : undefined);
}

/** Posts the shout-out when the last person has agreed; one "no" keeps it from the channel. */
export function answerConsent(
  user: string,
  answer: 'post' | 'private',
  now: number = Number.POSITIVE_INFINITY,
): Transition {
  return (before) => {
    if (before.state !== 'waiting' || !isThanked(before, user)) return undefined;
    if (answer === 'private') return decline(before, user);
    if (!before.asked.includes(user)) return undefined;
    const after = without(before, user);
    return { ...after, agreed: [...after.agreed, user], state: openState(after, now) };
  };
}

/** Makes a shout-out private whose consent was not given in time. */
export const expireConsent: Transition = (before) =>
  before.state === 'waiting'
    ? { ...before, state: 'private', asked: [], declined: union(before.declined, before.asked) }
    : undefined;

/** By an administrator: only the giver still sees that it existed. */
export const hide: Transition = (before) =>
  before.state === 'hidden' ? undefined : { ...before, state: 'hidden', asked: [] };

const maxWitnesses = 200;

/** Adds a person who saw it too; not the giver or anybody thanked, who were part of it. */
export function witness(user: string): Transition {
  return (before) => {
    const { seenBy, state } = before;
    if (state !== 'posted' || isPartOf(before, user)) return undefined;
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

/** Slack has not posted the card, as the message whose thread it belongs in is gone. */
export const withoutThread: Transition = ({ posting: _, thread: __, ...before }) => before;

/** All messages about it show this change, or Slack refused the card for good with this error. */
export function finishChange(change: string, refused: string | undefined): Transition {
  return ({ pending, ...before }) =>
    pending?.change === change ? { ...before, ...(refused ? { refused } : {}) } : undefined;
}

/** The person who gave it looked, and it isn't in the channel. */
export function requestCard(user: string): Transition {
  return ({ posting: _, thread: __, ...before }) =>
    before.from === user && before.state === 'posted' && !before.card ? before : undefined;
}
