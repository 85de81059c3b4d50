/**
 * Slack's list of scheduled messages contains the channel and the second, and nothing else that the
 * app chose. So each message claims a second of its minute that is unique in its channel, by which
 * it is found when an answer was lost.
 */
import type { Clock } from '../ports/clock.ts';
import type { Appointment } from '../ports/outbox.ts';
import { claimKey, put, type Store } from '../ports/store.ts';
import type { Take } from './record.ts';

const slotsPerMinute = 60; // seconds; the first one is :00

/** How long after its second a claim stays. */
const graceAfterPost = 3_600_000; // ms

const claimName = (workspace: string, channel: string, second: number): string =>
  `${workspace}/outbox/${channel}/${second}`;

/**
 * Calls `write` with the first second from `postAt` (seconds since 1970), and the next ones while
 * others have them. `write` claims it with whatever else it writes. Throws if all 60 are taken.
 */
export async function withSlot<Result>(
  clock: Clock,
  { workspace }: Appointment,
  { channel, postAt }: { readonly channel: string; readonly postAt: number },
  write: (second: number, claim: Take) => Promise<Result>,
): Promise<Result> {
  const ttl = postAt * 1000 - clock.now() + graceAfterPost;
  for (let second = postAt; second < postAt + slotsPerMinute; second += 1) {
    const key = claimKey(claimName(workspace, channel, second), ttl);
    let isTaken = false;
    const take: Take<boolean>['take'] = (taken) => {
      isTaken = taken === true;
      return isTaken ? undefined : put(key, true, ttl);
    };
    const result = await write(second, { key, take });
    if (!isTaken) return result;
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
