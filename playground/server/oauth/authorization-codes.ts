import { type Arguments, textOf } from '../api/arguments.ts';
import { apiError } from '../api-error.ts';
import type { JsonObject } from '../json-object.ts';
import type { SlackContext } from '../slack-context.ts';
import { findWorkspace } from '../state/find.ts';
import { installApp } from '../state/installations.ts';
import type { Workspace } from '../state/workspace.ts';

type Grant = {
  readonly teamId: string;
  readonly userId: string;
  readonly scopes: readonly string[];
  readonly redirectUri: string;
};

export type AuthorizationCodes = {
  /** Issues a code that is valid for 10 minutes and one use. */
  readonly issue: (grant: Grant) => string;
  /** `oauth.v2.access`; client id and secret as arguments or by HTTP Basic. */
  readonly exchange: (args: Arguments, authorization: string | undefined) => JsonObject;
};

const codeLifetime = 10 * 60_000; // ms

export function authorizationCodes(slack: SlackContext): AuthorizationCodes {
  const grants = new Map<string, { grant: Grant; expires: number; used: boolean }>();
  return {
    issue: (grant) => {
      const code = `${slack.clock.now()}.${slack.ids.secret(16)}`;
      grants.set(code, { grant, expires: slack.clock.now() + codeLifetime, used: false });
      return code;
    },
    exchange: (args, authorization) => {
      checkClient(slack, args, authorization);
      const found = grants.get(textOf(args, 'code') ?? '');
      if (!found || slack.clock.now() > found.expires) throw apiError('invalid_code');
      if (found.used) throw apiError('code_already_used');
      const redirectUri = textOf(args, 'redirect_uri');
      if (redirectUri !== undefined && redirectUri !== found.grant.redirectUri) {
        throw apiError('bad_redirect_uri', `the code was issued for ${found.grant.redirectUri}`);
      }
      found.used = true;
      const workspace = findWorkspace(slack.workspaces, found.grant.teamId);
      if (!workspace) throw apiError('invalid_code');
      return install(slack, workspace, found.grant);
    },
  };
}

function install(slack: SlackContext, workspace: Workspace, { scopes, userId }: Grant): JsonObject {
  const installation = installApp(slack, workspace, scopes);
  slack.changed.send();
  return {
    access_token: installation.botToken,
    token_type: 'bot',
    scope: [...installation.scopes].join(','),
    bot_user_id: installation.botUserId,
    app_id: slack.app.id,
    team: { id: workspace.id, name: workspace.name },
    enterprise: null,
    is_enterprise_install: false,
    authed_user: { id: userId },
  };
}

function checkClient(
  { app }: SlackContext,
  args: Arguments,
  authorization: string | undefined,
): void {
  const basic = /^Basic (\S+)$/i.exec(authorization ?? '')?.[1] ?? '';
  const [basicId, basicSecret] = Buffer.from(basic, 'base64').toString().split(':');
  const id = textOf(args, 'client_id') ?? basicId;
  if (id !== app.clientId) throw apiError('invalid_client_id', id);
  const secret = textOf(args, 'client_secret') ?? basicSecret;
  if (secret !== app.clientSecret) throw apiError('bad_client_secret');
}
