import type { Appointment, Due, Planner } from '../ports/outbox.ts';
import { hash } from '../text/hash.ts';
import { nameOf } from './record.ts';

const day = 24 * 3600;

/**
 * After a change of time or zone a planner may name occurrences already sent; at most this many in
 * a row are skipped.
 */
const maxSkipped = 20;

/**
 * The first occurrence after a moment (seconds) that has not been sent; `undefined` if there are no
 * more. Throws if the planner names more than `maxSkipped` in a row that were sent.
 */
export async function nextUnsent(
  planner: Planner,
  appointment: Appointment,
  sent: readonly string[],
  after: number,
): Promise<Due | undefined> {
  let from = after;
  for (let skipped = 0; skipped < maxSkipped; skipped += 1) {
    const due = await planner.next(appointment, from);
    if (!due || !sent.includes(due.occurrence)) return due;
    from = Math.max(due.postAt, from);
  }
  throw new Error(`the planner of ${appointment.kind} names only occurrences already sent`);
}

/**
 * Queueing is spread over this part of the day ahead (seconds), so that ten thousand messages at
 * nine cause no peak.
 */
const maxSpread = 3 * 3600;

/**
 * When to queue a message due at `postAt` (seconds), in milliseconds; a different moment for each
 * appointment.
 */
export function queueTime({ ahead }: Planner, appointment: Appointment, postAt: number): number {
  const lead = ahead ?? day;
  const within = Math.min(maxSpread, lead / 4);
  const second = postAt - lead + (hash(nameOf(appointment)) / 2 ** 32) * within;
  return Math.floor(second * 1000);
}
