import type { AuthorizeResult } from '@slack/bolt';
import { WebAPIPlatformError, type WebClient } from '@slack/web-api';
import { Problems } from '../../problems.ts';

/** What Slack says of a token that is no good; anything else is its own trouble. */
const refusals = new Set([
  'invalid_auth',
  'not_authed',
  'account_inactive',
  'token_revoked',
  'token_expired',
]);

/** Asks Slack once who the token belongs to. Throws `Problems` where it is refused: it will be refused again. */
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
    if (!(error instanceof WebAPIPlatformError) || !refusals.has(error.data.error)) throw error;
    const reason = `Slack refuses this token (${error.data.error}); copy it anew from the app’s page Install App`;
    throw new Problems([{ place: 'settings', field: 'SLACK_BOT_TOKEN', reason }]);
  }
}
