import type { Clock, Pause } from '../ports/clock.ts';

/**
 * Slack allows 50 calls a minute and more for the methods used here, and asks for about one a second. In no minute do these two
 * add up to more than 49.
 */
const perMinute = 45;
const atOnce = 4;

const gap = 60_000 / perMinute;
const early = (atOnce - 1) * gap;

/** Beyond so many lines those that are idle are forgotten. */
const mostLines = 5000;

/** When the next call of a line would come if all came evenly, and until when Slack wants none. */
type Line = { even: number; closed: number };

export type RateLimiter = {
  /** Waits for the turn of one call. False, and at once, where it does not come before `until` (milliseconds): nothing is used up then. */
  readonly turn: (workspace: string, method: string, until: number) => Promise<boolean>;
  /** Slack wants no calls of this method for so many seconds. */
  readonly close: (workspace: string, method: string, seconds: number) => void;
};

/** A queue for each workspace and method; none waits for another. */
export function rateLimiter({
  clock,
  pause,
}: {
  readonly clock: Clock;
  readonly pause: Pause;
}): RateLimiter {
  const lines = new Map<string, Line>();

  function lineOf(workspace: string, method: string): Line {
    const name = `${workspace} ${method}`;
    const line = lines.get(name) ?? { even: 0, closed: 0 };
    if (!lines.has(name) && lines.size >= mostLines) forgetIdle();
    lines.set(name, line);
    return line;
  }

  function forgetIdle(): void {
    const now = clock.now();
    for (const [name, { even, closed }] of lines) {
      if (even < now && closed < now) lines.delete(name);
    }
  }

  return {
    turn: async (workspace, method, until) => {
      for (;;) {
        const line = lineOf(workspace, method);
        const now = clock.now();
        const start = Math.max(now, line.even - early, line.closed);
        if (start > until) return false;
        if (start === now) {
          line.even = Math.max(line.even, now) + gap;
          return true;
        }
        await pause(Math.ceil(start - now));
      }
    },
    close: (workspace, method, seconds) => {
      const line = lineOf(workspace, method);
      line.closed = Math.max(line.closed, clock.now() + seconds * 1000);
    },
  };
}
