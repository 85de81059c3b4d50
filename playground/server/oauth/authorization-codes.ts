import { type Arguments, textOf } from '../api/arguments.ts';
import { apiError } from '../api-error.ts';
import type { JsonObject } from '../json-object.ts';
import type { SlackContext } from '../slack-context.ts';
import { findWorkspace } from '../state/find.ts';
import { installApp, installOrgWide } from '../state/installations.ts';
import type { Installation, Workspace } from '../state/workspace.ts';
import { exchangedTokens, newTokens, refreshedTokens } from './rotation.ts';

type Grant = {
  /** Of a workspace, or of an organisation. */
  readonly teamId: string;
  readonly userId: string;
  readonly scopes: readonly string[];
  readonly redirectUri: string;
};

export type AuthorizationCodes = {
  /** Issues a code that is valid for 10 minutes and one use. */
  readonly issue: (grant: Grant) => string;
  /**
   * `oauth.v2.access`, for a code or a refresh token; client id and secret as arguments or by HTTP
   * Basic.
   */
  readonly access: (args: Arguments, authorization: string | undefined) => JsonObject;
  /** `oauth.v2.exchange`: a token with an end for one without. */
  readonly exchange: (args: Arguments, authorization: string | undefined) => JsonObject;
};

const codeLifetime = 10 * 60_000; // ms

export function authorizationCodes(slack: SlackContext): AuthorizationCodes {
  const grants = new Map<string, { grant: Grant; expires: number; used: boolean }>();

  function byCode(args: Arguments): JsonObject {
    const found = grants.get(textOf(args, 'code') ?? '');
    if (!found || slack.clock.now() > found.expires) throw apiError('invalid_code');
    if (found.used) throw apiError('code_already_used');
    const redirectUri = textOf(args, 'redirect_uri');
    if (redirectUri !== undefined && redirectUri !== found.grant.redirectUri) {
      throw apiError('bad_redirect_uri', `the code was issued for ${found.grant.redirectUri}`);
    }
    found.used = true;
    return install(slack, found.grant);
  }

  return {
    issue: (grant) => {
      const code = `${slack.clock.now()}.${slack.ids.secret(16)}`;
      grants.set(code, { grant, expires: slack.clock.now() + codeLifetime, used: false });
      return code;
    },
    access: (args, authorization) => {
      checkClient(slack, args, authorization);
      const grantType = textOf(args, 'grant_type') ?? 'authorization_code';
      if (grantType === 'authorization_code') return byCode(args);
      if (grantType !== 'refresh_token') throw apiError('invalid_grant_type', grantType);
      return replaced(slack, refreshedTokens(slack, args));
    },
    exchange: (args, authorization) => {
      checkClient(slack, args, authorization);
      return replaced(slack, exchangedTokens(slack, args));
    },
  };
}

function install(slack: SlackContext, { teamId, scopes, userId }: Grant): JsonObject {
  const workspace = findWorkspace(slack.workspaces, teamId);
  const installation = workspace
    ? installApp(slack, workspace, scopes)
    : installOrgWide(slack, teamId, scopes);
  const tokens = newTokens(slack, installation);
  slack.changed.send();
  return {
    ...tokens,
    ...accessAnswer(slack, installation, workspace ?? orgWorkspace(slack, teamId)),
    authed_user: { id: userId },
  };
}

/** The answer to a refresh or an exchange, which names nobody. */
function replaced(
  slack: SlackContext,
  { tokens, token }: { readonly tokens: JsonObject; readonly token: string },
): JsonObject {
  const org = [...slack.orgInstallations].find(([, { botToken }]) => botToken === token);
  const workspace = org
    ? orgWorkspace(slack, org[0])
    : slack.workspaces.find(({ installation }) => installation?.botToken === token);
  const installation = org?.[1] ?? workspace?.installation;
  if (!workspace || !installation) throw apiError('invalid_refresh_token');
  return { ...tokens, ...accessAnswer(slack, installation, workspace) };
}

function accessAnswer(
  { app }: SlackContext,
  { isOrgWide, scopes, botUserId }: Installation,
  { id, name, enterprise }: Workspace,
): JsonObject {
  return {
    token_type: 'bot',
    scope: [...scopes].join(','),
    bot_user_id: botUserId,
    app_id: app.id,
    team: isOrgWide ? null : { id, name },
    enterprise: enterprise ?? null,
    is_enterprise_install: isOrgWide,
  };
}

function orgWorkspace({ workspaces }: SlackContext, enterpriseId: string): Workspace {
  const found = workspaces.find(({ enterprise }) => enterprise?.id === enterpriseId);
  if (!found) throw apiError('invalid_code');
  return found;
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
