import type { Clock } from '../../ports/clock.ts';
import { SlackFailure } from '../../ports/slack.ts';
import type { SharedLimits } from './shared-limits.ts';

/**
 * Calls of a method that come by the hundred, per workspace: never more than `burst + perMinute` in
 * any minute, which stays below the 100 of Slack's Tier 4.
 */
const paces: Readonly<Record<string, { readonly burst: number; readonly perMinute: number }>> = {
  'views.publish': { burst: 20, perMinute: 75 },
};

/** Runs a call unless Slack limits its method now; such a call rejects as `limited` at once. */
export type RateLimits = <Result>(method: string, call: () => Promise<Result>) => Promise<Result>;

/**
 * Slack's rate limits for the methods of one workspace. All calls share them, because Slack counts
 * them together: after one 429 no other call of that method is made before Retry-After is over, on
 * any replica if they share their limits.
 */
export function rateLimits(clock: Clock, shared?: SharedLimits): RateLimits {
  const limits = new Map<string, { readonly from: number; readonly until: number }>();
  /** When the next call of a paced method would come if all came evenly. */
  const evenly = new Map<string, number>();

  /** Milliseconds left; none if the clock has been set back since. */
  function left(method: string): number {
    const limit = limits.get(method);
    const now = clock.now();
    return limit && now >= limit.from ? limit.until - now : 0;
  }

  /** Milliseconds until a paced method may be called; 0 counts this call. */
  function turn(method: string): number {
    const pace = paces[method];
    if (!pace) return 0;
    const now = clock.now();
    const interval = 60_000 / pace.perMinute;
    // Times further ahead are from before the clock was set back.
    const next = Math.min(Math.max(evenly.get(method) ?? now, now), now + pace.burst * interval);
    const wait = next - now - (pace.burst - 1) * interval;
    if (wait <= 0) evenly.set(method, next + interval);
    return Math.max(wait, 0);
  }

  function block(method: string, milliseconds: number): void {
    const from = clock.now();
    limits.set(method, { from, until: from + milliseconds });
  }

  return async (method, call) => {
    if (left(method) <= 0) {
      const elsewhere = (await shared?.left(method)) ?? 0;
      // Slack may have limited another call of this replica meanwhile.
      if (elsewhere > left(method)) block(method, elsewhere);
    }
    const wait = left(method);
    if (wait > 0) {
      const retryAfter = Math.ceil(wait / 1000);
      throw new SlackFailure(method, 'limited', 'ratelimited', { retryAfter });
    }
    limits.delete(method);
    const pause = turn(method);
    if (pause > 0)
      throw new SlackFailure(method, 'limited', 'ratelimited', { retryAfter: pause / 1000 });
    try {
      return await call();
    } catch (error) {
      if (error instanceof SlackFailure && error.retryAfter !== undefined) {
        block(method, error.retryAfter * 1000);
        await shared?.note(method, error.retryAfter * 1000);
      }
      throw error;
    }
  };
}
