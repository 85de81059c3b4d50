import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import type { Clock } from '../ports/clock.ts';
import type { Random } from '../ports/random.ts';
import { type Key, LockTimeout, put, remove, type Store } from '../ports/store.ts';

/** A lock ends by itself this many milliseconds after its holder last said that it is alive, which it does three times as often. */
const lease = 30_000;
const renewal = lease / 3;

const usualPatience = 10_000;

/** Milliseconds between two looks at a lock that somebody else has: more each time, up to the last. */
const [firstPause, lastPause] = [10, 250];

const claimKey = (name: string): Key<boolean> => ({
  namespace: 'claims',
  name,
  schema: z.boolean(),
});
const lockKey = (name: string): Key<string> => ({ namespace: 'locks', name, schema: z.string() });

/** Claims and locks are records that end, made by whoever finds none. */
export function locks(
  { update }: Pick<Store, 'update'>,
  { clock, chance }: { readonly clock: Clock; readonly chance: Random },
): Pick<Store, 'claim' | 'release' | 'withLock'> {
  return {
    claim: (name, ttl) => {
      const key = claimKey(name);
      return update([key], (taken) =>
        taken ? { writes: [], result: false } : { writes: [put(key, true, ttl)], result: true },
      );
    },

    release: (name) => {
      const key = claimKey(name);
      return update([key], () => ({ writes: [remove(key)], result: undefined }));
    },

    withLock: async (name, task, patience = usualPatience) => {
      const key = lockKey(name);
      const token = randomUUID();
      const until = await taken(key, token, patience);
      let [end, lost] = [until, false];
      const renew = async () => {
        const next = clock.now() + lease;
        const still = await update([key], (holder) =>
          holder === token
            ? { writes: [put(key, token, lease)], result: true }
            : { writes: [], result: false },
        );
        if (still) end = next;
        else lost = true;
      };
      // An outage at this moment is no loss: the next renewal may be in time, and `held` knows when it was not.
      const timer = setInterval(() => void renew().catch(() => {}), renewal).unref();
      try {
        return await task({ held: () => !lost && clock.now() < end });
      } finally {
        clearInterval(timer);
        await letGo(key, token).catch(() => {});
      }
    },
  };

  /** Resolves with when the lock ends if it is not renewed. */
  async function taken(key: Key<string>, token: string, patience: number): Promise<number> {
    const deadline = clock.now() + patience;
    for (let wait = firstPause; ; wait = Math.min(wait * 2, lastPause)) {
      const end = clock.now() + lease;
      const mine = await update([key], (holder) =>
        holder === undefined
          ? { writes: [put(key, token, lease)], result: true }
          : { writes: [], result: holder === token },
      );
      if (mine) return end;
      if (clock.now() >= deadline) throw new LockTimeout(key.name);
      await pause(wait * (0.5 + chance()));
    }
  }

  /** A lock that meanwhile belongs to somebody else stays theirs. */
  function letGo(key: Key<string>, token: string): Promise<void> {
    return update([key], (holder) => ({
      writes: holder === token ? [remove(key)] : [],
      result: undefined,
    }));
  }
}
