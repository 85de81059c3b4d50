import type { Clock, Pause } from '../ports/clock.ts';

/**
 * Slack allows at least 50 calls a minute for the methods used here, and asks for about one a
 * second. These two never add up to more than 49 in any minute.
 */
const callsPerMinute = 45;
const burst = 4;

const interval = 60_000 / callsPerMinute;
const burstTolerance = (burst - 1) * interval;

/** Beyond this many queues, idle ones are dropped. */
const maxQueues = 5000;

/**
 * When the next call would come if all came evenly, and until when Slack wants none, for how long.
 */
type Queue = { evenly: number; blockedUntil: number; blockedFor: number };

export type RateLimiter = {
  /**
   * Waits until one call may be made. If that would be after `until` (milliseconds), resolves at
   * once with when it would be, and no call is counted.
   */
  readonly acquire: (
    workspace: string,
    method: string,
    until: number,
  ) => Promise<number | undefined>;
  /** Blocks a method for the seconds that Slack asked for. */
  readonly block: (workspace: string, method: string, seconds: number) => void;
  readonly isBlocked: (workspace: string, method: string) => boolean;
};

/** A separate queue for each workspace and method. */
export function rateLimiter({
  clock,
  pause,
}: {
  readonly clock: Clock;
  readonly pause: Pause;
}): RateLimiter {
  const queues = new Map<string, Queue>();

  function queueOf(workspace: string, method: string): Queue {
    const name = `${workspace} ${method}`;
    const queue = queues.get(name) ?? { evenly: 0, blockedUntil: 0, blockedFor: 0 };
    if (!queues.has(name) && queues.size >= maxQueues) dropIdle();
    queues.set(name, queue);
    return queue;
  }

  function dropIdle(): void {
    const now = clock.now();
    for (const [name, { evenly, blockedUntil }] of queues) {
      if (evenly < now && blockedUntil < now) queues.delete(name);
    }
  }

  return {
    acquire: async (workspace, method, until) => {
      for (;;) {
        const queue = queueOf(workspace, method);
        const now = clock.now();
        // Times further ahead are from before the clock was set back.
        queue.evenly = Math.min(queue.evenly, now + burst * interval);
        queue.blockedUntil = Math.min(queue.blockedUntil, now + queue.blockedFor);
        const start = Math.max(now, queue.evenly - burstTolerance, queue.blockedUntil);
        if (start > until) return start;
        if (start === now) {
          queue.evenly = Math.max(queue.evenly, now) + interval;
          return undefined;
        }
        await pause(Math.ceil(start - now));
      }
    },
    isBlocked: (workspace, method) => queueOf(workspace, method).blockedUntil > clock.now(),
    block: (workspace, method, seconds) => {
      const queue = queueOf(workspace, method);
      queue.blockedUntil = Math.max(queue.blockedUntil, clock.now() + seconds * 1000);
      queue.blockedFor = queue.blockedUntil - clock.now();
    },
  };
}
