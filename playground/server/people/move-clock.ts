import { setTimeout as pause } from 'node:timers/promises';
import type { Clock } from '../clock.ts';

const hour = 3_600_000;

/** Real milliseconds for each hour, at least, so that the app can do its periodic work. */
const pausePerHour = 30;

/** Real milliseconds after which an hour no longer waits for that work. */
const maxPause = 2000;

/** Longer moves, in hours, are done in a single step. */
const maxSteps = 24 * 21;

/** Moves the clock hour by hour, so that an app's periodic checks run on the way. */
export async function moveClock(clock: Clock, to: number): Promise<void> {
  const steps = Math.ceil((to - clock.now()) / hour);
  if (steps <= maxSteps) {
    for (let step = 1; step < steps; step += 1) {
      clock.advance(hour);
      await pause(pausePerHour);
      await Promise.race([clock.settled(), pause(maxPause, undefined, { ref: false })]);
    }
  }
  clock.set(to);
}
