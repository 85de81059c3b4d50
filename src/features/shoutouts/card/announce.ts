import type { Task, TaskResult } from '../../../ports/outbox.ts';
import { noteBundle } from '../bundle/bundle.ts';
import type { ShoutoutDeps } from '../deps.ts';
import { arrangeRecap } from '../recap/told.ts';
import { thankedPeople } from '../records/preferences.ts';
import {
  changeRemoval,
  changeShoutout,
  findRemoval,
  findShoutout,
  messageTask,
} from '../records/repository.ts';
import { reply } from '../reply.ts';
import { isHeld, isOverdue, type Shoutout } from '../shoutout.ts';
import { expireConsent, finishChange, release, requestCard } from '../transitions.ts';
import { callOutcome, finalRefusal } from './call-outcome.ts';
import { notifyPeople } from './notify.ts';
import { type CardOutcome, cardLock, syncCard } from './sync-card.ts';

type SyncOptions = {
  /** Milliseconds. */
  readonly lockTimeout?: number;
  /** Whether to tell the person who made the change if Slack refuses it; a reply can't any more. */
  readonly isTold?: boolean;
  /** Whether the caller takes the shout-out back if Slack refuses the card. */
  readonly isNew?: boolean;
  /** The giver, who looked and asks for a card that isn't there. */
  readonly requestedBy?: string;
};

/** `hasAbsent`: somebody who is thanked isn't in the channel. */
type Finished = TaskResult & { readonly hasAbsent?: boolean };

type Syncing = {
  /** When the channel is done. */
  readonly card: Promise<CardOutcome>;
  /** When the direct messages and the report are done as well, as far as possible for now. */
  readonly all: Promise<Finished>;
};

/**
 * Brings the messages about a shout-out up to date after a change. What fails or is cut short here
 * is finished by the task, because the change was noted with the record.
 */
export function announce(
  deps: ShoutoutDeps,
  workspace: string,
  id: string,
  options: SyncOptions = {},
): Syncing {
  const { requestedBy: by } = options;
  const request = async () => {
    if (by) await changeShoutout(deps, workspace, id, requestCard(by), { by, isRepeat: true });
  };
  // A card that is being posted at this moment is none that is missing.
  const requested = by ? deps.store.withLock(cardLock(workspace, id), request) : request();
  const seen = requested.then(() => changeOf(deps, workspace, id));
  const card = seen.then(() => syncCard(deps, workspace, id, options));
  const all = finishAll(deps, { workspace, id, ...options }, seen, card);
  retryLater(deps, workspace, id, all).catch((error: unknown) =>
    deps.log.error({ err: error }, 'could not announce a shout-out; it is tried again'),
  );
  return { card, all };
}

async function retryLater(
  { outbox }: ShoutoutDeps,
  workspace: string,
  id: string,
  all: Promise<TaskResult>,
): Promise<void> {
  const result = await all;
  if (!result.isDone) await outbox.retryTask(messageTask(workspace, id), result);
}

/** Finishes what a process left undone that crashed, or that Slack refused for a while. */
export const messagesTask =
  (deps: ShoutoutDeps): Task =>
  async ({ workspace, id }, slacks) => {
    const limited = { ...deps, slacks };
    const options = { lockTimeout: 0, isTold: true };
    const found = await findShoutout(limited, workspace, id);
    if (found) await releaseIfDue(limited, workspace, found);
    const seen = changeOf(limited, workspace, id);
    const card = seen.then(() => syncCard(limited, workspace, id, options));
    return finishAll(limited, { workspace, id, ...options }, seen, card);
  };

/** A change that messages don't show yet. */
type Seen = {
  /** `undefined`: the shout-out was deleted. */
  readonly shoutout: Shoutout | undefined;
  readonly channel: string | undefined;
  readonly change: string;
  readonly since: number;
  readonly by: string | undefined;
};

async function changeOf(
  deps: ShoutoutDeps,
  workspace: string,
  id: string,
): Promise<Seen | undefined> {
  const shoutout = await findShoutout(deps, workspace, id);
  if (shoutout?.pending) {
    const { change, since, by } = shoutout.pending;
    return { shoutout, channel: shoutout.channel, change, since, by };
  }
  const removal = shoutout ? undefined : await findRemoval(deps, workspace, id);
  if (!removal) return undefined;
  const { since, by, card, channel = card?.channel } = removal;
  return { shoutout, channel, change: '', since, by };
}

type Target = SyncOptions & { readonly workspace: string; readonly id: string };

