import type { Task, TaskResult } from '../../../ports/outbox.ts';
import { put } from '../../../ports/store.ts';
import { itemsOf, removeIfEmpty } from '../../../store/index-pages.ts';
import { announce } from '../card/announce.ts';
import { type CallOutcome, callOutcome, turnToPost } from '../card/call-outcome.ts';
import type { ShoutoutDeps } from '../deps.ts';
import { heldIndex } from '../records/indexes.ts';
import { type Bundle, bundleKey } from '../records/keys.ts';
import { thankedPeople } from '../records/preferences.ts';
import { changeShoutout, findShoutout } from '../records/repository.ts';
import { reply } from '../reply.ts';
import { isAgreed, type Shoutout, timeOf } from '../shoutout.ts';
import { leaveBundle } from '../transitions.ts';
import { type BundlePlace, bundleTask } from './bundle.ts';
import { noteInThread } from './first-message.ts';

/** Shows the bundles of a channel on any replica, also after a crash. */
export const bundlesTask =
  (deps: ShoutoutDeps): Task =>
  ({ workspace, id }, slacks) =>
    showBundle({ ...deps, slacks }, { workspace, channel: id }, 0);

/** A channel shows its thanks in another way or at another time: what has to come now comes now. */
export function bundleChanged(deps: ShoutoutDeps, place: BundlePlace): void {
  const show = async () => {
    const result = await showBundle(deps, place);
    if (!result.isDone) await deps.outbox.retryTask(bundleTask(place), result);
  };
  show().catch((error: unknown) =>
    deps.log.warn({ err: error }, 'could not show a bundle; it is tried again'),
  );
}

/**
 * Shows the cards that wait, if it is time: one alone, several in the thread of a first message.
 * They are ordinary cards from then on. A crash leaves those not shown yet to the task; a first
 * message that Slack didn't confirm is not posted again, and the cards come without it.
 */
