import { randomInt } from 'node:crypto';
import { z } from 'zod';
import type { Appointment, Due } from '../ports/outbox.ts';
import { type Key, put, type Store, type Write } from '../ports/store.ts';
import type { Page } from '../store/index-pages.ts';
import { entryHead, entryWrites, namespace } from './wake-index.ts';

const place = z.object({ channel: z.string(), thread: z.string().optional() });
const due = z.object({ occurrence: z.string(), postAt: z.number(), place });

/**
 * A message at Slack, or on its way there. `place` is the planner's; `channel` is where Slack posts
 * it; `second` is the slot claimed within the minute of `postAt`.
 */
const message = due.extend({
  channel: z.string(),
  second: z.number(),
  /** A digest of the content, to detect changes. */
  digest: z.string(),
});

const stage = z.discriminatedUnion('name', [
  /** Nothing is at Slack. `missed` could not be queued yet. */
  z.object({ name: z.literal('idle'), missed: due.optional() }),
  /**
   * A call is being made, recorded beforehand; `token` names the attempt. `since` in milliseconds.
   */
  message.extend({ name: z.literal('queueing'), token: z.string(), since: z.number() }),
  message.extend({ name: z.literal('queued'), scheduled: z.string() }),
  /** Being deleted; Slack may still have it. `since` is 0 when a call for it has failed. */
  message.extend({ name: z.literal('unqueueing'), scheduled: z.string(), since: z.number() }),
]);

export const recordSchema = z.object({
  /** Counts the changes, for optimistic locking. */
  revision: z.number(),
  /** A request that is not fulfilled yet: to bring Slack's queue in line, or to end. */
  wish: z.enum(['none', 'arrange', 'cancel']),
  stage,
  /** When to settle it next, in milliseconds; the wake index has an entry with the same number. */
  wakeAt: z.number().optional(),
  /** When a task that may wait for days noted its `wakeAt`, in milliseconds. */
  notedAt: z.number().optional(),
  /**
   * What was due before (seconds) is not sent late: then the plan was changed last, or first
   * looked at.
   */
  plannedFrom: z.number().optional(),
  /** Failed attempts in a row. */
  attempts: z.number(),
  /** Occurrences that were sent, or count as sent; the latest last. */
  sent: z.array(z.string()),
  /** A user's direct message channel, as Slack returned it. */
  direct: z.object({ user: z.string(), channel: z.string() }).optional(),
});

export type Message = z.infer<typeof message>;
export type Stage = z.infer<typeof stage>;
export type AppointmentRecord = z.infer<typeof recordSchema>;

/** How many sent occurrences are kept, because a change of zone can bring a date back. */
const maxSent = 8;

/**
 * How long the record of an ended appointment is kept (milliseconds), so that resuming it sends
 * nothing twice.
 */
const stoppedTtl = 3 * 24 * 3_600_000;

export function nameOf({ workspace, kind, id }: Appointment): string {
  return `${workspace}/${kind}/${id}`;
}

/** The reverse of `nameOf`; `undefined` for a malformed name. */
export function parseName(name: string): Appointment | undefined {
  const [workspace, kind, ...rest] = name.split('/');
  if (!workspace || !kind || rest.length === 0) return undefined;
  return { workspace, kind, id: rest.join('/') };
}

export function recordKey(appointment: Appointment): Key<AppointmentRecord> {
  return { namespace, name: nameOf(appointment), schema: recordSchema };
}

export const freshRecord: AppointmentRecord = {
  revision: 0,
  wish: 'none',
  stage: { name: 'idle' },
  attempts: 0,
  sent: [],
};

/** Marks the occurrence as sent, so that it is never queued again. */
export function withSent(record: AppointmentRecord, occurrence: string): AppointmentRecord {
  const others = record.sent.filter((one) => one !== occurrence);
  return { ...record, stage: { name: 'idle' }, sent: [...others, occurrence].slice(-maxSent) };
}

/**
 * Restores the request after a failed call, so that the message is queued at once, however far
 * ahead.
 */
export function withWishRestored<Some extends Pick<AppointmentRecord, 'wish'>>(record: Some): Some {
  return record.wish === 'none' ? { ...record, wish: 'arrange' } : record;
}

export function dueOf({ occurrence, postAt, place }: Due): Due {
  return { occurrence, postAt, place };
}

/**
 * A record that is made again after it was removed begins at another number: who still works on the
 * first must not take the second for it.
 */
export const nextRevision = (current: AppointmentRecord | undefined): number =>
  current ? current.revision + 1 : randomInt(1, 2 ** 40);

/** What an update takes together with what it writes: a call's turn, or a message's second. */
export type Take<Value = unknown> = {
  readonly key: Key<Value>;
  /** The write that takes it; `undefined` if it isn't free, so that nothing is to be written. */
  take(current: Value | undefined): Write | undefined;
};

/**
 * Updates a record and the wake index in one step. `decide` gets the current record and returns the
 * new one, or `undefined` to leave it unchanged. The index gets an entry if the new record has the
 * `wakeAt` given here and the old one had another. The update takes all `takes`, or does nothing if
 * one isn't free. Resolves with the record written.
 */
export function updateRecord(
  store: Store,
  appointment: Appointment,
  wakeAt: number | undefined,
  decide: (current: AppointmentRecord | undefined) => AppointmentRecord | undefined,
  takes: readonly Take[] = [],
): Promise<AppointmentRecord | undefined> {
  const key = recordKey(appointment);
  const entry = wakeAt === undefined ? undefined : { name: nameOf(appointment), wakeAt };
  const keys: Key<unknown>[] = [key, ...takes.map((one) => one.key)];
  if (entry) keys.push(entryHead(entry));
  return store.update(keys, (...values) => {
    const [current] = values as [AppointmentRecord?];
    const decided = decide(current);
    if (!decided) return { writes: [], result: undefined };
    const taken = takes.flatMap(({ take }, at) => take(values[at + 1]) ?? []);
    if (taken.length < takes.length) return { writes: [], result: undefined };
    const next = { ...decided, revision: nextRevision(current) };
    const isNew = next.wakeAt === wakeAt && current?.wakeAt !== wakeAt;
    const entries = entry && isNew ? entryWrites(entry, values.at(-1) as Page | undefined) : [];
    const ttl = next.wakeAt === undefined ? stoppedTtl : undefined;
    return { writes: [put(key, next, ttl), ...taken, ...entries], result: next };
  });
}

/**
 * Replaces a record if it hasn't changed since it was read, and if all `takes` are free. One that
 * wakes when it would have has its entry in the wake index already.
 */
export function swapRecord(
  store: Store,
  appointment: Appointment,
  seen: AppointmentRecord,
  next: AppointmentRecord,
  takes?: readonly Take[],
): Promise<AppointmentRecord | undefined> {
  const wakeAt = next.wakeAt === seen.wakeAt ? undefined : next.wakeAt;
  const decide = (current: AppointmentRecord | undefined) =>
    current?.revision === seen.revision ? next : undefined;
  return updateRecord(store, appointment, wakeAt, decide, takes);
}
