import type { Clock } from '../../ports/clock.ts';
import type { Metrics } from '../../ports/metrics.ts';
import { refusesToken, type Slack, SlackFailure, type Slacks } from '../../ports/slack.ts';
import type { Store } from '../../ports/store.ts';
import { slackCalls } from './calls.ts';
import type { SlackLogger } from './logger.ts';
import { oncePerRequest } from './once-per-request.ts';
import { type RateLimits, rateLimits } from './rate-limits.ts';
import { sharedLimits } from './shared-limits.ts';
import { type Watch, webClient } from './web-client.ts';

/** What calls for a workspace need. */
type Access = {
  readonly token: string;
  /** The token is that of a whole organisation: every call has to name the workspace. */
  readonly isOrgWide?: boolean;
  /** The Enterprise Grid organisation of the workspace, if it is in one. */
  readonly enterprise?: string | undefined;
};

type SlackClientsOptions = {
  /** `undefined` if the app is not installed in the workspace. */
  readonly accessOf: (workspace: string) => Promise<Access | undefined>;
  readonly slackApiUrl: string | undefined;
  readonly logger: SlackLogger;
  readonly clock: Clock;
  /** Replicas with the same store tell each other of Slack's rate limits. */
  readonly store?: Store;
  readonly watch?: Watch | undefined;
  readonly metrics?: Metrics | undefined;
  /** The request that is being handled, if any. */
  readonly request?: () => object | undefined;
  /** Slack has refused the token of a workspace. */
  readonly onRefused?: (workspace: string) => void;
};

/** How many workspaces keep their client, because making one binds hundreds of methods. */
const maxClients = 500;

/**
 * Web API clients by workspace. One without a token is refused as Slack would refuse it:
 * `not_authed`.
 */
export function slackClients({
  accessOf,
  slackApiUrl,
  logger,
  clock,
  store,
  watch,
  metrics,
  request = () => undefined,
  onRefused = () => {},
}: SlackClientsOptions): Slacks {
  const clients = new Map<string, { readonly token: string; readonly slack: Slack }>();
  function limitsOf(workspace: string): RateLimits {
    const limits = rateLimits(clock, store && sharedLimits({ store, clock }, workspace));
    return (method, call) =>
      limits(method, metrics ? () => counted(metrics, method, call) : call).catch(
        (error: unknown) => {
          if (error instanceof SlackFailure && refusesToken(error)) onRefused(workspace);
          throw error;
        },
      );
  }
  const newClient = (workspace: string, { token, isOrgWide, enterprise }: Access) =>
    oncePerRequest(
      slackCalls(
        webClient(token, slackApiUrl, logger, watch, isOrgWide ? workspace : undefined),
        { workspace, enterprise },
        limitsOf(workspace),
      ),
      request,
    );
  return async (workspace) => {
    const access = await accessOf(workspace);
    if (!access) throw new SlackFailure('auth.test', 'refused', 'not_authed');
    const { token } = access;
    const known = clients.get(workspace);
    const client = known?.token === token ? known : { token, slack: newClient(workspace, access) };
    clients.delete(workspace);
    clients.set(workspace, client);
    const [oldest] = clients.keys();
    if (clients.size > maxClients && oldest !== undefined) clients.delete(oldest);
    return client.slack;
  };
}

/** Only calls that are made: those that our own limits hold back don't count. */
async function counted<Result>(
  { slackCall }: Metrics,
  method: string,
  call: () => Promise<Result>,
): Promise<Result> {
  try {
    const result = await call();
    slackCall(method);
    return result;
  } catch (error) {
    slackCall(method, error instanceof SlackFailure ? error.code : 'unknown');
    throw error;
  }
}
