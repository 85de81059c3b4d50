import type { SlackFailure } from '../ports/slack.ts';
import type { AppointmentRecord } from './record.ts';

const minute = 60_000;

/** What Slack says where nothing can be posted in a place any more. */
const endsPlace = new Set([
  'channel_not_found',
  'not_in_channel',
  'is_archived',
  'messages_tab_disabled',
  'cannot_dm_bot',
  'user_disabled',
  'user_not_found',
  'user_not_visible',
  'thread_not_found',
]);
const restricted = /^restricted_action/;

/** What it says where the whole workspace has turned us out. */
const endsWorkspace = new Set([
  'account_inactive',
  'token_revoked',
  'token_expired',
  'invalid_auth',
  'not_authed',
  'team_access_not_granted',
]);

/** A token is refused for so long before it is believed: in a bad hour Slack has refused good ones, and all plans would be gone. */
const workspacePatience = 60 * minute;

export function isUnauthorized({ outcome, code }: SlackFailure): boolean {
  return outcome === 'refused' && endsWorkspace.has(code);
}

/** Whether this refusal ends the appointment. */
export function isEnd(
  failure: SlackFailure,
  { turnedOutSince }: Pick<AppointmentRecord, 'turnedOutSince'>,
  now: number,
): boolean {
  const { outcome, code } = failure;
  if (outcome !== 'refused') return false;
  if (endsPlace.has(code) || restricted.test(code)) return true;
  const isOld = turnedOutSince !== undefined && now - turnedOutSince >= workspacePatience;
  return isUnauthorized(failure) && isOld;
}

const longestWait = 30 * minute;

/** No wait is longer than this part of the time that is left. */
const share = 1 / 8;

/**
 * When to try again after so many attempts that came to nothing (milliseconds): a minute later, then two, four, up to thirty; and
 * the sooner, the nearer is what is due at `postAt` (seconds).
 */
export function nextAttempt(now: number, attempts: number, postAt: number | undefined): number {
  const wait = Math.min(2 ** (attempts - 1) * minute, longestWait);
  const left = postAt === undefined ? Number.POSITIVE_INFINITY : postAt * 1000 - now;
  if (left <= 0) return now + wait;
  return now + Math.max(Math.floor(Math.min(wait, left * share)), minute);
}
