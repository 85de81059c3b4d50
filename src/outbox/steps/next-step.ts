import type { AppointmentRecord } from '../record.ts';

/** After so many milliseconds a call that was noted is over, whatever became of it: its own time limit is ten seconds. */
export const lease = 90_000;

/** Slack is not asked for a message that is due in less; in seconds. */
export const leadTime = 30;

/**
 * In its last ten minutes a message counts as sent. Slack refuses to delete it in the last minute, and people report that one
 * deleted in about the last five is answered `ok`, leaves the list, and is posted all the same.
 */
const untouchable = 10 * 60_000;

/** So shortly before a message is due, that it is not in the list does not mean any more that it was never queued. */
const listEnds = 2 * 60_000;

/**
 * `rest`: nothing, for now. `plan`: queue what comes next. `forget`: nothing is wanted. `check`: see whether what is queued is still
 * right. `take-back`: delete it. `let-go`: it counts as sent and is on its way. `passed`: it was sent. `find`: look whether Slack has it.
 * `give-up`: nobody can tell any more; it counts as sent.
 */
export type Step =
  | 'rest'
  | 'plan'
  | 'forget'
  | 'check'
  | 'take-back'
  | 'let-go'
  | 'passed'
  | 'find'
  | 'give-up';

/** What an appointment needs now (milliseconds). */
export function nextStep({ stage, wish }: AppointmentRecord, now: number): Step {
  if (stage.name === 'idle') return wish === 'cancel' ? 'forget' : 'plan';
  const left = stage.second * 1000 - now;
  switch (stage.name) {
    case 'queueing':
      if (now < stage.since + lease) return 'rest';
      return left > listEnds ? 'find' : 'give-up';
    case 'queued':
      if (left <= 0) return 'passed';
      if (wish === 'none') return 'rest';
      if (left <= untouchable) return 'let-go';
      return wish === 'cancel' ? 'take-back' : 'check';
    case 'unqueueing':
      if (left > untouchable) return 'take-back';
      if (now < stage.since + lease) return 'rest';
      return left > listEnds ? 'find' : 'give-up';
  }
}
