import type { Clock } from '../../ports/clock.ts';
import type { Store } from '../../ports/store.ts';
import { withTimeout } from './with-timeout.ts';

export type Deduplicator = {
  /** True for the first claim of a key in a workspace, on any replica, within the window. */
  readonly claim: (workspace: string, key: string) => Promise<boolean>;
  /** Lets the key be claimed again. */
  readonly release: (workspace: string, key: string) => Promise<void>;
};

/** Milliseconds. A slow store must not cost the answer, nor the trigger of a form. */
const claimTimeout = 700;

/**
 * `window` in milliseconds. Keys are also remembered in this process, so a replica handles nothing
 * twice even while the store is down. Another replica may then: two answers are better than none.
 */
export function deduplicator(store: Store, clock: Clock, window: number): Deduplicator {
  const seen = seenKeys(clock, window);
  const keyOf = (workspace: string, key: string) => `${workspace}/once/${key}`;
  return {
    claim: async (workspace, key) => {
      const name = keyOf(workspace, key);
      if (!seen.add(name)) return false;
      return withTimeout(store.claim(name, window), claimTimeout).catch(() => true);
    },
    release: async (workspace, key) => {
      const name = keyOf(workspace, key);
      seen.delete(name);
      await store.release(name).catch(() => undefined);
    },
  };
}

/** More than a busy workspace sends within the window; the oldest are dropped first. */
const maxSeenKeys = 10_000;

function seenKeys(clock: Clock, window: number) {
  const seen = new Map<string, number>();
  return {
    /** False if the key was added before, within the window. */
    add: (key: string): boolean => {
      const now = clock.now();
      for (const [old, time] of seen) {
        // A time ahead of now is from before the clock was set back.
        if (Math.abs(now - time) < window && seen.size < maxSeenKeys) break;
        seen.delete(old);
      }
      if (seen.has(key)) return false;
      seen.set(key, now);
      return true;
    },
    delete: (key: string) => seen.delete(key),
  };
}
