import type { Action } from '../../../slack/router/feature.ts';
import type { ShoutoutDeps } from '../deps.ts';
import { changeRemoval, changeShoutout, findShoutout } from '../records/repository.ts';
import type { Shoutout } from '../shoutout.ts';
import { setCard } from '../transitions.ts';
import { announce } from './announce.ts';
import { callOutcome } from './call-outcome.ts';

/**
 * The shout-out of a card on which a button was pressed. A card that is not on record, because its
 * post was unconfirmed, is recorded; one that should not be visible is deleted.
 */
export async function shoutoutOfCard(
  deps: ShoutoutDeps,
  { workspace, channel, message }: Action<unknown>,
  id: string,
): Promise<Shoutout | undefined> {
  const shoutout = await findShoutout(deps, workspace, id);
  // A card is a message in the channel of its shout-out; a press elsewhere is none on it.
  if (!message || (shoutout && shoutout.channel !== channel)) return undefined;
  const place = { channel, ts: message.ts };
  const isPublic = shoutout?.state === 'posted' && shoutout.channel === channel;
  const isOnRecord = shoutout?.card?.ts === place.ts && shoutout.card.channel === channel;
  if (isPublic && isOnRecord) return shoutout;
  if (isPublic && shoutout.card) {
    // A second card, of a post that was unconfirmed.
    const slack = await deps.slacks(workspace);
    await callOutcome(slack.deleteMessage(place));
    return shoutout;
  }
  if (!shoutout)
    await changeRemoval(deps, workspace, id, (before, now) => ({
      ...(before ?? { since: now }),
      card: place,
    }));
  else if (!shoutout.card) await changeShoutout(deps, workspace, id, setCard(place));
  await announce(deps, workspace, id).all.catch(() => {});
  return isPublic ? findShoutout(deps, workspace, id) : undefined;
}
