import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { type Clock, type Pause, systemPause } from '../ports/clock.ts';
import type { Random } from '../ports/random.ts';
import {
  claimKey,
  type Decision,
  type Key,
  LockTimeout,
  put,
  remove,
  type Store,
} from '../ports/store.ts';
import type { UpdateOptions } from './engine.ts';

// All in milliseconds. A lock expires one lease after its holder last renewed it.
const lease = 30_000;
const renewalInterval = lease / 3;
const defaultLockTimeout = 10_000;
const [minRetryDelay, maxRetryDelay] = [10, 250];

const lockSchema = z.string();

const lockKey = (name: string): Key<string> => ({
  namespace: 'locks',
  name,
  schema: lockSchema,
  maxTtl: lease,
});

type Update = <Value, Result>(
  keys: readonly [Key<Value>],
  decide: (value: Value | undefined) => Decision<Result>,
  options?: UpdateOptions,
) => Promise<Result>;

/** A lock that is lost when the power fails is lost with its holder. A claim has to last. */
const brief: UpdateOptions = { mayBeLost: true };

/** Claims and locks are records that expire, written by the first caller that finds none. */
export function locks(
  { update }: { readonly update: Update },
  {
    clock,
    random,
    pause = systemPause,
  }: { readonly clock: Clock; readonly random: Random; readonly pause?: Pause },
): Pick<Store, 'claim' | 'release' | 'withLock'> {
  // A lock that is held expires by time that nobody can set.
  const elapsed = clock.elapsed ?? clock.now;

  return {
    claim: (name, ttl) => {
      const key = claimKey(name, ttl);
      return update([key], (taken) =>
        taken ? { writes: [], result: false } : { writes: [put(key, true, ttl)], result: true },
      );
    },

    release: (name) => {
      const key = claimKey(name, 0);
      return update([key], () => ({ writes: [remove(key)], result: undefined }));
    },

    withLock: async (name, task, lockTimeout = defaultLockTimeout) => {
      const key = lockKey(name);
      const token = randomUUID();
      const until = await acquire(key, token, lockTimeout);
      let [end, lost] = [until, false];
      const renew = async () => {
        const next = elapsed() + lease;
        const still = await update(
          [key],
          (holder) =>
            holder === token
              ? { writes: [put(key, token, lease)], result: true }
              : { writes: [], result: false },
          brief,
        );
        if (still) end = next;
        else lost = true;
      };
      // A failed renewal loses nothing: the next one may be in time, and `held` knows when it was
      // not.
      const timer = setInterval(() => void renew().catch(() => {}), renewalInterval).unref();
      try {
        return await task({ held: () => !lost && elapsed() < end });
      } finally {
        clearInterval(timer);
        await releaseLock(key, token).catch(() => {});
      }
    },
  };

  /** Resolves with the time at which the lock expires unless it is renewed. */
  async function acquire(key: Key<string>, token: string, lockTimeout: number): Promise<number> {
    const deadline = elapsed() + lockTimeout;
    for (let delay = minRetryDelay; ; delay = Math.min(delay * 2, maxRetryDelay)) {
      const end = elapsed() + lease;
      const mine = await update(
        [key],
        (holder) =>
          holder === undefined
            ? { writes: [put(key, token, lease)], result: true }
            : { writes: [], result: holder === token },
        brief,
      );
      if (mine) return end;
      if (elapsed() >= deadline) throw new LockTimeout(key.name);
      await pause(delay * (0.5 + random()));
    }
  }

  /** Leaves a lock alone that another holder has taken in the meantime. */
  function releaseLock(key: Key<string>, token: string): Promise<void> {
    return update(
      [key],
      (holder) => ({ writes: holder === token ? [remove(key)] : [], result: undefined }),
      brief,
    );
  }
}
