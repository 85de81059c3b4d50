import type { AuthorizeResult } from '@slack/bolt';
import { WebAPIPlatformError, type WebClient } from '@slack/web-api';
import { Problems } from '../../problems.ts';

/** Errors that mean a bad token; any other error is a failure of Slack's. */
const badTokenErrors = new Set([
  'invalid_auth',
  'not_authed',
  'account_inactive',
  'token_revoked',
  'token_expired',
]);

/** Asks Slack once whom the token belongs to. Throws `Problems` if Slack refuses it for good. */
export async function identity(client: WebClient, botToken: string): Promise<AuthorizeResult> {
  try {
    const { bot_id: botId, user_id: botUserId, team_id: teamId } = await client.auth.test();
    return {
      botToken,
      ...(botId ? { botId } : {}),
      ...(botUserId ? { botUserId } : {}),
      ...(teamId ? { teamId } : {}),
    };
  } catch (error) {
    if (!(error instanceof WebAPIPlatformError) || !badTokenErrors.has(error.data.error))
      throw error;
    const reason =
      `Slack refuses this token (${error.data.error});` +
      ' copy it again from the app’s Install App page';
    throw new Problems([{ place: 'settings', field: 'SLACK_BOT_TOKEN', reason }]);
  }
}
