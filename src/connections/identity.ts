import type { AuthorizeResult } from '@slack/bolt';
import { WebAPIPlatformError, type WebClient } from '@slack/web-api';
import { Problems } from '../problems.ts';

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
    if (!(error instanceof WebAPIPlatformError)) throw error;
    const reason = `Slack refuses this token (${error.data.error}); copy it anew from OAuth & Permissions`;
    throw new Problems([{ place: 'settings', field: 'SLACK_BOT_TOKEN', reason }]);
  }
}
