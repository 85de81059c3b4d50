import { z } from 'zod';
import type { Clock, Pause } from '../ports/clock.ts';
import { type Key, put, type Store } from '../ports/store.ts';

/**
 * Slack allows at least 50 calls a minute for the methods used here, and asks for about one a
 * second. These two never add up to more than 49 in any minute.
 */
const callsPerMinute = 45;
const burst = 4;

const interval = 60_000 / callsPerMinute;
const burstTolerance = (burst - 1) * interval;

/** Times further ahead were noted before a clock was set back. */
const furthestAhead = burst * interval;

const turnsSchema = z.object({ evenly: z.number() });

/** The turns that all replicas have taken, until they don't matter any more. */
const turnsKey = (workspace: string, method: string): Key<z.infer<typeof turnsSchema>> => ({
  namespace: 'rate-limits',
  name: `${workspace}/turns/${method}`,
  schema: turnsSchema,
  maxTtl: furthestAhead + interval,
});

/** Beyond this many queues, idle ones are dropped. */
const maxQueues = 5000;

/**
 * When the next call would come if all came evenly, and until when Slack wants none, for how long.
 */
type Queue = { evenly: number; blockedUntil: number; blockedFor: number };

export type RateLimiter = {
  /**
   * Waits until one call may be made. If that would be after `until` (milliseconds), resolves at
   * once with when it would be, and no call is counted. Rejects if the store can't be reached.
   */
  readonly acquire: (
    workspace: string,
    method: string,
    until: number,
  ) => Promise<number | undefined>;
  /** Blocks a method in this process for the seconds that Slack asked for. */
  readonly block: (workspace: string, method: string, seconds: number) => void;
  readonly isBlocked: (workspace: string, method: string) => boolean;
};

/**
 * A separate queue for each workspace and method. A call whose turn has come in this process takes
 * one in the store as well, so that all replicas together keep the rate: those that run different
 * appointments, and those on which people change plans. A process waits by its own queue, which
 * spares the store all questions but one for each call.
 */
export function rateLimiter({
  store,
  clock,
  pause,
}: {
  readonly store: Pick<Store, 'update'>;
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

  /** `undefined` if the turn was taken; else when the next call would come if all came evenly. */
  function takeTurn(workspace: string, method: string): Promise<number | undefined> {
    const key = turnsKey(workspace, method);
    return store.update([key], (turns) => {
      const now = clock.now();
      const evenly = Math.min(turns?.evenly ?? now, now + furthestAhead);
      const isFree = evenly - burstTolerance <= now;
      const next = isFree ? Math.max(evenly, now) + interval : evenly;
      const writes = next === turns?.evenly ? [] : [put(key, { evenly: next }, next - now)];
      return { writes, result: isFree ? undefined : evenly };
    });
  }

  return {
    acquire: async (workspace, method, until) => {
      for (;;) {
        const queue = queueOf(workspace, method);
        const now = clock.now();
        queue.evenly = Math.min(queue.evenly, now + furthestAhead);
        queue.blockedUntil = Math.min(queue.blockedUntil, now + queue.blockedFor);
        const start = Math.max(now, queue.evenly - burstTolerance, queue.blockedUntil);
        if (start > until) return start;
        if (start === now) {
          queue.evenly = Math.max(queue.evenly, now) + interval;
          const evenly = await takeTurn(workspace, method);
          if (evenly === undefined) return undefined;
          // Other replicas have taken turns that this one didn't know of.
          queue.evenly = Math.max(queue.evenly - interval, evenly);
        } else await pause(Math.ceil(start - now));
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
