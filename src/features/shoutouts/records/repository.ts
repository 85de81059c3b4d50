import type { Clock } from '../../../ports/clock.ts';
import { type Appointment, type Outbox, ownTime, type TaskNote } from '../../../ports/outbox.ts';
import { type Decision, put, remove, type Store, type Write } from '../../../ports/store.ts';
import type { ShoutoutDeps } from '../deps.ts';
import { withPending } from '../pending.ts';
import { type GivenShoutout, maxPerDay, type Shoutout } from '../shoutout.ts';
import type { Transition } from '../transitions.ts';
import { indexWrites } from './index-writes.ts';
import {
  doneKey,
  doneTtl,
  duplicateKey,
  messagesKey,
  quotaKey,
  quotaTtl,
  type Removal,
  removalKey,
  shoutoutKey,
} from './keys.ts';

export type RepositoryDeps = { readonly store: Store };

/** Notes a change that messages in Slack have to show. */
export type MessageDeps = {
  readonly clock: Clock;
  readonly outbox: Pick<Outbox, 'noteTask' | 'retryTask'>;
};

/** Without `MessageDeps` nothing is said in Slack. */
export type ChangeDeps = RepositoryDeps & Partial<MessageDeps & Pick<ShoutoutDeps, 'homeChanged'>>;

export const taskKind = 'shoutout';

/** The task that brings the messages about a shout-out up to date. */
export const messageTask = (workspace: string, id: string): Appointment => ({
  workspace,
  kind: taskKind,
  id,
});

export type Given =
  | { readonly kind: 'given' | 'again'; readonly shoutout: Shoutout }
  /** It was given before, and deleted since. */
  | { readonly kind: 'gone' }
  | { readonly kind: 'quota-reached' };

/**
 * Stores a new shout-out. `dedupeKey` is Slack's id of its cause (view, event or trigger): the same
 * one within a day, at any replica, is the same shout-out. So is the same text to the same people
 * with the same skill and channel within `duplicateWindow` milliseconds, unless the first one was
 * deleted.
 */
export async function addShoutout(
  { store, homeChanged, ...noting }: ChangeDeps,
  workspace: string,
  dedupeKey: string,
  given: GivenShoutout,
  duplicateWindow = 0,
): Promise<Given> {
  const { id, from, day, created } = given;
  const note = await messageNote(noting, workspace, id);
  const shoutout = note ? withPending(undefined, given, { ...note.change, by: from }) : given;
  const done = doneKey(workspace, dedupeKey);
  const quota = quotaKey(workspace, from, day);
  const duplicate = duplicateKey(workspace, shoutout);
  const deleted = await deletedDuplicate({ store }, workspace, duplicate);
  const plan = await indexWrites({ store }, workspace, undefined, shoutout);
  const noteKeys = note?.task.keys ?? [];
  const keys = [done, duplicate, quota, ...noteKeys, ...plan.keys] as const;
  const outcome = await store.update(keys, (before, same, today, ...values) => {
    const ids = today?.ids ?? [];
    if (before) return { writes: [], result: before.id };
    if (same && same.id !== deleted && Math.abs(created - same.created) < duplicateWindow)
      return { writes: [], result: same.id };
    if (ids.length >= maxPerDay) return { writes: [], result: undefined };
    return {
      writes: [
        put(done, { id }, doneTtl),
        ...(duplicateWindow > 0 ? [put(duplicate, { id, created }, duplicateWindow)] : []),
        put(quota, { ids: [...ids, id] }, quotaTtl),
        ...(note?.task.writes(values.slice(0, noteKeys.length)) ?? []),
        ...plan.writes(values.slice(noteKeys.length), shoutout),
      ],
      result: id,
    };
  });
  if (outcome === undefined) return { kind: 'quota-reached' };
  if (outcome === id) {
    homeChanged?.(workspace, ownersOf(shoutout));
    return { kind: 'given', shoutout };
  }
  const earlier = await findShoutout({ store }, workspace, outcome);
  return earlier ? { kind: 'again', shoutout: earlier } : { kind: 'gone' };
}

/**
 * Forgets that a shout-out was given which Slack refused and which was removed: it doesn't count for
 * the day, and the same form can give it elsewhere.
 */
export async function forgetGiven(
  { store }: RepositoryDeps,
  workspace: string,
  dedupeKey: string,
  shoutout: GivenShoutout,
): Promise<void> {
  const { id, from, day } = shoutout;
  const quota = quotaKey(workspace, from, day);
  const duplicate = duplicateKey(workspace, shoutout);
  await store.update([quota], (today) => ({
    writes: [
      remove(doneKey(workspace, dedupeKey)),
      remove(duplicate),
      ...(today ? [put(quota, { ids: today.ids.filter((one) => one !== id) }, quotaTtl)] : []),
    ],
    result: undefined,
  }));
}

/** The id of the latest duplicate, if it was deleted. */
async function deletedDuplicate(
  { store }: RepositoryDeps,
  workspace: string,
  duplicate: ReturnType<typeof duplicateKey>,
): Promise<string | undefined> {
  const same = await store.get(duplicate);
  return same && !(await findShoutout({ store }, workspace, same.id)) ? same.id : undefined;
}

export function findShoutout(
  { store }: RepositoryDeps,
  workspace: string,
  id: string,
): Promise<Shoutout | undefined> {
  return store.get(shoutoutKey(workspace, id));
}

export type Changed =
  /** `after` is `undefined` if it was deleted. */
  | { readonly kind: 'changed'; readonly before: Shoutout; readonly after: Shoutout | undefined }
  /** This person may not change it, or there is nothing to change. */
  | { readonly kind: 'unchanged'; readonly shoutout: Shoutout }
  | { readonly kind: 'gone' };

