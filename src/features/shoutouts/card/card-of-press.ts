import type { Press } from '../../../slack/router/feature.ts';
import type { Shoutouts } from '../deps.ts';
import { change, find } from '../records/repository.ts';
import type { Shoutout } from '../shoutout.ts';
import { showAt } from '../transitions.ts';

/**
 * The shout-out of a pressed card. A card that we never heard of, because its post was unsure, is the card from now on; one that
 * shows what nobody should see any more is taken away.
 */
export async function fromCard(
  parts: Shoutouts,
  { workspace, channel, message: pressed }: Press,
  id: string,
): Promise<Shoutout | undefined> {
  const shoutout = await find(parts, workspace, id);
  if (!pressed) return shoutout;
  const at = { channel, ts: pressed.ts };
  const isPublic = shoutout?.state === 'posted' && shoutout.channel === channel;
  if (isPublic && shoutout.card) return shoutout;
  if (isPublic) {
    const changed = await change(parts, workspace, id, showAt(at));
    return changed.kind === 'changed' ? changed.after : shoutout;
  }
  const slack = await parts.slacks(workspace);
  await slack.deleteMessage(at).catch(() => {});
  return undefined;
}
