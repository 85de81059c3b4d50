import { setTimeout as pause } from 'node:timers/promises';
import type { Clock } from '../clock.ts';

const hour = 3_600_000;

/** Real milliseconds in which the app can do what it does at such an hour, as what it queues with Slack for the next day. */
const moment = 30;

/** A clock that somebody sets further ahead than this leaps there. */
const mostSteps = 24 * 21;

/** Moves the clock hour by hour, as if it were running fast: an app that looks after things now and then finds the time to. */
export async function moveClock(clock: Clock, to: number): Promise<void> {
  const steps = Math.ceil((to - clock.now()) / hour);
  if (steps <= mostSteps) {
    for (let step = 1; step < steps; step += 1) {
      clock.advance(hour);
      await pause(moment);
    }
  }
  clock.set(to);
}
