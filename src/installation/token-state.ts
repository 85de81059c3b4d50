import { refusesToken } from '../ports/slack.ts';
import { slackFailure } from '../slack/api/failures.ts';
import type { SlackLogger } from '../slack/api/logger.ts';
import { webClient } from '../slack/api/web-client.ts';

/** `unknown` if Slack doesn't answer properly. */
export type TokenState = 'works' | 'refused' | 'unknown';

/** Asks Slack whether a token is still valid; that of an organisation in one of its workspaces. */
export type AskTokenState = (token: string, workspace?: string) => Promise<TokenState>;

/** How long Slack must refuse a token before that counts as a removal that nobody told of. */
export const refusalPeriod = 3_600_000; // ms, because Slack has refused valid ones during outages

export function askTokenState(slackApiUrl: string | undefined, logger: SlackLogger): AskTokenState {
  return async (token, workspace) => {
    const client = webClient(token, slackApiUrl, logger, undefined, workspace);
    try {
      await client.auth.test();
      return 'works';
    } catch (error) {
      return refusesToken(slackFailure('auth.test', error)) ? 'refused' : 'unknown';
    }
  };
}
