import { put, remove } from '../../../ports/store.ts';
import { type CallOutcome, callOutcome, finalRefusal } from '../card/call-outcome.ts';
import type { ShoutoutDeps } from '../deps.ts';
import { bundledKey, shoutoutKey } from '../records/keys.ts';
import type { Shoutout } from '../shoutout.ts';

/** The first message of a bundle, in whose thread its cards are. */
export type FirstMessage = {
  readonly workspace: string;
  readonly channel: string;
  readonly ts: string;
};

/** Notes that a card is going to be in the thread of a bundle's first message. */
export async function noteInThread(
  { store }: Pick<ShoutoutDeps, 'store'>,
  { workspace, channel, ts }: FirstMessage,
  id: string,
): Promise<void> {
  const key = bundledKey(workspace, channel, ts);
  await store.update([key], (before) => ({
    writes: before?.ids.includes(id) ? [] : [put(key, { ids: [...(before?.ids ?? []), id] })],
    result: undefined,
  }));
}

/**
 * Deletes the first message of a bundle once none of its cards is left, so that it promises nothing.
 * To be called after a card was recorded as gone: whichever is the last one finds no others.
 */
export function removeIfBare(
  { store, slacks }: Pick<ShoutoutDeps, 'store' | 'slacks'>,
  { workspace, channel, ts }: FirstMessage,
): Promise<CallOutcome> {
  const key = bundledKey(workspace, channel, ts);
  return store.withLock(`${workspace}/bundled/${channel}/${ts}`, async (): Promise<CallOutcome> => {
    const { ids = [] } = (await store.get(key)) ?? {};
    if (ids.length === 0) return { kind: 'done' };
    const found = await store.getMany(ids.map((id) => shoutoutKey(workspace, id)));
    if (found.some((one) => one && mayBeIn(one, ts))) return { kind: 'done' };
    const slack = await slacks(workspace);
    const outcome = await callOutcome(slack.deleteMessage({ channel, ts }));
    if (outcome.kind === 'done' || finalRefusal(outcome, 0)) await store.setMany([remove(key)]);
    return outcome;
  });
}

/** Whether its card is in this thread, may be, or is going to be. */
const mayBeIn = ({ thread, card, posting, pending }: Shoutout, ts: string): boolean =>
  thread === ts && (card !== undefined || posting !== undefined || pending?.card === 'post');
