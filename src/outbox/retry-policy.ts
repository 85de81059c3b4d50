import { refusesPlace, type SlackFailure } from '../ports/slack.ts';

const minute = 60_000;

/**
 * Whether this refusal ends the appointment. A refused token does not: the app may be added again,
 * and if it isn't, everything of the workspace is deleted.
 */
export function isEnd({ outcome, code }: SlackFailure): boolean {
  return outcome === 'refused' && refusesPlace(code);
}

const maxRetryDelay = 30 * minute;

/** The longest delay as a part of the time left. */
const maxShare = 1 / 8;

/**
 * When to retry after this number of failed attempts, in milliseconds: after one minute, then two,
 * four and up to thirty, but sooner the closer `postAt` (seconds) is.
 */
export function nextAttempt(now: number, attempts: number, postAt: number | undefined): number {
  const delay = Math.min(2 ** (attempts - 1) * minute, maxRetryDelay);
  const left = postAt === undefined ? Number.POSITIVE_INFINITY : postAt * 1000 - now;
  if (left <= 0) return now + delay;
  return now + Math.max(Math.floor(Math.min(delay, left * maxShare)), minute);
}
