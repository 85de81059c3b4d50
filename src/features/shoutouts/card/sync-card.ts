import type { Slack } from '../../../ports/slack.ts';
import type { ShoutoutDeps } from '../deps.ts';
import { changeShoutout, findShoutout } from '../records/repository.ts';
import type { Shoutout } from '../shoutout.ts';
import { deleteFor, mayDelete, setCard } from '../transitions.ts';
import { type CallOutcome, callOutcome, isGone } from './call-outcome.ts';
import { cardMessage } from './card.ts';

/** `none`: there is none, and none is wanted. `gone`: there was one, and somebody deleted it; the shout-out stays without. */
export type CardOutcome = CallOutcome | { readonly kind: 'none' | 'gone' };

/** One at a time does what others can see of a shout-out, so that the last one shows what it is now. */
export const cardLock = (workspace: string, id: string): string => `${workspace}/showing/${id}`;

/**
 * Makes the card in the channel what the shout-out is now: changed, taken away, or, where `post` is true and there is none,
 * posted.
 *
 * A shout-out is kept first and shown then, because Slack has no way to say "post this once". Whoever dies in between, or doesn't hear
 * whether Slack posted it, leaves one without a card. It is never posted again by itself, so there are no two cards; and it
 * is not lost: whoever gave it sees it under /care me, and shows it again with one press if the channel doesn't have it.
 * A card whose message we never heard of is known again at the first press of one of its buttons.
 */
export function syncCard(
  parts: ShoutoutDeps,
  workspace: string,
  id: string,
  { post }: { readonly post: boolean },
): Promise<CardOutcome> {
  return parts.store.withLock(cardLock(workspace, id), async () => {
    const shoutout = await findShoutout(parts, workspace, id);
    if (!shoutout) return { kind: 'none' };
    const slack = await parts.slacks(workspace);
    const { card, channel, state } = shoutout;
    if (state !== 'posted' || !channel) return card ? takeAway(slack, card) : { kind: 'none' };
    const message = cardMessage(parts, parts.content(), shoutout);
    if (card) return afterwards(await callOutcome(slack.update(card, message)));
    if (!post) return { kind: 'none' };
    const posted = slack.post({ channel }, message);
    const outcome = await callOutcome(posted);
    if (outcome.kind === 'done') await keep(await posted);
    return outcome;
  });

  async function takeAway(slack: Slack, card: NonNullable<Shoutout['card']>): Promise<CardOutcome> {
    const outcome = await callOutcome(slack.deleteMessage(card));
    if (outcome.kind === 'done') await keep(undefined);
    return afterwards(outcome);
  }

  async function afterwards(outcome: CallOutcome): Promise<CardOutcome> {
    if (!isGone(outcome)) return outcome;
    await keep(undefined);
    return { kind: 'gone' };
  }

  function keep(card: Shoutout['card']) {
    return changeShoutout(parts, workspace, id, setCard(card));
  }
}

/** Whether all who should see it can, when nobody is at work on it any more. */
export async function isSeen(
  { store }: Pick<ShoutoutDeps, 'store'>,
  workspace: string,
  { id }: Shoutout,
): Promise<boolean> {
  const now = await store.withLock(cardLock(workspace, id), () =>
    findShoutout({ store }, workspace, id),
  );
  return now !== undefined && (now.state !== 'posted' || now.card !== undefined);
}

export type TakenDown = 'taken down' | 'stuck' | 'not theirs' | 'gone';

/**
 * Deletes a shout-out for a person: its card first, because the record is all that knows where that is. `stuck`: Slack would not take
 * the card away, so everything is as it was.
 */
export function takeDown(
  parts: ShoutoutDeps,
  workspace: string,
  { id, user }: { readonly id: string; readonly user: string },
): Promise<TakenDown> {
  return parts.store.withLock(cardLock(workspace, id), async () => {
    const shoutout = await findShoutout(parts, workspace, id);
    if (!shoutout) return 'gone';
    if (!mayDelete(shoutout, user)) return 'not theirs';
    const { card } = shoutout;
    const slack = await parts.slacks(workspace);
    const outcome: CallOutcome = card
      ? await callOutcome(slack.deleteMessage(card))
      : { kind: 'done' };
    if (outcome.kind !== 'done' && !isGone(outcome)) return 'stuck';
    await changeShoutout(parts, workspace, id, deleteFor(user));
    return 'taken down';
  });
}
