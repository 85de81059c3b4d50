import { type Arguments, textOf } from '../api/arguments.ts';
import { apiError } from '../api-error.ts';
import type { JsonObject } from '../json-object.ts';
import { changeInstallation } from '../state/installations.ts';
import type { SlackState } from '../state/slack-state.ts';
import type { Installation } from '../state/workspace.ts';

/** Milliseconds for which a token is valid. */
const tokenLifetime = 12 * 3_600_000;

/** Milliseconds for which a refresh token can be used again, after it was used first. */
const refreshGrace = 60_000;

/** Gives an installation a new token that ends, and one refresh token to replace it with. */
function rotate(slack: SlackState, { botToken, olderToken }: Installation): JsonObject {
  const token = `xoxe.xoxb-1-${slack.ids.secret(24)}`;
  const refresh_token = `xoxe-1-${slack.ids.secret(24)}`;
  // At most two tokens are valid at a time.
  if (olderToken) slack.revokedTokens.add(olderToken);
  changeInstallation(slack, botToken, { botToken: token, olderToken: botToken });
  slack.tokenEnds.set(token, slack.clock.now() + tokenLifetime);
  slack.refreshTokens.set(refresh_token, { botToken: token });
  return { access_token: token, refresh_token, expires_in: tokenLifetime / 1000 };
}

/** The tokens of a new installation: without an end unless the manifest turns token rotation on. */
export function newTokens(slack: SlackState, installation: Installation): JsonObject {
  if (slack.manifest.settings?.token_rotation_enabled !== true)
    return { access_token: installation.botToken };
  const tokens = rotate(slack, installation);
  changeInstallation(slack, String(tokens.access_token), { olderToken: undefined });
  slack.revokedTokens.add(installation.botToken);
  return tokens;
}

/** `oauth.v2.access` with `grant_type=refresh_token`. */
export function refreshedTokens(
  slack: SlackState,
  args: Arguments,
): { readonly tokens: JsonObject; readonly token: string } {
  const known = slack.refreshTokens.get(textOf(args, 'refresh_token') ?? '');
  const now = slack.clock.now();
  if (!known || now - (known.usedAt ?? now) > refreshGrace) throw apiError('invalid_refresh_token');
  known.usedAt ??= now;
  const installation = installationWith(slack, known.botToken);
  if (!installation) throw apiError('invalid_refresh_token', 'its token was replaced since');
  const tokens = rotate(slack, installation);
  return { tokens, token: String(tokens.access_token) };
}

/** `oauth.v2.exchange`: replaces a token without an end. */
export function exchangedTokens(
  slack: SlackState,
  args: Arguments,
): { readonly tokens: JsonObject; readonly token: string } {
  const installation = installationWith(slack, textOf(args, 'token') ?? '');
  if (!installation) throw apiError('invalid_auth');
  if (slack.tokenEnds.has(installation.botToken)) throw apiError('invalid_auth', 'it ends already');
  const tokens = rotate(slack, installation);
  changeInstallation(slack, String(tokens.access_token), { olderToken: undefined });
  slack.revokedTokens.add(installation.botToken);
  return { tokens, token: String(tokens.access_token) };
}

function installationWith(slack: SlackState, token: string): Installation | undefined {
  const installations = [
    ...slack.workspaces.map(({ installation }) => installation),
    ...slack.orgInstallations.values(),
  ];
  return installations.find(
    (one) => one !== undefined && (one.botToken === token || one.olderToken === token),
  );
}
