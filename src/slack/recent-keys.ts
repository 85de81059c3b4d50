import type { Clock } from '../ports.ts';

/** More than a busy workspace sends within the window; the oldest go first. */
const mostKeys = 10_000;

export type RecentKeys = { readonly has: (key: string) => boolean };

/**
 * Remembers keys for a while, within this process: `has` is false the first time a key is asked for, then true until `window`
 * milliseconds have passed.
 */
export function recentKeys(
  clock: Clock,
  window: number,
): { readonly has: (key: string) => boolean } {
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
  };
}
