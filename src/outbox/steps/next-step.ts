import { maxClockDifference } from '../../ports/clock.ts';
import { lastMinutes } from '../../ports/outbox.ts';
import type { AppointmentRecord } from '../record.ts';

/**
 * How long after it was recorded a call may still be running, in milliseconds; its own timeout is
 * ten seconds.
 */
export const lease = 90_000;

/** The shortest time before it is due at which a message is queued, in seconds. */
export const leadTime = 30;

/**
 * Within this time before it is due (milliseconds), a message missing from the list may still have
 * been queued.
 */
const listUnreliable = 2 * 60_000;

/**
 * `wait`: nothing to do now. `plan`: queue the next message. `clear`: end the appointment. `check`:
 * compare the queued message with the plan. `unschedule`: delete it. `mark-sent`: it is on its way
 * and counts as sent. `sent`: its time has passed. `reconcile`: ask Slack whether it has it.
 * `mark-unknown`: too late to know; it counts as sent.
 */
export type Step =
  | 'wait'
  | 'plan'
  | 'clear'
  | 'check'
  | 'unschedule'
  | 'mark-sent'
  | 'sent'
  | 'reconcile'
  | 'mark-unknown';

/**
 * Whether a call recorded at `since` may still be running. One from a time that has not come was
 * recorded while a clock was wrong.
 */
export function mayBeRunning(since: number, now: number): boolean {
  return now < since + lease && since <= now + maxClockDifference;
}

/** The step that an appointment needs; `now` in milliseconds. */
export function nextStep({ stage, wish }: AppointmentRecord, now: number): Step {
  if (stage.name === 'idle') return wish === 'cancel' ? 'clear' : 'plan';
  const left = stage.second * 1000 - now;
  switch (stage.name) {
    case 'queueing':
      if (mayBeRunning(stage.since, now)) return 'wait';
      return left > listUnreliable ? 'reconcile' : 'mark-unknown';
    case 'queued':
      if (left <= 0) return 'sent';
      if (wish === 'none') return 'wait';
      if (left <= lastMinutes) return 'mark-sent';
      return wish === 'cancel' ? 'unschedule' : 'check';
    case 'unqueueing':
      if (mayBeRunning(stage.since, now)) return 'wait';
      if (left > lastMinutes) return 'unschedule';
      return left > listUnreliable ? 'reconcile' : 'mark-unknown';
  }
}
