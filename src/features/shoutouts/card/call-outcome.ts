import { refusesPlace, type Slack, SlackFailure } from '../../../ports/slack.ts';

/**
 * The outcome of a call to Slack. `unsure`: it may or may not have taken effect. `failed` and
 * `limited`: it certainly had no effect; a limited call may be repeated after `retryAfter` seconds.
 */
export type CallOutcome =
  | { readonly kind: 'done' | 'unsure' | 'failed' }
  | { readonly kind: 'refused'; readonly code: string }
  | { readonly kind: 'limited'; readonly retryAfter: number };

/** Seconds. */
const defaultWait = 30;

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

/** Waits for the turn of a post that is noted before; unless it is `done`, nothing is to be noted. */
export const turnToPost = ({ waitToPost }: Pick<Slack, 'waitToPost'>): Promise<CallOutcome> =>
  callOutcome(waitToPost?.() ?? Promise.resolve());

/** The message no longer exists. */
export const isGone = (outcome: CallOutcome): boolean =>
  outcome.kind === 'refused' && outcome.code === 'message_not_found';

/** Refusals of one message that trying again doesn't change, besides those of its place. */
const finalCodes = new Set([
  'message_not_found',
  'cant_update_message',
  'cant_delete_message',
  'edit_window_closed',
  'compliance_exports_prevent_deletion',
]);

/**
 * Milliseconds after which any other refusal counts as final, such as of a token that was revoked.
 */
const maxRefusedTime = 24 * 3_600_000;

/** Slack's error if it refuses a change made `age` milliseconds ago for good. */
export function finalRefusal(outcome: { readonly kind: string }, age: number): string | undefined {
  if (outcome.kind !== 'refused') return undefined;
  const { code } = outcome as Extract<CallOutcome, { kind: 'refused' }>;
  return finalCodes.has(code) || refusesPlace(code) || age > maxRefusedTime ? code : undefined;
}
