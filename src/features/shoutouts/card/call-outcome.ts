import { systemPause } from '../../../ports/clock.ts';
import { SlackFailure } from '../../../ports/slack.ts';

/**
 * What became of something in Slack. `unsure`: nobody knows. `failed` and `limited`: it was certainly not done; the latter may be
 * done after so many seconds.
 */
export type CallOutcome =
  | { readonly kind: 'done' | 'unsure' | 'failed' }
  | { readonly kind: 'refused'; readonly code: string }
  | { readonly kind: 'limited'; readonly retryAfter: number };

/** Seconds. */
const [usualWait, longestWait] = [30, 60];
/** More in a row mean that Slack has other worries. */
const mostTries = 3;

/** Rejects only with what is no failure of Slack's. */
export async function callOutcome(call: Promise<unknown>): Promise<CallOutcome> {
  try {
    await call;
    return { kind: 'done' };
  } catch (error) {
    if (!(error instanceof SlackFailure)) throw error;
    if (error.outcome === 'refused') return { kind: 'refused', code: error.code };
    if (error.outcome === 'limited')
      return { kind: 'limited', retryAfter: error.retryAfter ?? usualWait };
    return { kind: error.outcome === 'unsure' ? 'unsure' : 'failed' };
  }
}

const goneCodes = ['message_not_found', 'channel_not_found', 'cant_update_message'];

/** The message isn't there any more, or isn't ours to touch. */
export const isGone = (outcome: CallOutcome): boolean =>
  outcome.kind === 'refused' && goneCodes.includes(outcome.code);

/** Does again what Slack was too busy for, when it may be done; `again` says how many seconds to wait then. */
export async function retryOnce(
  seconds: number | undefined,
  again: () => Promise<number | undefined>,
): Promise<void> {
  let wait = seconds;
  for (let tries = 0; tries < mostTries; tries += 1) {
    if (wait === undefined || wait > longestWait) return;
    await systemPause(wait * 1000);
    wait = await again();
  }
}
