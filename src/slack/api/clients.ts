import { type Slack, SlackFailure, type Slacks } from '../../ports/slack.ts';
import { slackCalls } from './calls.ts';
import type { SlackLogger } from './logger.ts';
import { webClient } from './web-client.ts';

export type SlackClientsParts = {
  /** The bot token of a workspace; `undefined` where the app is not installed. */
  readonly botToken: (workspace: string) => Promise<string | undefined>;
  readonly slackApiUrl: string | undefined;
  readonly logger: SlackLogger;
};

/** Making a client binds some hundred methods; this many workspaces keep theirs. */
const mostKept = 500;

/** A workspace without a token is refused as Slack would: `not_authed`. */
export function slackClients({ botToken, slackApiUrl, logger }: SlackClientsParts): Slacks {
  const kept = new Map<string, { readonly token: string; readonly slack: Slack }>();
  return async (workspace) => {
    const token = await botToken(workspace);
    if (!token) throw new SlackFailure('auth.test', 'refused', 'not_authed');
    const known = kept.get(workspace);
    const client =
      known?.token === token
        ? known
        : { token, slack: slackCalls(webClient(token, slackApiUrl, logger), workspace) };
    kept.delete(workspace);
    kept.set(workspace, client);
    const [oldest] = kept.keys();
    if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest);
    return client.slack;
  };
}
