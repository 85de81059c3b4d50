import { removeIfBare } from '../bundle/first-message.ts';
import type { ShoutoutDeps } from '../deps.ts';
import { changeRemoval, changeShoutout, findRemoval, findShoutout } from '../records/repository.ts';
import type { Shoutout } from '../shoutout.ts';
import {
  beginPosting,
  cardRemoved,
  cardShown,
  notPosted,
  setCard,
  type Transition,
  withoutThread,
} from '../transitions.ts';
import { type CallOutcome, callOutcome, finalRefusal, isGone, turnToPost } from './call-outcome.ts';
import { cardMessage } from './card.ts';

/**
 * `none`: there is no card and none is needed. `gone`: somebody deleted the card in Slack; the
 * shout-out stays without one. `unknown`: a card may be in the channel, and is not on record.
 */
export type CardOutcome = CallOutcome | { readonly kind: 'none' | 'gone' | 'unknown' };

/** Serializes updates of a shout-out's messages, so that the last one shows its current state. */
export const cardLock = (workspace: string, id: string): string => `${workspace}/showing/${id}`;

/** More rounds than changes that happen at the same time. */
const maxRounds = 10;

/** A post noted longer ago (milliseconds) is not made: others may take it for lost. */
const maxNoteAge = 10_000;

/**
 * Brings the card in the channel up to date with the record: posts, changes or deletes it.
 *
 * Slack can't be asked to post something only once, so the post is noted before. After a crash in
 * between, or an unconfirmed post, the card may be in the channel. It is never posted again
 * automatically, so there are never two cards; the giver finds it under /care me and can post it
 * from there. An unrecorded card is recorded when one of its buttons is pressed.
 */
export function syncCard(
  deps: ShoutoutDeps,
  workspace: string,
  id: string,
  { lockTimeout }: { readonly lockTimeout?: number } = {},
): Promise<CardOutcome> {
  const lock = cardLock(workspace, id);
  return deps.store.withLock(
    lock,
    async () => {
      for (let round = 0; round < maxRounds; round += 1) {
        const outcome = await syncOnce();
        if (outcome) return outcome;
      }
      return { kind: 'failed' };
    },
    lockTimeout,
  );

  /** `undefined` if it was changed meanwhile. */
  async function syncOnce(): Promise<CardOutcome | undefined> {
    const shoutout = await findShoutout(deps, workspace, id);
    if (!shoutout) return removeDeleted();
    const { card, channel, state, posting, pending } = shoutout;
    if (state === 'posted' && channel) {
      if (!pending?.card) return { kind: card ? 'done' : 'none' };
      const inLanguage = (show: () => Promise<CardOutcome | undefined>) =>
        deps.inLanguageOf({ workspace, id: channel }, show);
      if (card) return inLanguage(() => update(shoutout, card));
      if (pending.card !== 'post') return { kind: 'none' };
      return posting === undefined
        ? inLanguage(() => post(channel, pending.change))
        : { kind: 'unknown' };
    }
    if (!card) return posting === undefined ? afterRemoval(shoutout, 'none') : { kind: 'unknown' };
    const outcome = await deleted(card);
    if (!isAway(outcome)) return outcome;
    const forgotten = await change(cardRemoved);
    const isAgreedSince = forgotten.kind === 'changed' && forgotten.after?.state === 'posted';
    return isAgreedSince ? undefined : afterRemoval(shoutout, 'done');
  }

  async function removeDeleted(): Promise<CardOutcome> {
    const removal = await findRemoval(deps, workspace, id);
    if (!removal) return { kind: 'none' };
    if (!removal.card)
      return removal.posting === undefined ? afterRemoval(removal, 'none') : { kind: 'unknown' };
    const outcome = await deleted(removal.card);
    if (!isAway(outcome)) return outcome;
    await changeRemoval(deps, workspace, id, (before) => {
      const { card: _, posting: __, ...rest } = before ?? removal;
      return rest;
    });
    return afterRemoval(removal, 'done');
  }

  /** Takes the first message of its bundle out as well, if this was the last card there. */
  async function afterRemoval(
    { channel, thread: ts }: Pick<Shoutout, 'channel' | 'thread'>,
    kind: 'none' | 'done',
  ): Promise<CardOutcome> {
    if (channel === undefined || ts === undefined) return { kind };
    const outcome = await removeIfBare(deps, { workspace, channel, ts });
    return isAway(outcome) || finalRefusal(outcome, 0) ? { kind } : outcome;
  }

  async function update(
    { pending, ...shoutout }: Shoutout,
    card: NonNullable<Shoutout['card']>,
  ): Promise<CardOutcome | undefined> {
    const message = cardMessage(deps, deps.content(), shoutout);
    const slack = await deps.slacks(workspace);
    const outcome = await callOutcome(slack.update(card, message));
    if (isGone(outcome)) {
      await change(setCard(undefined));
      await afterRemoval(shoutout, 'done');
      return { kind: 'gone' };
    }
    if (outcome.kind !== 'done') return outcome;
    const current = await findShoutout(deps, workspace, id);
    // Changed while it was shown: what was shown is not what it is.
    return current?.pending?.change === pending?.change ? outcome : undefined;
  }

  async function post(channel: string, noted: string): Promise<CardOutcome | undefined> {
    const slack = await deps.slacks(workspace);
    const turn = await turnToPost(slack);
    if (turn.kind !== 'done') return turn;
    const since = deps.clock.now();
    const begun = await change(beginPosting(noted, since));
    if (begun.kind !== 'changed' || !begun.after) return undefined;
    if (deps.clock.now() - since > maxNoteAge) {
      await change(notPosted);
      return { kind: 'failed' };
    }
    const { thread } = begun.after;
    const shown = cardMessage(deps, deps.content(), begun.after);
    const posted = slack.post({ channel, thread }, shown);
    const outcome = await callOutcome(posted);
    if (outcome.kind === 'unsure') return { kind: 'unknown' };
    if (outcome.kind === 'refused' && outcome.code === 'thread_not_found') {
      await change(withoutThread);
      return undefined;
    }
    if (outcome.kind !== 'done') {
      await change(notPosted);
      return outcome;
    }
    const card = await posted;
    const recorded = await change(cardShown(card, noted));
    // Deleted while it was posted: the card has to go as well.
    if (recorded.kind === 'gone')
      await changeRemoval(deps, workspace, id, (before, now) => ({
        ...(before ?? { since: now }),
        card,
      }));
    const isCurrent =
      recorded.kind === 'changed' &&
      recorded.after?.state === 'posted' &&
      recorded.after.pending?.change === noted;
    return isCurrent ? outcome : undefined;
  }

  async function deleted(card: NonNullable<Shoutout['card']>): Promise<CallOutcome> {
    const slack = await deps.slacks(workspace);
    return callOutcome(slack.deleteMessage(card));
  }

  function change(transition: Transition) {
    return changeShoutout(deps, workspace, id, transition);
  }
}

const isAway = (outcome: CallOutcome): boolean => outcome.kind === 'done' || isGone(outcome);

/** Whether the card is in the channel, or none is needed, after updates in progress are done. */
export async function isCardInPlace(
  { store }: Pick<ShoutoutDeps, 'store'>,
  workspace: string,
  { id }: Shoutout,
): Promise<boolean> {
  const current = await store.withLock(cardLock(workspace, id), () =>
    findShoutout({ store }, workspace, id),
  );
  return current !== undefined && (current.state !== 'posted' || current.card !== undefined);
}
