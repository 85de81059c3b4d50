import { systemPause } from '../../../ports/clock.ts';
import { SlackFailure } from '../../../ports/slack.ts';

/**
 * The outcome of a call to Slack. `unsure`: it may or may not have taken effect. `failed` and
 * `limited`: it certainly had no effect; a limited call may be repeated after `retryAfter` seconds.
 */
export type CallOutcome =
  | { readonly kind: 'done' | 'unsure' | 'failed' }
  | { readonly kind: 'refused'; readonly code: string }
  | { readonly kind: 'limited'; readonly retryAfter: number };

/** Seconds. */
const [defaultWait, maxWait] = [30, 60];
const maxRetries = 3;

/** Rejects only with errors other than Slack's. */
export async function callOutcome(call: Promise<unknown>): Promise<CallOutcome> {
  try {
    await call;
    return { kind: 'done' };
  } catch (error) {
    if (!(error instanceof SlackFailure)) throw error;
    if (error.outcome === 'refused') return { kind: 'refused', code: error.code };
    if (error.outcome === 'limited')
      return { kind: 'limited', retryAfter: error.retryAfter ?? defaultWait };
    return { kind: error.outcome === 'unsure' ? 'unsure' : 'failed' };
  }
}

const goneCodes = ['message_not_found', 'channel_not_found', 'cant_update_message'];

/** The message no longer exists, or we can't change it. */
export const isGone = (outcome: CallOutcome): boolean =>
  outcome.kind === 'refused' && goneCodes.includes(outcome.code);

/**
 * Repeats a rate-limited call after `seconds`; `undefined` means that there is nothing to
 * repeat. `call` resolves with the seconds to wait if it was limited again.
 */
export async function retryWhileLimited(
  seconds: number | undefined,
  call: () => Promise<number | undefined>,
): Promise<void> {
  let wait = seconds;
  for (let retries = 0; retries < maxRetries; retries += 1) {
    if (wait === undefined || wait > maxWait) return;
    await systemPause(wait * 1000);
    wait = await call();
  }
}