/** `seen` was read before the card was brought up to date, so a later change stays noted. */
async function finishAll(
  deps: ShoutoutDeps,
  { workspace, id, lockTimeout, isTold, isNew }: Target,
  reading: Promise<Seen | undefined>,
  showing: Promise<CardOutcome>,
): Promise<Finished> {
  const [seen, outcome] = await Promise.all([reading.then(withOthers), showing]);
  if (!seen || (isNew && outcome.kind === 'refused')) return { isDone: true };
  const { since, change, by } = seen;
  const notified = await notifyPeople(deps, workspace, id, { since, lockTimeout });
  const refused = finalRefusal(outcome, deps.clock.now() - since);
  const isCardDone = refused !== undefined || isSettled(outcome);
  const { hasAbsent } = notified;
  if (!isCardDone || !notified.isDone) return { ...openResult(outcome, notified), hasAbsent };
  const wait = waitFor(seen.shoutout, deps.clock.now());
  if (wait !== undefined) return { isDone: false, retryAfter: wait, hasAbsent };
  if (seen.shoutout) await changeShoutout(deps, workspace, id, finishChange(change, refused));
  else
    await changeRemoval(deps, workspace, id, (left) => (left?.card && !refused ? left : undefined));
  if (refused && isTold && by) await tellRefused(by, seen.shoutout);
  return { isDone: true, hasAbsent };

  /** A recap that is queued tells it as it is now, or no more; a bundle is going to show it. */
  async function withOthers(found: Seen | undefined): Promise<Seen | undefined> {
    const { channel, shoutout } = found ?? {};
    if (channel !== undefined)
      await arrangeRecap(deps, { workspace, channel, created: shoutout?.created });
    if (channel !== undefined && shoutout && isHeld(shoutout))
      await noteBundle(deps, { workspace, channel });
    return found;
  }

  async function tellRefused(user: string, shoutout: Shoutout | undefined): Promise<void> {
    const state = shoutout?.state ?? 'deleted';
    const key = `shoutout.refused.${state === 'waiting' ? 'private' : state}` as const;
    const told = await deps.inLanguageOf({ workspace, id: user }, () => reply(deps, key));
    const slack = await deps.slacks(workspace);
    await callOutcome(slack.post({ channel: user }, told));
  }
}

/**
 * Seconds until a card may be shown that waits for a person thanked for the first time. If it waits
 * for others as well, it isn't shown then, and those thanked are no longer told of that time.
 */
function waitFor(shoutout: Shoutout | undefined, now: number): number | undefined {
  if (shoutout?.state !== 'waiting') return undefined;
  const { showAt = 0 } = shoutout;
  return showAt > now ? Math.ceil((showAt - now) / 1000) : undefined;
}

/** An unconfirmed post is never repeated; an unconfirmed change of a card is. */
const isSettled = ({ kind }: CardOutcome): boolean =>
  kind === 'done' || kind === 'none' || kind === 'gone' || kind === 'unknown';

/**
 * What can be said of a card after a change: it shows it, it will, Slack refused for good, or a card
 * that isn't on record may be in the channel.
 */
export type CardState = 'done' | 'pending' | 'stuck' | 'unknown';

/** Resolves in every case, as the task finishes what failed. */
export async function cardState(card: Promise<CardOutcome>): Promise<CardState> {
  return cardStateOf(await card.catch(() => undefined));
}

/** `undefined`: it isn't known yet. */
export function cardStateOf(outcome: CardOutcome | undefined): CardState {
  if (!outcome) return 'pending';
  if (outcome.kind === 'unknown') return 'unknown';
  if (finalRefusal(outcome, 0)) return 'stuck';
  return isSettled(outcome) ? 'done' : 'pending';
}

function openResult(card: CardOutcome, notified: TaskResult): TaskResult {
  const cardWait = card.kind === 'limited' ? card.retryAfter : 0;
  const wait = Math.max(cardWait, notified.retryAfter ?? 0);
  return {
    isDone: false,
    ...(wait > 0 ? { retryAfter: wait } : {}),
    isRefused: card.kind === 'refused' || notified.isRefused === true,
  };
}

/**
 * Takes out of a channel what an earlier version of the app left there: the card of a shout-out that
 * is no longer public.
 */
export async function removeLeftCard(
  deps: ShoutoutDeps,
  workspace: string,
  { id, state, card, pending, refused }: Shoutout,
): Promise<void> {
  if (state === 'posted' || !card || pending || refused) return;
  await changeShoutout(deps, workspace, id, (current) => current, { isRepeat: true });
  announce(deps, workspace, id).card.catch(() => {});
}

/** Decides about a card that has waited for a person thanked for the first time. */
async function releaseIfDue(
  deps: ShoutoutDeps,
  workspace: string,
  shoutout: Shoutout,
): Promise<Shoutout> {
  const { id, state, people, showAt } = shoutout;
  if (state !== 'waiting' || showAt === undefined || showAt > deps.clock.now()) return shoutout;
  const thanked = await thankedPeople(deps, workspace, people);
  const now = deps.clock.now();
  const changed = await changeShoutout(deps, workspace, id, release({ thanked, now }), {
    ...(shoutout.from === undefined ? {} : { by: shoutout.from }),
  });
  return changed.kind === 'changed' && changed.after ? changed.after : shoutout;
}

/** Makes a shout-out private if its consent is overdue, and returns it as it is now. */
export async function expireIfOverdue(
  deps: ShoutoutDeps,
  workspace: string,
  shoutout: Shoutout,
): Promise<Shoutout> {
  if (!isOverdue(shoutout, deps.clock.now())) return shoutout;
  const changed = await changeShoutout(deps, workspace, shoutout.id, (current) =>
    isOverdue(current, deps.clock.now()) ? expireConsent(current) : undefined,
  );
  if (changed.kind !== 'changed' || !changed.after) return shoutout;
  announce(deps, workspace, shoutout.id).card.catch(() => {});
  return changed.after;
}
