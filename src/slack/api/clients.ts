import type { Clock } from '../../ports/clock.ts';
import { type Slack, SlackFailure, type Slacks } from '../../ports/slack.ts';
import { slackCalls } from './calls.ts';
import type { SlackLogger } from './logger.ts';
import { rateLimits } from './rate-limits.ts';
import { type Watch, webClient } from './web-client.ts';

export type SlackClientsOptions = {
  /** The bot token of a workspace; `undefined` if the app is not installed there. */
  readonly botToken: (workspace: string) => Promise<string | undefined>;
  /** The Enterprise Grid organisation of a workspace, if it is in one. */
  readonly enterprise?: (workspace: string) => string | undefined;
  readonly slackApiUrl: string | undefined;
  readonly logger: SlackLogger;
  readonly clock: Clock;
  readonly watch?: Watch | undefined;
};

/** How many workspaces keep their client, because making one binds hundreds of methods. */
const maxClients = 500;

/**
 * Web API clients by workspace. One without a token is refused as Slack would refuse it:
 * `not_authed`.
 */
export function slackClients({
  botToken,
  enterprise = () => undefined,
  slackApiUrl,
  logger,
  clock,
  watch,
}: SlackClientsOptions): Slacks {
  const clients = new Map<string, { readonly token: string; readonly slack: Slack }>();
  const newClient = (workspace: string, token: string) =>
    slackCalls(
      webClient(token, slackApiUrl, logger, watch),
      { workspace, enterprise: enterprise(workspace) },
      rateLimits(clock),
    );
  return async (workspace) => {
    const token = await botToken(workspace);
    if (!token) throw new SlackFailure('auth.test', 'refused', 'not_authed');
    const known = clients.get(workspace);
    const client = known?.token === token ? known : { token, slack: newClient(workspace, token) };
    clients.delete(workspace);
    clients.set(workspace, client);
    const [oldest] = clients.keys();
    if (clients.size > maxClients && oldest !== undefined) clients.delete(oldest);
    return client.slack;
  };
}
