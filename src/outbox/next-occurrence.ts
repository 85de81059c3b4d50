import type { Appointment, Due, Planner } from '../ports/outbox.ts';
import { nameOf } from './record.ts';
import { spreadOf } from './wake-index.ts';

const day = 24 * 3600;

/** A planner may name occurrences that went out already, after a change of its time or zone; so many in a row are passed over. */
const mostPassedOver = 20;

/** The first occurrence after a moment (seconds) that did not go out yet. */
export async function nextUnsent(
  planner: Planner,
  appointment: Appointment,
  sent: readonly string[],
  after: number,
): Promise<Due | undefined> {
  let from = after;
  for (let passed = 0; passed < mostPassedOver; passed += 1) {
    const due = await planner.next(appointment, from);
    if (!due || !sent.includes(due.occurrence)) return due;
    from = Math.max(due.postAt, from);
  }
  throw new Error(`the planner of ${appointment.kind} names only what went out already`);
}

/** Who may be queued a day ahead is spread over this part of it, in seconds, so that ten thousand at nine make no rush hour. */
const spread = 3 * 3600;

/** When to queue what is due, in milliseconds; each appointment at its own moment. */
export function queueTime({ ahead }: Planner, appointment: Appointment, postAt: number): number {
  const early = ahead ?? day;
  const within = Math.min(spread, early / 4);
  const second = postAt - early + spreadOf(nameOf(appointment)) * within;
  return Math.floor(second * 1000);
}