function showBundle(
  deps: ShoutoutDeps,
  place: BundlePlace,
  lockTimeout?: number,
): Promise<TaskResult> {
  const { store, clock } = deps;
  const { workspace, channel } = place;
  const key = bundleKey(workspace, channel);
  return store.withLock(`${workspace}/bundle/${channel}`, showIfDue, lockTimeout);

  async function showIfDue(): Promise<TaskResult> {
    // What was shown can't be taken back, so not by a clock that is wrong.
    if ((await clock.isRight?.()) === false) return { isDone: false, retryAfter: 60 };
    const held = await heldIn(deps, place);
    const [first] = held;
    if (first === undefined) return end();
    const before = (await store.get(key)) ?? {};
    const { last = 0, line: noted } = before;
    const now = clock.now();
    // An older one belongs to a bundle that was shown before its process died.
    const line = noted && Math.abs(now - noted.since) < lineTime ? noted : undefined;
    const after = Math.min(Math.max(last, timeOf(first)), now);
    const bundle = await deps.nextBundle(workspace, channel, after);
    if (bundle && bundle.at > now) return waitUntil(bundle.at);
    const leaving = { now, isOver: bundle === undefined };
    const due = bundle ? await dueOf(held, bundle.at, now) : held;
    const ready = await readyOf(due, leaving);
    const thread = line ?? (ready.length > 1 ? await firstMessage(before) : undefined);
    if (thread && 'isDone' in thread) return thread;
    for (const id of due) await show(id, { ...leaving, thread: thread?.ts });
    const left = await heldIn(deps, place);
    const newcomer = await nextFirstCard(
      left.filter((id) => due.includes(id)),
      now,
    );
    if (newcomer !== undefined) return waitUntil(newcomer);
    await save({ last: now });
    if (left.length === 0) return end();
    const next = await deps.nextBundle(workspace, channel, now);
    return next ? waitUntil(next.at) : { isDone: false };
  }

  /** Nothing waits. What is given from now on notes the task anew. */
  async function end(): Promise<TaskResult> {
    await removeIfEmpty(deps, heldIndex(workspace, channel));
    return { isDone: true };
  }

  function waitUntil(at: number): TaskResult {
    return { isDone: false, retryAfter: Math.max(1, Math.ceil((at - clock.now()) / 1000)) };
  }

  /** Without those given after this bundle began: their givers were told of a later one. */
  async function dueOf(
    held: readonly string[],
    at: number,
    now: number,
  ): Promise<readonly string[]> {
    const due: string[] = [];
    for (const id of held) {
      const given = timeOf(id);
      const own = given < at ? undefined : await deps.nextBundle(workspace, channel, given);
      if (!own || own.at <= now) due.push(id);
    }
    return due;
  }

  /** The ids of those whose card would come now. */
  async function readyOf(
    held: readonly string[],
    leaving: { readonly now: number; readonly isOver: boolean },
  ): Promise<readonly string[]> {
    const ready: string[] = [];
    for (const id of held) {
      const shoutout = await findShoutout(deps, workspace, id);
      const after = shoutout && leaveBundle({ ...leaving, ...(await wishes(shoutout)) })(shoutout);
      if (after && after !== 'deleted' && after.state === 'posted') ready.push(id);
    }
    return ready;
  }

  /** When a card comes that waits only for a person thanked for the first time: with this bundle. */
  async function nextFirstCard(ids: readonly string[], now: number): Promise<number | undefined> {
    const times: number[] = [];
    for (const id of ids) {
      const shoutout = await findShoutout(deps, workspace, id);
      const { showAt = 0 } = shoutout ?? {};
      if (shoutout && isAgreed(shoutout) && showAt > now) times.push(showAt);
    }
    return times.length > 0 ? Math.min(...times) : undefined;
  }

  async function wishes({ people }: Shoutout) {
    return { thanked: await thankedPeople(deps, workspace, people) };
  }

  /** Where the cards belong; without `ts` below each other. Or when to try again. */
  async function firstMessage(
    before: Bundle,
  ): Promise<{ readonly ts?: string | undefined } | TaskResult> {
    const slack = await deps.slacks(workspace);
    const turn = await turnToPost(slack);
    if (turn.kind !== 'done' && turn.kind !== 'refused') return waitFor(turn);
    const line = await deps.inLanguageOf({ workspace, id: channel }, () =>
      reply(deps, 'shoutout.bundle'),
    );
    const since = clock.now();
    await save({ ...before, line: { since } });
    const posting = slack.post({ channel }, line);
    const outcome = await callOutcome(posting);
    if (outcome.kind === 'done') {
      const { ts } = await posting;
      await save({ ...before, line: { since, ts } });
      return { ts };
    }
    // If Slack refuses the channel, it refuses the cards, too, and their givers hear of it.
    if (outcome.kind === 'unsure' || outcome.kind === 'refused') return {};
    await save({ ...(before.last === undefined ? {} : { last: before.last }) });
    return waitFor(outcome);
  }

  function waitFor(outcome: CallOutcome): TaskResult {
    return {
      isDone: false,
      ...(outcome.kind === 'limited' ? { retryAfter: outcome.retryAfter } : {}),
    };
  }

  function save(bundle: Bundle): Promise<void> {
    return store.setMany([put(key, bundle)]);
  }

  async function show(
    id: string,
    leaving: {
      readonly now: number;
      readonly isOver: boolean;
      readonly thread?: string | undefined;
    },
  ): Promise<void> {
    const shoutout = await findShoutout(deps, workspace, id);
    if (!shoutout) return;
    const transition = leaveBundle({ ...leaving, ...(await wishes(shoutout)) });
    const { from: by } = shoutout;
    const options = by === undefined ? {} : { by };
    const { thread: ts } = leaving;
    if (ts !== undefined) await noteInThread(deps, { ...place, ts }, id);
    const changed = await changeShoutout(deps, workspace, id, transition, options);
    if (changed.kind !== 'changed') return;
    // What fails is finished by the task of the shout-out; the cards come in the order of giving.
    await announce(deps, workspace, id, { isTold: true }).card.catch((error: unknown) =>
      deps.log.warn({ err: error }, 'could not show a card of a bundle; it is tried again'),
    );
  }
}

/** Milliseconds in which a bundle is shown, also after a crash. */
const lineTime = 3_600_000;

/** The ids of the shout-outs that wait for a bundle, the oldest first. */
async function heldIn(
  { store }: Pick<ShoutoutDeps, 'store'>,
  { workspace, channel }: BundlePlace,
): Promise<readonly string[]> {
  const ids = await Array.fromAsync(itemsOf({ store }, heldIndex(workspace, channel)));
  return ids.sort((one, other) => (one < other ? -1 : 1));
}
