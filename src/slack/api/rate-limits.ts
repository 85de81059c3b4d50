import type { Clock } from '../../ports/clock.ts';
import { SlackFailure } from '../../ports/slack.ts';

/** Runs a call unless Slack limits its method now; such a call rejects as `limited` at once. */
export type RateLimits = <Result>(method: string, call: () => Promise<Result>) => Promise<Result>;

/**
 * Slack's rate limits for the methods of one workspace. All calls share them, because Slack counts
 * them together: after one 429 no other call of that method is made before Retry-After is over.
 */
export function rateLimits(clock: Clock): RateLimits {
  const limits = new Map<string, { readonly from: number; readonly until: number }>();

  /** Milliseconds left; none if the clock has been set back since. */
  function left(method: string): number {
    const limit = limits.get(method);
    const now = clock.now();
    return limit && now >= limit.from ? limit.until - now : 0;
  }

  return async (method, call) => {
    const wait = left(method);
    if (wait > 0) {
      const retryAfter = Math.ceil(wait / 1000);
      throw new SlackFailure(method, 'limited', 'ratelimited', { retryAfter });
    }
    limits.delete(method);
    try {
      return await call();
    } catch (error) {
      if (error instanceof SlackFailure && error.retryAfter !== undefined) {
        const from = clock.now();
        limits.set(method, { from, until: from + error.retryAfter * 1000 });
      }
      throw error;
    }
  };
}
