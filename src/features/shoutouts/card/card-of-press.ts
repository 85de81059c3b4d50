import type { Action } from '../../../slack/router/feature.ts';
import type { ShoutoutDeps } from '../deps.ts';
import { changeShoutout, findShoutout } from '../records/repository.ts';
import type { Shoutout } from '../shoutout.ts';
import { setCard } from '../transitions.ts';

/**
 * The shout-out of a pressed card. A card that we never heard of, because its post was unsure, is the card from now on; one that
 * shows what nobody should see any more is taken away.
 */
export async function shoutoutOfCard(
  parts: ShoutoutDeps,
  { workspace, channel, message: pressed }: Action,
  id: string,
): Promise<Shoutout | undefined> {
  const shoutout = await findShoutout(parts, workspace, id);
  if (!pressed) return shoutout;
  const at = { channel, ts: pressed.ts };
  const isPublic = shoutout?.state === 'posted' && shoutout.channel === channel;
  if (isPublic && shoutout.card) return shoutout;
  if (isPublic) {
    const changed = await changeShoutout(parts, workspace, id, setCard(at));
    return changed.kind === 'changed' ? changed.after : shoutout;
  }
  const slack = await parts.slacks(workspace);
  await slack.deleteMessage(at).catch(() => {});
  return undefined;
}
