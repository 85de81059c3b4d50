import { z } from 'zod';
import type { Clock } from '../../ports/clock.ts';
import { type Key, put, type Store, StoreUnavailable } from '../../ports/store.ts';

/** What the replicas tell each other of Slack's rate limits in one workspace. */
export type SharedLimits = {
  /** Milliseconds for which another replica was told not to call this method. */
  readonly left: (method: string) => Promise<number>;
  readonly note: (method: string, milliseconds: number) => Promise<void>;
};

/** Slack asks for seconds or minutes; no limit counts for longer (milliseconds). */
const longest = 3_600_000;

/** Milliseconds since 1970. */
const limitSchema = z.object({ from: z.number(), until: z.number() });

const limitKey = (workspace: string, method: string): Key<z.infer<typeof limitSchema>> => ({
  namespace: 'rate-limits',
  name: `${workspace}/${method}`,
  schema: limitSchema,
  maxTtl: longest,
});

/**
 * Retry-After of each method, in the store. Forms have to open before anything that may be slow, so
 * nothing is asked for the methods of views. While the store is down a replica knows its own limits.
 */
export function sharedLimits(
  { store, clock }: { readonly store: Store; readonly clock: Clock },
  workspace: string,
): SharedLimits {
  return {
    left: async (method) => {
      if (method.startsWith('views.') || !store.ready()) return 0;
      const limit = await store.get(limitKey(workspace, method)).catch(ignoreOutage);
      const now = clock.now();
      // A limit from a time that has not come was noted by a clock that is ahead.
      return limit && limit.from <= now ? Math.max(limit.until - now, 0) : 0;
    },
    note: async (method, milliseconds) => {
      if (!store.ready()) return;
      const from = clock.now();
      const length = Math.min(milliseconds, longest);
      const limit = put(limitKey(workspace, method), { from, until: from + length }, length);
      await store.setMany([limit]).catch(ignoreOutage);
    },
  };
}

function ignoreOutage(error: unknown): undefined {
  if (!(error instanceof StoreUnavailable)) throw error;
  return undefined;
}
