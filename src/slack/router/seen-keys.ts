import type { Clock } from '../../ports/clock.ts';

/** More than a busy workspace sends within the window; the oldest go first. */
const mostKeys = 10_000;

export type SeenKeys = {
  /** False the first time a key is asked for, then true until the window has passed. */
  readonly has: (key: string) => boolean;
  readonly forget: (key: string) => void;
};

/**
 * Remembers keys within this process for `window` milliseconds.
 */
export function seenKeys(clock: Clock, window: number): SeenKeys {
  const seen = new Map<string, number>();
  return {
    has: (key) => {
      const now = clock.now();
      for (const [old, time] of seen) {
        if (now - time < window && seen.size < mostKeys) break;
        seen.delete(old);
      }
      if (seen.has(key)) return true;
      seen.set(key, now);
      return false;
    },
    forget: (key) => void seen.delete(key),
  };
}
