import type { IncomingMessage, ServerResponse } from 'node:http';
import { parseFields, readBody, sendText } from '../http/bodies.ts';
import { findViewer } from '../page/stream-endpoint.ts';
import type { World } from '../slack-context.ts';
import { manifestScopes } from '../state/installations.ts';
import type { AccessDesk } from './authorization-codes.ts';
import { consentPage } from './consent-page.ts';

type Wish = {
  readonly scopes: readonly string[];
  readonly redirectUri: string;
  readonly state: string;
};

/** `/oauth/v2/authorize`: asks a person whether the app may come in, and sends them back to it with a code. */
export function consentEndpoint(world: World, access: AccessDesk) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { searchParams } = new URL(request.url ?? '', world.url);
    const wish = readWish(world, searchParams);
    if (typeof wish === 'string') {
      world.traffic.add({
        from: 'app',
        kind: 'oauth',
        name: 'oauth/v2/authorize',
        outcome: 'refused',
        ms: 0,
        detail: wish,
        request: Object.fromEntries(searchParams),
        response: null,
      });
      sendText(response, 400, wish);
      return;
    }
    if (request.method !== 'POST') {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
      response.end(consentPage(world, wish.scopes, searchParams.get('team')));
      return;
    }
    const form = parseFields(await readBody(request), 'application/x-www-form-urlencoded');
    response.writeHead(302, { location: decided(world, access, wish, form ?? {}) });
    response.end();
  };
}

function decided(
  world: World,
  access: AccessDesk,
  { scopes, redirectUri, state }: Wish,
  form: { readonly [name: string]: unknown },
): string {
  const back = new URL(redirectUri);
  back.searchParams.set('state', state);
  const viewer = findViewer(world, String(form.team ?? ''), null);
  if (form.decision !== 'allow' || !viewer) {
    back.searchParams.set('error', 'access_denied');
    return back.href;
  }
  const grant = { teamId: viewer.workspace.id, userId: viewer.user.id, scopes, redirectUri };
  back.searchParams.set('code', access.grant(grant));
  return back.href;
}

/** What the app asks for; a text is why it can't be asked. */
function readWish({ app, manifest }: World, query: URLSearchParams): Wish | string {
  if (query.get('client_id') !== app.clientId) return 'invalid_client_id';
  const allowed = manifestScopes(manifest);
  const asked = (query.get('scope') ?? '').split(/[\s,]+/).filter(Boolean);
  const stray = asked.find((scope) => !allowed.includes(scope));
  if (stray) return `invalid_scope (${stray} is not in the manifest)`;
  const registered = manifest.oauth_config?.redirect_urls ?? [];
  const redirectUri = query.get('redirect_uri') ?? registered[0];
  if (!redirectUri || !URL.canParse(redirectUri)) return 'bad_redirect_uri (there is none)';
  const isRegistered = registered.some((url) => redirectUri.startsWith(url));
  if (registered.length && !isRegistered) {
    return `bad_redirect_uri (${redirectUri} does not begin like a redirect URL of the manifest)`;
  }
  return { scopes: asked, redirectUri, state: query.get('state') ?? '' };
}
