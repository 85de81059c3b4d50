import type { AuthorizeResult } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import type { Pause } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import { SlackFailure } from '../../ports/slack.ts';
import { Problems } from '../../problems.ts';
import { firstCall } from './first-call.ts';

/** Errors that mean a bad token; any other error is a failure of Slack's. */
const badTokenErrors = new Set([
  'invalid_auth',
  'not_authed',
  'account_inactive',
  'token_revoked',
  'token_expired',
]);

/** Whether this error of Slack's means that the token is wrong. */
export const refusesToken = (code: string): boolean => badTokenErrors.has(code);

/**
 * Asks Slack whom the token belongs to, again while Slack is busy. Throws `Problems` if Slack
 * refuses the token for good, and a `SlackFailure` if it doesn't answer.
 */
export async function identity(
  client: WebClient,
  botToken: string,
  waiting: { readonly pause: Pause; readonly log: Pick<Log, 'warn'> },
): Promise<AuthorizeResult> {
  try {
    const {
      bot_id: botId,
      user_id: botUserId,
      team_id: teamId,
      enterprise_id: enterpriseId,
    } = await firstCall('auth.test', () => client.auth.test(), waiting);
    return {
      botToken,
      ...(botId ? { botId } : {}),
      ...(botUserId ? { botUserId } : {}),
      ...(teamId ? { teamId } : {}),
      ...(enterpriseId ? { enterpriseId } : {}),
    };
  } catch (error) {
    if (!(error instanceof SlackFailure) || !refusesToken(error.code)) throw error;
    const reason =
      `Slack refuses this token (${error.code});` +
      ' copy it again from the app’s Install App page';
    throw new Problems([{ place: 'settings', field: 'SLACK_BOT_TOKEN', reason }]);
  }
}
