import type { Appointment } from '../ports/outbox.ts';
import { put, type Store } from '../ports/store.ts';
import { type AppointmentRecord, afterlife, nameOf, recordKey } from './record.ts';
import { entryHead, entryWrites } from './wake-index.ts';

/**
 * Changes a record and its place in the wake index as one step. `decide` gets what is there now, and gives what it becomes, or
 * `undefined` to leave it. Where the new record's `wakeAt` is the one given here and new, the index gets it. Resolves with what
 * was written.
 */
export function changeRecord(
  store: Store,
  appointment: Appointment,
  wakeAt: number | undefined,
  decide: (current: AppointmentRecord | undefined) => AppointmentRecord | undefined,
): Promise<AppointmentRecord | undefined> {
  const key = recordKey(appointment);
  const entry = { name: nameOf(appointment), wakeAt: wakeAt ?? 0 };
  return store.update([key, entryHead(entry)], (current, head) => {
    const decided = decide(current);
    if (!decided) return { writes: [], result: undefined };
    const next = { ...decided, revision: (current?.revision ?? 0) + 1 };
    const isNew = next.wakeAt === wakeAt && current?.wakeAt !== wakeAt && wakeAt !== undefined;
    const life = next.wakeAt === undefined ? afterlife : undefined;
    return {
      writes: [put(key, next, life), ...(isNew ? entryWrites(entry, head) : [])],
      result: next,
    };
  });
}

/** Changes a record if it is still the one that was seen. */
export function swapRecord(
  store: Store,
  appointment: Appointment,
  seen: AppointmentRecord,
  next: AppointmentRecord,
): Promise<AppointmentRecord | undefined> {
  return changeRecord(store, appointment, next.wakeAt, (current) =>
    current?.revision === seen.revision ? next : undefined,
  );
}
