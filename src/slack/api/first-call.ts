import type { Pause } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import { Problems } from '../../problems.ts';
import { slackFailure } from './failures.ts';

/** How long the start goes on trying while Slack is busy or out of order, in milliseconds. */
const maxWait = 120_000;
const minDelay = 1000;
const maxDelay = 30_000;

/**
 * Makes a call that the start depends on. It is repeated while Slack limits it or answers with an
 * error of its own, since neither is a fault of the settings; Retry-After is kept. Rejects with the
 * last `SlackFailure` if Slack refuses the call, can't be reached, or doesn't recover in time;
 * `Problems` pass through.
 */
export async function firstCall<Result>(
  method: string,
  call: () => Promise<Result>,
  { pause, log }: { readonly pause: Pause; readonly log: Pick<Log, 'warn'> },
): Promise<Result> {
  let delay = minDelay;
  let waited = 0;
  for (;;) {
    try {
      return await call();
    } catch (error) {
      if (error instanceof Problems) throw error;
      const failure = slackFailure(method, error);
      const wait = Math.max(delay, (failure.retryAfter ?? 0) * 1000);
      const mayRecover = failure.outcome === 'limited' || failure.outcome === 'unsure';
      if (!mayRecover || waited + wait > maxWait) throw failure;
      log.warn({ method, code: failure.code, wait }, 'Slack cannot answer now; trying again');
      await pause(wait);
      waited += wait;
      delay = Math.min(delay * 2, maxDelay);
    }
  }
}
