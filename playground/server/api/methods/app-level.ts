import { apiError } from '../../api-error.ts';
import type { SocketTransport } from '../../deliveries/socket-transport.ts';
import type { JsonObject } from '../../json-object.ts';
import type { AuthorizationCodes } from '../../oauth/authorization-codes.ts';
import type { SlackContext } from '../../slack-context.ts';
import type { Arguments } from '../arguments.ts';
import type { Tier } from '../rate-limits.ts';

/** A call without a workspace's bot token. */
type AppCall = {
  readonly slack: SlackContext;
  readonly sockets: SocketTransport;
  readonly codes: AuthorizationCodes;
  readonly token: string | undefined;
  readonly args: Arguments;
  /** The `Authorization` header, for client id and secret. */
  readonly authorization: string | undefined;
};

type AppMethod = { readonly tier: Tier; readonly run: (call: AppCall) => JsonObject };

export const appMethods: { readonly [name: string]: AppMethod } = {
  'api.test': { tier: 4, run: apiTest },
  'apps.connections.open': { tier: 1, run: openConnection },
  'oauth.v2.access': {
    tier: 4,
    run: ({ codes, args, authorization }) => codes.access(args, authorization),
  },
  'oauth.v2.exchange': {
    tier: 4,
    run: ({ codes, args, authorization }) => codes.exchange(args, authorization),
  },
};

function apiTest({ args }: AppCall) {
  if (args.error) throw apiError(String(args.error));
  return { args };
}

function openConnection({ slack, sockets, token }: AppCall) {
  if (!token) throw apiError('not_authed', 'no token in the Authorization header');
  if (token.startsWith('xoxb-')) {
    throw apiError('not_allowed_token_type', 'needs the app-level token, xapp-');
  }
  if (token !== slack.app.appToken) throw apiError('invalid_auth', 'the token is not known here');
  const address = new URL(`/link/?ticket=${sockets.ticket()}&app_id=${slack.app.id}`, slack.url);
  address.protocol = 'ws:';
  return { url: address.href };
}
