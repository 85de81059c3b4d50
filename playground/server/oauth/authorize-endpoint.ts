import type { IncomingMessage, ServerResponse } from 'node:http';
import { parseFields, readBody, sendText } from '../http/bodies.ts';
import type { SlackContext } from '../slack-context.ts';
import { findViewer } from '../state/find.ts';
import { manifestScopes, workspacesOf } from '../state/installations.ts';
import type { AuthorizationCodes } from './authorization-codes.ts';
import { consentPage, organisations } from './consent-page.ts';

type AuthorizationRequest = {
  readonly scopes: readonly string[];
  readonly redirectUri: string;
  readonly state: string;
};

/** `/oauth/v2/authorize`: asks for consent and redirects to the app with a code. */
export function authorizeEndpoint(slack: SlackContext, codes: AuthorizationCodes) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { searchParams } = new URL(request.url ?? '', slack.url);
    const requested = readAuthorizationRequest(slack, searchParams);
    if (typeof requested === 'string') {
      slack.traffic.add({
        from: 'app',
        kind: 'oauth',
        name: 'oauth/v2/authorize',
        outcome: 'refused',
        ms: 0,
        detail: requested,
        request: Object.fromEntries(searchParams),
        response: null,
      });
      sendText(response, 400, requested);
      return;
    }
    if (request.method !== 'POST') {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
      response.end(consentPage(slack, requested.scopes, searchParams.get('team')));
      return;
    }
    const form = parseFields(await readBody(request), 'application/x-www-form-urlencoded');
    response.writeHead(302, { location: redirectAfter(slack, codes, requested, form ?? {}) });
    response.end();
  };
}

/** The URL to redirect to after the user's decision. */
function redirectAfter(
  slack: SlackContext,
  codes: AuthorizationCodes,
  { scopes, redirectUri, state }: AuthorizationRequest,
  form: { readonly [name: string]: unknown },
): string {
  const back = new URL(redirectUri);
  back.searchParams.set('state', state);
  const chosen = String(form.team ?? '');
  const organisation = organisations(slack).find(({ id }) => id === chosen);
  const [workspace] = organisation ? workspacesOf(slack, organisation.id) : [];
  const viewer = findViewer(slack.workspaces, workspace?.id ?? chosen, null);
  if (form.decision !== 'allow' || !viewer) {
    back.searchParams.set('error', 'access_denied');
    return back.href;
  }
  const teamId = organisation?.id ?? viewer.workspace.id;
  const grant = { teamId, userId: viewer.user.id, scopes, redirectUri };
  back.searchParams.set('code', codes.issue(grant));
  return back.href;
}

/** Parses the app's request; a string is the reason why it is refused. */
function readAuthorizationRequest(
  { app, manifest, distribution }: SlackContext,
  query: URLSearchParams,
): AuthorizationRequest | string {
  if (query.get('client_id') !== app.clientId) return 'invalid_client_id';
  const allowed = manifestScopes(manifest);
  const scopes = (query.get('scope') ?? '').split(/[\s,]+/).filter(Boolean);
  const unknown = scopes.find((scope) => !allowed.includes(scope));
  if (unknown) return `invalid_scope (${unknown} is not in the manifest)`;
  const { redirectUrl } = distribution;
  const registered = [
    ...(redirectUrl ? [redirectUrl] : []),
    ...(manifest.oauth_config?.redirect_urls ?? []),
  ];
  const redirectUri = query.get('redirect_uri') ?? registered[0];
  if (!redirectUri || !URL.canParse(redirectUri)) return 'bad_redirect_uri (there is none)';
  const isRegistered = registered.some((url) => redirectUri.startsWith(url));
  if (registered.length && !isRegistered) {
    return `bad_redirect_uri (${redirectUri} does not begin like a redirect URL of the manifest)`;
  }
  return { scopes, redirectUri, state: query.get('state') ?? '' };
}
