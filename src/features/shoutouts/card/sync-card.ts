import type { Slack } from '../../../ports/slack.ts';
import type { Action } from '../../../slack/router/feature.ts';
import type { ShoutoutDeps } from '../deps.ts';
import { changeShoutout, findShoutout } from '../records/repository.ts';
import type { Shoutout } from '../shoutout.ts';
import { deleteFor, mayDelete, setCard } from '../transitions.ts';
import { type CallOutcome, callOutcome, isGone } from './call-outcome.ts';
import { cardMessage } from './card.ts';

/**
 * `none`: there is no card and none is needed. `gone`: somebody deleted the card in Slack; the
 * shout-out stays without one.
 */
export type CardOutcome = CallOutcome | { readonly kind: 'none' | 'gone' };

/** Serializes updates of a shout-out's messages, so that the last one shows its current state. */
export const cardLock = (workspace: string, id: string): string => `${workspace}/showing/${id}`;

/**
 * Brings the card in the channel up to date: updates it, deletes it or, where `post` is true and
 * there is none, posts it.
 *
 * A shout-out is stored before it is posted, because Slack can't be asked to post something only
 * once. After a crash in between, or an unconfirmed post, it has no card on record. It is never
 * posted again automatically, so there are never two cards; the giver finds it under /care me and
 * can post it from there. An unrecorded card is recorded when one of its buttons is pressed.
 */
export function syncCard(
  deps: ShoutoutDeps,
  workspace: string,
  id: string,
  { post }: { readonly post: boolean },
): Promise<CardOutcome> {
  return deps.store.withLock(cardLock(workspace, id), async () => {
    const shoutout = await findShoutout(deps, workspace, id);
    if (!shoutout) return { kind: 'none' };
    const slack = await deps.slacks(workspace);
    const { card, channel, state } = shoutout;
    if (state !== 'posted' || !channel) return card ? deleteCard(slack, card) : { kind: 'none' };
    const message = cardMessage(deps, deps.content(), shoutout);
    if (card) return forgetIfGone(await callOutcome(slack.update(card, message)));
    if (!post) return { kind: 'none' };
    const posted = slack.post({ channel }, message);
    const outcome = await callOutcome(posted);
    if (outcome.kind === 'done') await recordCard(await posted);
    return outcome;
  });

  async function deleteCard(
    slack: Slack,
    card: NonNullable<Shoutout['card']>,
  ): Promise<CardOutcome> {
    const outcome = await callOutcome(slack.deleteMessage(card));
    if (outcome.kind === 'done') await recordCard(undefined);
    return forgetIfGone(outcome);
  }

  async function forgetIfGone(outcome: CallOutcome): Promise<CardOutcome> {
    if (!isGone(outcome)) return outcome;
    await recordCard(undefined);
    return { kind: 'gone' };
  }

  function recordCard(card: Shoutout['card']) {
    return changeShoutout(deps, workspace, id, setCard(card));
  }
}

/** Whether the card is in the channel, or none is needed, after updates in progress are done. */
export async function isShown(
  { store }: Pick<ShoutoutDeps, 'store'>,
  workspace: string,
  { id }: Shoutout,
): Promise<boolean> {
  const current = await store.withLock(cardLock(workspace, id), () =>
    findShoutout({ store }, workspace, id),
  );
  return current !== undefined && (current.state !== 'posted' || current.card !== undefined);
}

/** `stuck`: Slack didn't delete the card, so nothing was changed. */
type DeleteOutcome = 'deleted' | 'stuck' | 'not-allowed' | 'gone';

/** Deletes a shout-out for a person: its card first, as only the record knows where that is. */
export function deleteWithCard(
  deps: ShoutoutDeps,
  workspace: string,
  { id, user }: { readonly id: string; readonly user: string },
): Promise<DeleteOutcome> {
  return deps.store.withLock(cardLock(workspace, id), async () => {
    const shoutout = await findShoutout(deps, workspace, id);
    if (!shoutout) return 'gone';
    if (!mayDelete(shoutout, user)) return 'not-allowed';
    const { card } = shoutout;
    const slack = await deps.slacks(workspace);
    const outcome: CallOutcome = card
      ? await callOutcome(slack.deleteMessage(card))
      : { kind: 'done' };
    if (outcome.kind !== 'done' && !isGone(outcome)) return 'stuck';
    await changeShoutout(deps, workspace, id, deleteFor(user));
    return 'deleted';
  });
}

/**
 * The shout-out of a card on which a button was pressed. A card that is not on record, because its
 * post was unconfirmed, is recorded; one that should no longer be visible is deleted.
 */
export async function shoutoutOfCard(
  deps: ShoutoutDeps,
  { workspace, channel, message }: Action<unknown>,
  id: string,
): Promise<Shoutout | undefined> {
  const shoutout = await findShoutout(deps, workspace, id);
  if (!message) return shoutout;
  const place = { channel, ts: message.ts };
  const isPublic = shoutout?.state === 'posted' && shoutout.channel === channel;
  if (isPublic && shoutout.card) return shoutout;
  if (isPublic) {
    const changed = await changeShoutout(deps, workspace, id, setCard(place));
    return changed.kind === 'changed' ? changed.after : shoutout;
  }
  const slack = await deps.slacks(workspace);
  await slack.deleteMessage(place).catch(() => {});
  return undefined;
}
