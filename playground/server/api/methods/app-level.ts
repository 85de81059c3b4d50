import { refusal } from '../../api-error.ts';
import type { Sockets } from '../../deliveries/socket-transport.ts';
import type { AccessDesk } from '../../oauth/authorization-codes.ts';
import type { Fields, World } from '../../slack-context.ts';
import type { Arguments } from '../arguments.ts';
import type { Tier } from '../rate-limits.ts';

/** A call that isn't made with a workspace's bot token. */
type AppCall = {
  readonly world: World;
  readonly sockets: Sockets;
  readonly access: AccessDesk;
  readonly token: string | undefined;
  readonly args: Arguments;
  /** The `Authorization` header, for client id and secret. */
  readonly authorization: string | undefined;
};

type AppMethod = { readonly tier: Tier; readonly run: (call: AppCall) => Fields };

export const appMethods: { readonly [name: string]: AppMethod } = {
  'api.test': { tier: 4, run: apiTest },
  'apps.connections.open': { tier: 1, run: openConnection },
  'oauth.v2.access': {
    tier: 4,
    run: ({ access, args, authorization }) => access.exchange(args, authorization),
  },
};

function apiTest({ args }: AppCall) {
  if (args.error) throw refusal(String(args.error));
  return { args };
}

function openConnection({ world, sockets, token }: AppCall) {
  if (!token) throw refusal('not_authed', 'no token in the Authorization header');
  if (token.startsWith('xoxb-')) {
    throw refusal('not_allowed_token_type', 'needs the app-level token, xapp-');
  }
  if (token !== world.app.appToken) throw refusal('invalid_auth', 'the token is not known here');
  const address = new URL(`/link/?ticket=${sockets.ticket()}&app_id=${world.app.id}`, world.url);
  address.protocol = 'ws:';
  return { url: address.href };
}
