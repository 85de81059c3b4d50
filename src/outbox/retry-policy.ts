import { refusesPlace, type SlackFailure } from '../ports/slack.ts';
import type { AppointmentRecord } from './record.ts';

const minute = 60_000;

/** Errors that concern the whole workspace: the token is no longer valid. */
const tokenErrors = new Set([
  'account_inactive',
  'token_revoked',
  'token_expired',
  'invalid_auth',
  'not_authed',
  'team_access_not_granted',
]);

/**
 * How long a token must be refused before appointments end, because Slack has refused valid ones
 * during outages.
 */
const tokenGracePeriod = 60 * minute;

export function isUnauthorized({ outcome, code }: SlackFailure): boolean {
  return outcome === 'refused' && tokenErrors.has(code);
}

/** Whether this refusal ends the appointment. */
export function isEnd(
  failure: SlackFailure,
  { turnedOutSince }: Pick<AppointmentRecord, 'turnedOutSince'>,
  now: number,
): boolean {
  const { outcome, code } = failure;
  if (outcome !== 'refused') return false;
  if (refusesPlace(code)) return true;
  const isOld = turnedOutSince !== undefined && now - turnedOutSince >= tokenGracePeriod;
  return isUnauthorized(failure) && isOld;
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
