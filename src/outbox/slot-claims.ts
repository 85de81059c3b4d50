import type { Clock } from '../ports/clock.ts';
import type { Appointment } from '../ports/outbox.ts';
import type { Store } from '../ports/store.ts';

/**
 * Slack's list of scheduled messages tells the channel and the second, and nothing else that we chose. So each message gets a
 * second of its minute that nobody else has in its channel; that is what it is found by when an answer was lost. The first comes at :00.
 */
const mostInMinute = 60;

/** A second stays taken so long after it has passed. */
const grace = 3_600_000;

const nameOf = (workspace: string, channel: string, second: number): string =>
  `${workspace}/outbox/${channel}/${second}`;

/** Takes a second for a message that is due at `postAt`. */
export async function claimSlot(
  { store, clock }: { readonly store: Store; readonly clock: Clock },
  { workspace }: Appointment,
  channel: string,
  postAt: number,
): Promise<number> {
  const ttl = postAt * 1000 - clock.now() + grace;
  for (let second = postAt; second < postAt + mostInMinute; second += 1) {
    if (await store.claim(nameOf(workspace, channel, second), ttl)) return second;
  }
  throw new Error('every second of this minute is taken in this channel');
}

/** Gives a second back whose message certainly is not with Slack. */
export function releaseSlot(
  store: Store,
  { workspace }: Appointment,
  { channel, second }: { readonly channel: string; readonly second: number },
): Promise<void> {
  return store.release(nameOf(workspace, channel, second));
}