/** Attempts, as others may change it at the same time. */
const maxAttempts = 50;

type ChangeOptions = {
  /** The person who makes the change, and hears of it if Slack refuses to show it. */
  readonly by?: string;
  /** Brings all messages up to date, even if nothing changes. */
  readonly isRepeat?: boolean;
};

/**
 * Changes a shout-out with its indexes and counts, atomically. In the same step it notes that
 * messages in Slack have to change, and who made the change.
 */
export async function changeShoutout(
  { store, homeChanged, ...noting }: ChangeDeps,
  workspace: string,
  id: string,
  decide: Transition,
  { by, isRepeat }: ChangeOptions = {},
): Promise<Changed> {
  const key = shoutoutKey(workspace, id);
  for (let attempts = 0; attempts < maxAttempts; attempts += 1) {
    const found = await store.get(key);
    if (!found) return { kind: 'gone' };
    if (!decide(found)) return { kind: 'unchanged', shoutout: found };
    const note = await messageNote(noting, workspace, id);
    const decideNoted = (before: Shoutout): Shoutout | 'deleted' | undefined => {
      const decided = decide(before);
      if (!note || decided === undefined || decided === 'deleted') return decided;
      return withPending(before, decided, { ...note.change, ...(by ? { by } : {}) }, isRepeat);
    };
    const expected = decideNoted(found);
    const plan = await indexWrites({ store }, workspace, found, expected && afterOf(expected));
    const task = taskChange(found, expected && afterOf(expected));
    const noteKeys = note && task === 'due' ? note.task.keys : [];
    const outcome = await store.update(
      [key, ...noteKeys, ...plan.keys],
      (before, ...values): Decision<Changed | undefined> => {
        if (!before) return { writes: [], result: { kind: 'gone' } };
        const decided = decideNoted(before);
        if (!decided) return { writes: [], result: { kind: 'unchanged', shoutout: before } };
        const after = afterOf(decided);
        const isAsPlanned = plan.fits(before, after) && taskChange(before, after) === task;
        if (!isAsPlanned) return { writes: [], result: undefined };
        const noted = values.slice(0, noteKeys.length);
        const writes = [
          ...plan.writes(values.slice(noteKeys.length), after, before),
          ...(note && task === 'due' ? note.task.writes(noted) : []),
          ...(note && task === 'done' ? note.task.done : []),
          ...(note && !after ? [put(removalKey(workspace, id), removalOf(before, note, by))] : []),
        ];
        return { writes, result: { kind: 'changed', before, after } };
      },
    );
    if (outcome?.kind === 'changed' && isOtherOnHome(outcome.before, outcome.after))
      homeChanged?.(workspace, [outcome.before, outcome.after].flatMap(ownersOf));
    if (outcome) return outcome;
  }
  throw new Error(`could not change a shout-out in ${maxAttempts} attempts`);
}

/** The people whose Home tabs show it. */
const ownersOf = (shoutout: Shoutout | undefined): readonly string[] =>
  shoutout ? [...(shoutout.from === undefined ? [] : [shoutout.from]), ...shoutout.people] : [];

function isOtherOnHome(before: Shoutout, after: Shoutout | undefined): boolean {
  const shown = ({ state, text, skill, people }: Shoutout) =>
    JSON.stringify([state, text, skill, people]);
  return !after || shown(before) !== shown(after);
}

const afterOf = (decided: Shoutout | 'deleted'): Shoutout | undefined =>
  decided === 'deleted' ? undefined : decided;

/** Whether a change makes work for the task, or ends it. */
function taskChange(before: Shoutout, after: Shoutout | undefined): 'due' | 'done' | 'same' {
  if (!after) return 'due';
  if (after.pending?.change === before.pending?.change) return 'same';
  return after.pending ? 'due' : 'done';
}

type Note = {
  readonly change: { readonly change: string; readonly since: number };
  readonly task: TaskNote;
};

async function messageNote(
  { clock, outbox }: Partial<MessageDeps>,
  workspace: string,
  id: string,
): Promise<Note | undefined> {
  if (!clock || !outbox) return undefined;
  const since = clock.now();
  const task = await outbox.noteTask(messageTask(workspace, id), since + ownTime);
  return { change: { change: crypto.randomUUID(), since }, task };
}

function removalOf(
  { channel, card, thread, posting }: Shoutout,
  { change }: Note,
  by?: string,
): Removal {
  return {
    ...(channel === undefined ? {} : { channel }),
    ...(card ? { card } : {}),
    ...(thread === undefined ? {} : { thread }),
    ...(posting === undefined ? {} : { posting }),
    ...(by ? { by } : {}),
    since: change.since,
  };
}

/** A deleted shout-out whose messages are not all gone yet. */
export function findRemoval(
  { store }: RepositoryDeps,
  workspace: string,
  id: string,
): Promise<Removal | undefined> {
  return store.get(removalKey(workspace, id));
}

/**
 * Changes what is left of a deleted shout-out; `undefined`: nothing is left, and its messages are
 * forgotten. Notes the task if there was nothing left before.
 */
export async function changeRemoval(
  { store, ...noting }: RepositoryDeps & MessageDeps,
  workspace: string,
  id: string,
  decide: (before: Removal | undefined, since: number) => Removal | undefined,
): Promise<void> {
  const note = await messageNote(noting, workspace, id);
  if (!note) return;
  const key = removalKey(workspace, id);
  await store.update([key, ...note.task.keys], (before, ...values) => {
    const after = decide(before, note.change.since);
    const writes: Write[] = after
      ? [put(key, after), ...(before ? [] : note.task.writes(values))]
      : [remove(key), remove(messagesKey(workspace, id)), ...note.task.done];
    return { writes, result: undefined };
  });
}
