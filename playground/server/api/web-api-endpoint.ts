import type { IncomingMessage, ServerResponse } from 'node:http';
import { isRefusal, refusal } from '../api-error.ts';
import type { Sockets } from '../deliveries/socket-transport.ts';
import { type Answer, answerWithFaults, tooMany } from '../http/answer-with-faults.ts';
import { parseFields, readBody } from '../http/bodies.ts';
import type { AccessDesk } from '../oauth/authorization-codes.ts';
import type { Fields, World } from '../slack-context.ts';
import { findInstallation } from '../state/find.ts';
import { requireScope } from './access-checks.ts';
import { type Arguments, textOf } from './arguments.ts';
import { appMethods } from './methods/app-level.ts';
import { methods } from './methods/index.ts';
import { rateLimits } from './rate-limits.ts';

type Parts = { readonly sockets: Sockets; readonly access: AccessDesk };
type Asked = {
  readonly method: string;
  readonly token: string | undefined;
  readonly authorization: string | undefined;
  readonly args: Arguments | undefined;
};

/** Answers `POST /api/<method>`. */
export function webApi(world: World, { sockets, access }: Parts) {
  const limits = rateLimits(world.clock);

  const run = ({ method, token, authorization, args }: Asked): Answer => {
    if (!args) throw refusal('invalid_json', 'the body is not a JSON object');
    const ofApp = appMethods[method];
    if (ofApp) {
      const wait = limits.secondsToWait({ method, team: '', tier: ofApp.tier });
      if (wait) return tooMany(wait);
      return done(ofApp.run({ world, sockets, access, token, args, authorization }));
    }
    const found = methods[method];
    if (!found) throw refusal('unknown_method');
    const { workspace, installation } = authorize(world, token);
    const channel = textOf(args, 'channel');
    const wait = limits.secondsToWait({ method, team: workspace.id, tier: found.tier, channel });
    if (wait) return tooMany(wait);
    if (found.scopes) requireScope({ installation }, found.scopes);
    return done(found.run({ world, workspace, installation, args }), {
      'x-oauth-scopes': [...installation.scopes].join(','),
      'x-accepted-oauth-scopes': (found.scopes ?? []).join(','),
    });
  };

  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const start = performance.now();
    const asked = await readCall(world, request);
    const { method } = asked;
    const { answer, fault } = await answerWithFaults(world, method, { request, response }, () =>
      orRefused(() => run(asked)),
    );
    const refused = answer?.refused ?? '';
    world.traffic.add({
      from: 'app',
      kind: method.startsWith('oauth.') ? 'oauth' : 'web-api',
      name: method,
      outcome: fault ? 'failed' : refused ? 'refused' : 'ok',
      ms: Math.round(performance.now() - start),
      detail: fault || refused,
      request: asked.args ?? null,
      response: answer?.body ?? null,
    });
  };
}

async function readCall(world: World, request: IncomingMessage): Promise<Asked> {
  const { pathname, searchParams } = new URL(request.url ?? '', world.url);
  const { authorization, 'content-type': contentType = '' } = request.headers;
  const fields = parseFields(await readBody(request), contentType);
  // A token in the address proves nothing: addresses end up in logs.
  const { token: _, ...query } = Object.fromEntries(searchParams);
  const bearer = /^Bearer (\S+)$/i.exec(authorization ?? '')?.[1];
  return {
    method: pathname.slice('/api/'.length),
    token: bearer ?? (fields && textOf(fields, 'token')),
    authorization,
    args: fields && { ...query, ...fields },
  };
}

function authorize(world: World, token: string | undefined) {
  if (!token) throw refusal('not_authed', 'no token came with the call');
  const found = findInstallation(world, token);
  if (found) return found;
  if (world.revokedTokens.has(token)) {
    throw refusal('account_inactive', 'the app was taken out of the workspace');
  }
  if (token.startsWith('xapp-')) {
    throw refusal('not_allowed_token_type', 'needs the bot token, xoxb-');
  }
  throw refusal('invalid_auth', 'the token is not known here');
}

function done(fields: Fields, headers: Record<string, string> = {}): Answer {
  return { status: 200, body: { ok: true, ...fields }, headers, refused: '' };
}

function orRefused(work: () => Answer): Answer {
  try {
    return work();
  } catch (error) {
    if (!isRefusal(error)) throw error;
    const { error: code, words, fields } = error.refusal;
    const body = { ok: false, error: code, ...fields };
    return { status: 200, body, refused: words ? `${code} (${words})` : code };
  }
}
