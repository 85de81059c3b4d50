import type { Clock } from '../../ports/clock.ts';
import type { Store } from '../../ports/store.ts';
import { seenKeys } from './seen-keys.ts';

export type Deduplicator = {
  /** True the first time a key is asked for in a workspace, on whatever replica, until the window has passed. */
  readonly first: (workspace: string, key: string) => Promise<boolean>;
  /** The next time is the first again. */
  readonly forget: (workspace: string, key: string) => Promise<void>;
};

/**
 * `window` in milliseconds. This process remembers by itself too: with the store down, nothing passes twice that comes to the same
 * replica. What comes to another one then passes, for an answer given twice is better than none.
 */
export function deduplicator(store: Store, clock: Clock, window: number): Deduplicator {
  const recent = seenKeys(clock, window);
  const claim = (workspace: string, key: string) => `${workspace}/once/${key}`;
  return {
    first: async (workspace, key) => {
      if (recent.has(key)) return false;
      return store.claim(claim(workspace, key), window).catch(() => true);
    },
    forget: async (workspace, key) => {
      recent.forget(key);
      await store.release(claim(workspace, key)).catch(() => undefined);
    },
  };
}
