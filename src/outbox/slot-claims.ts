/**
 * Slack's list of scheduled messages contains the channel and the second, and nothing else that the
 * app chose. So each message claims a second of its minute that is unique in its channel, by which
 * it is found when an answer was lost.
 */
import type { Clock } from '../ports/clock.ts';
import type { Appointment } from '../ports/outbox.ts';
import type { Store } from '../ports/store.ts';

const slotsPerMinute = 60; // seconds; the first one is :00

/** How long after its second a claim stays. */
const graceAfterPost = 3_600_000; // ms

const claimName = (workspace: string, channel: string, second: number): string =>
  `${workspace}/outbox/${channel}/${second}`;

/**
 * Claims a second for a message due at `postAt` (seconds since 1970). Resolves with the second,
 * also since 1970; throws if all 60 are taken.
 */
export async function claimSlot(
  { store, clock }: { readonly store: Store; readonly clock: Clock },
  { workspace }: Appointment,
  channel: string,
  postAt: number,
): Promise<number> {
  const ttl = postAt * 1000 - clock.now() + graceAfterPost;
  for (let second = postAt; second < postAt + slotsPerMinute; second += 1) {
    if (await store.claim(claimName(workspace, channel, second), ttl)) return second;
  }
  throw new Error('no free second in this minute and channel');
}

/** Releases the second of a message that certainly is not at Slack. */
export function releaseSlot(
  store: Store,
  { workspace }: Appointment,
  { channel, second }: { readonly channel: string; readonly second: number },
): Promise<void> {
  return store.release(claimName(workspace, channel, second));
}
