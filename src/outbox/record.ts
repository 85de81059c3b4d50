import { z } from 'zod';
import type { Appointment, Due } from '../ports/outbox.ts';
import type { Key } from '../ports/store.ts';

const place = z.object({ channel: z.string(), thread: z.string().optional() });
const due = z.object({ occurrence: z.string(), postAt: z.number(), place });

/** A message at Slack, or on its way there. `place` is the planner's; `channel` is where Slack puts it; `postAt` has a second of its own. */
const message = due.extend({
  channel: z.string(),
  second: z.number(),
  /** Of what it says, to see whether it still says that. */
  digest: z.string(),
});

const stage = z.discriminatedUnion('name', [
  /** Nothing is at Slack. `missed` is what could not be queued yet. */
  z.object({ name: z.literal('idle'), missed: due.optional() }),
  /** One call is being made, noted before it was, by whoever knows `token`. `since` in milliseconds. */
  message.extend({ name: z.literal('queueing'), token: z.string(), since: z.number() }),
  message.extend({ name: z.literal('queued'), scheduled: z.string() }),
  /** Is being deleted; whether Slack still has it is open. */
  message.extend({ name: z.literal('unqueueing'), scheduled: z.string(), since: z.number() }),
]);

const record = z.object({
  /** Counts the changes, so that nobody decides upon what is no longer so. */
  revision: z.number(),
  /** What somebody asked for and is not done yet: to look whether all is still right, or to stop. */
  wish: z.enum(['none', 'arrange', 'cancel']),
  stage,
  /** When it has to be looked at next, in milliseconds; the wake index has an entry with the same number. */
  wakeAt: z.number().optional(),
  /** Attempts in a row that came to nothing. */
  attempts: z.number(),
  /** Since when Slack has been refusing the token, in milliseconds. */
  turnedOutSince: z.number().optional(),
  /** Occurrences that went out, or count as such; the latest last. */
  sent: z.array(z.string()),
  /** The channel of the direct messages with a person, as Slack said. */
  direct: z.object({ user: z.string(), channel: z.string() }).optional(),
});

export type Message = z.infer<typeof message>;
export type Stage = z.infer<typeof stage>;
export type AppointmentRecord = z.infer<typeof record>;

/** So many occurrences that went out are remembered: enough for a change of zone to bring a date back. */
const mostSent = 8;

export const namespace = 'outbox';

/** An appointment that stopped is remembered a few days, so that its occurrences don't go out again when it is taken up. */
export const afterlife = 3 * 24 * 3_600_000;

export function nameOf({ workspace, kind, id }: Appointment): string {
  return `${workspace}/${kind}/${id}`;
}

export function parseName(name: string): Appointment | undefined {
  const [workspace, kind, ...rest] = name.split('/');
  if (!workspace || !kind || rest.length === 0) return undefined;
  return { workspace, kind, id: rest.join('/') };
}

export function recordKey(appointment: Appointment): Key<AppointmentRecord> {
  return { namespace, name: nameOf(appointment), schema: record };
}

export const freshRecord: AppointmentRecord = {
  revision: 0,
  wish: 'none',
  stage: { name: 'idle' },
  attempts: 0,
  sent: [],
};

/** The occurrence went out, or counts as such: it is never queued again. */
export function withSent(record: AppointmentRecord, occurrence: string): AppointmentRecord {
  const others = record.sent.filter((one) => one !== occurrence);
  return { ...record, stage: { name: 'idle' }, sent: [...others, occurrence].slice(-mostSent) };
}

/** The call that was to fulfil a wish came to nothing, so the wish is there again: to queue at once, however far ahead. */
export function stillWanted<Some extends Pick<AppointmentRecord, 'wish'>>(record: Some): Some {
  return record.wish === 'none' ? { ...record, wish: 'arrange' } : record;
}

export function dueOf({ occurrence, postAt, place }: Due): Due {
  return { occurrence, postAt, place };
}
