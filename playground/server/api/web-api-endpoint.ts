import type { IncomingMessage, ServerResponse } from 'node:http';
import { apiError, isApiError } from '../api-error.ts';
import type { SocketTransport } from '../deliveries/socket-transport.ts';
import { answerWithFaults, type JsonResponse, rateLimited } from '../http/answer-with-faults.ts';
import { parseFields, readBody } from '../http/bodies.ts';
import type { JsonObject } from '../json-object.ts';
import type { AuthorizationCodes } from '../oauth/authorization-codes.ts';
import type { SlackContext } from '../slack-context.ts';
import { findInstallations } from '../state/find.ts';
import { requireScope } from './access-checks.ts';
import { type Arguments, textOf } from './arguments.ts';
import { appMethods } from './methods/app-level.ts';
import { methods } from './methods/index.ts';
import { rateLimits } from './rate-limits.ts';

type Parts = { readonly sockets: SocketTransport; readonly codes: AuthorizationCodes };
type ApiRequest = {
  readonly method: string;
  readonly token: string | undefined;
  readonly authorization: string | undefined;
  readonly args: Arguments | undefined;
};

/** `POST /api/<method>`. */
export function webApiEndpoint(slack: SlackContext, { sockets, codes }: Parts) {
  const limits = rateLimits(slack.clock);

  const run = ({ method, token, authorization, args }: ApiRequest): JsonResponse => {
    if (!args) throw apiError('invalid_json', 'the body is not a JSON object');
    const appMethod = appMethods[method];
    if (appMethod) {
      const wait = limits.secondsToWait({ method, team: '', tier: appMethod.tier });
      if (wait) return rateLimited(wait);
      return succeed(appMethod.run({ slack, sockets, codes, token, args, authorization }));
    }
    const found = methods[method];
    if (!found) throw apiError('unknown_method');
    const { workspace, installation } = authorize(slack, token, { method, args });
    const channel = textOf(args, 'channel');
    const wait = limits.secondsToWait({ method, team: workspace.id, tier: found.tier, channel });
    if (wait) return rateLimited(wait);
    if (found.scopes) requireScope({ installation }, found.scopes);
    return succeed(found.run({ slack, workspace, installation, args }), {
      'x-oauth-scopes': [...installation.scopes].join(','),
      'x-accepted-oauth-scopes': (found.scopes ?? []).join(','),
    });
  };

  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const start = performance.now();
    const call = await readCall(slack, request);
    const { method } = call;
    const { answer, fault } = await answerWithFaults(slack, method, { request, response }, () =>
      catchApiError(() => run(call)),
    );
    const refused = answer?.refused ?? '';
    slack.traffic.add({
      from: 'app',
      kind: method.startsWith('oauth.') ? 'oauth' : 'web-api',
      name: method,
      outcome: fault ? 'failed' : refused ? 'refused' : 'ok',
      ms: Math.round(performance.now() - start),
      detail: fault || refused,
      request: call.args ?? null,
      response: answer?.body ?? null,
    });
  };
}

async function readCall(slack: SlackContext, request: IncomingMessage): Promise<ApiRequest> {
  const { pathname, searchParams } = new URL(request.url ?? '', slack.url);
  const { authorization, 'content-type': contentType = '' } = request.headers;
  const fields = parseFields(await readBody(request), contentType);
  // Slack doesn't accept tokens in the query, because URLs end up in logs.
  const { token: _, ...query } = Object.fromEntries(searchParams);
  const bearer = /^Bearer (\S+)$/i.exec(authorization ?? '')?.[1];
  return {
    method: pathname.slice('/api/'.length),
    token: bearer ?? (fields && textOf(fields, 'token')),
    authorization,
    args: fields && { ...query, ...fields },
  };
}

/** Methods that an org-wide token may call without naming a workspace. */
const orgMethods = ['auth.test', 'auth.revoke', 'apps.uninstall'];

function authorize(
  slack: SlackContext,
  token: string | undefined,
  { method, args }: { readonly method: string; readonly args: Arguments },
) {
  if (!token) throw apiError('not_authed', 'no token came with the call');
  if (slack.revokedTokens.has(token)) {
    throw apiError('account_inactive', 'the app was uninstalled from the workspace');
  }
  if (slack.clock.now() >= (slack.tokenEnds.get(token) ?? Number.POSITIVE_INFINITY)) {
    throw apiError('token_expired', 'token rotation is on');
  }
  const [found, ...others] = findInstallations(slack.workspaces, token);
  const isOrgWide = found?.installation.isOrgWide ?? false;
  if (found && isOrgWide) {
    const team = textOf(args, 'team_id');
    if (team === undefined && orgMethods.includes(method)) return found;
    if (team === undefined) throw apiError('missing_argument', 'an org-wide token needs team_id');
    const inTeam = [found, ...others].find(({ workspace }) => workspace.id === team);
    if (!inTeam) throw apiError('team_access_not_granted', team);
    return inTeam;
  }
  if (found) return found;
  if (token.startsWith('xapp-')) {
    throw apiError('not_allowed_token_type', 'needs the bot token, xoxb-');
  }
  throw apiError('invalid_auth', 'the token is not known here');
}

function succeed(fields: JsonObject, headers: Record<string, string> = {}): JsonResponse {
  return { status: 200, body: { ok: true, ...fields }, headers, refused: '' };
}

function catchApiError(work: () => JsonResponse): JsonResponse {
  try {
    return work();
  } catch (error) {
    if (!isApiError(error)) throw error;
    const { code, detail, fields } = error;
    const body = { ok: false, error: code, ...fields };
    return { status: 200, body, refused: detail ? `${code} (${detail})` : code };
  }
}
