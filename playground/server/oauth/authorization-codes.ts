import { type Arguments, textOf } from '../api/arguments.ts';
import { refusal } from '../api-error.ts';
import type { Fields, World } from '../slack-context.ts';
import { findWorkspace } from '../state/find.ts';
import { installApp } from '../state/installations.ts';
import type { Workspace } from '../state/workspace.ts';

type Grant = {
  readonly teamId: string;
  readonly userId: string;
  readonly scopes: readonly string[];
  readonly redirectUri: string;
};

export type AccessDesk = {
  /** A code for 10 minutes and one use. */
  readonly grant: (grant: Grant) => string;
  /** `oauth.v2.access`; client id and secret as arguments or by HTTP Basic. */
  readonly exchange: (args: Arguments, authorization: string | undefined) => Fields;
};

const codeMs = 10 * 60_000;

export function accessDesk(world: World): AccessDesk {
  const grants = new Map<string, { grant: Grant; expires: number; used: boolean }>();
  return {
    grant: (grant) => {
      const code = `${world.clock.now()}.${world.mint.secret(16)}`;
      grants.set(code, { grant, expires: world.clock.now() + codeMs, used: false });
      return code;
    },
    exchange: (args, authorization) => {
      checkClient(world, args, authorization);
      const found = grants.get(textOf(args, 'code') ?? '');
      if (!found || world.clock.now() > found.expires) throw refusal('invalid_code');
      if (found.used) throw refusal('code_already_used');
      const redirectUri = textOf(args, 'redirect_uri');
      if (redirectUri !== undefined && redirectUri !== found.grant.redirectUri) {
        throw refusal('bad_redirect_uri', `the code was given for ${found.grant.redirectUri}`);
      }
      found.used = true;
      const workspace = findWorkspace(world.workspaces, found.grant.teamId);
      if (!workspace) throw refusal('invalid_code');
      return install(world, workspace, found.grant);
    },
  };
}

function install(world: World, workspace: Workspace, { scopes, userId }: Grant): Fields {
  const installation = installApp(world, workspace, scopes);
  world.changed.send();
  return {
    access_token: installation.botToken,
    token_type: 'bot',
    scope: [...installation.scopes].join(','),
    bot_user_id: installation.botUserId,
    app_id: world.app.id,
    team: { id: workspace.id, name: workspace.name },
    enterprise: null,
    is_enterprise_install: false,
    authed_user: { id: userId },
  };
}

function checkClient({ app }: World, args: Arguments, authorization: string | undefined): void {
  const basic = /^Basic (\S+)$/i.exec(authorization ?? '')?.[1] ?? '';
  const [basicId, basicSecret] = Buffer.from(basic, 'base64').toString().split(':');
  const id = textOf(args, 'client_id') ?? basicId;
  if (id !== app.clientId) throw refusal('invalid_client_id', id);
  const secret = textOf(args, 'client_secret') ?? basicSecret;
  if (secret !== app.clientSecret) throw refusal('bad_client_secret');
}
