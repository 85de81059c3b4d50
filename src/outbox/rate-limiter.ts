import { z } from 'zod';
import type { Clock, Pause } from '../ports/clock.ts';
import { type Key, put, type Store } from '../ports/store.ts';
import type { Take } from './record.ts';

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

type Turns = z.infer<typeof turnsSchema>;

/** The turns that all replicas have taken, until they don't matter any more. */
const turnsKey = (workspace: string, method: string): Key<Turns> => ({
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

type LimitedCall = {
  readonly workspace: string;
  readonly method: string;
  /** No call is made later (milliseconds). */
  readonly until: number;
};

/** A call's turn, which is free once it has come. */
export type Turn = Take<Turns>;

export type RateLimiter = {
  /**
   * Waits until one call may be made; `write` then takes its turn, with whatever else has to be
   * written before the call. Other replicas may have been faster: then it waits and writes again. If
   * the call would be made too late, resolves at once with `start`, when it would be.
   */
  readonly withTurn: <Result>(
    call: LimitedCall,
    write: (turn: Turn) => Promise<Result>,
    yieldWhile?: (wait: () => Promise<void>) => Promise<void>,
  ) => Promise<{ readonly result: Result } | { readonly start: number }>;
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

  /** `seen` gets the end of all turns that were taken before, if this one can't be taken. */
  function turnOf(workspace: string, method: string, seen: { evenly?: number | undefined }): Turn {
    const key = turnsKey(workspace, method);
    return {
      key,
      take: (turns) => {
        const now = clock.now();
        const evenly = Math.min(turns?.evenly ?? now, now + furthestAhead);
        const isFree = evenly - burstTolerance <= now;
        seen.evenly = isFree ? undefined : evenly;
        const next = Math.max(evenly, now) + interval;
        return isFree ? put(key, { evenly: next }, next - now) : undefined;
      },
    };
  }

  return {
    withTurn: async ({ workspace, method, until }, write, yieldWhile = (wait) => wait()) => {
      for (;;) {
        const queue = queueOf(workspace, method);
        const now = clock.now();
        queue.evenly = Math.min(queue.evenly, now + furthestAhead);
        queue.blockedUntil = Math.min(queue.blockedUntil, now + queue.blockedFor);
        const start = Math.max(now, queue.evenly - burstTolerance, queue.blockedUntil);
        if (start > until) return { start };
        if (start > now) {
          await yieldWhile(() => pause(Math.ceil(start - now)));
          continue;
        }
        queue.evenly = Math.max(queue.evenly, now) + interval;
        const seen: { evenly?: number | undefined } = {};
        const result = await write(turnOf(workspace, method, seen));
        if (seen.evenly === undefined) return { result };
        // Other replicas have taken turns that this one didn't know of.
        queue.evenly = Math.max(queue.evenly - interval, seen.evenly);
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

/** Takes a call's turn with nothing else. */
export function takeTurn(store: Pick<Store, 'update'>, turn: Turn): Promise<void> {
  return store.update([turn.key], (turns) => {
    const taken = turn.take(turns);
    return { writes: taken ? [taken] : [], result: undefined };
  });
}
