import type { Manifest } from '@slack/web-api/dist/types/request/manifest.js';
import type { World } from '../slack-context.ts';
import type { Mint } from './id-generator.ts';
import type { Installation, User, Workspace } from './workspace.ts';

/** Every scope that the manifest asks for. */
export function manifestScopes(manifest: Manifest): readonly string[] {
  const { bot = [], bot_optional = [] } = manifest.oauth_config?.scopes ?? {};
  return [...bot, ...bot_optional];
}

/** Installs the app, or widens its scopes when it is there already; the bot user comes back under its old id. */
export function installApp(
  { mint, manifest }: { readonly mint: Mint; readonly manifest: Manifest },
  workspace: Workspace,
  scopes: Iterable<string>,
): Installation {
  const before = workspace.installation;
  const bot = workspace.users.get(workspace.appUserId ?? '') ?? botUser(workspace, mint, manifest);
  bot.deleted = false;
  workspace.appUserId = bot.id;
  workspace.users.set(bot.id, bot);
  workspace.installation = {
    botToken: before?.botToken ?? `xoxb-${workspace.number}-${mint.secret(12)}`,
    botUserId: bot.id,
    botId: before?.botId ?? mint.id('B', workspace.number),
    scopes: new Set([...(before?.scopes ?? []), ...scopes]),
  };
  return workspace.installation;
}

/** Takes the app out: its token is dead, its scheduled messages are gone, and it is told so by events. */
export function uninstallApp(world: World, workspace: Workspace): void {
  const { installation } = workspace;
  if (!installation) return;
  const { botUserId, botToken } = installation;
  world.revokedTokens.add(botToken);
  for (const channel of workspace.channels.values()) {
    channel.members.delete(botUserId);
    for (const scheduled of channel.scheduled.values()) scheduled.cancel();
    channel.scheduled.clear();
  }
  workspace.homes.clear();
  workspace.modals.clear();
  const bot = workspace.users.get(botUserId);
  if (bot) bot.deleted = true;
  workspace.installation = undefined;
  world.happened.send({
    workspace,
    event: { type: 'tokens_revoked', tokens: { oauth: [], bot: [botUserId] } },
  });
  world.happened.send({ workspace, event: { type: 'app_uninstalled' } });
  world.changed.send();
}

function botUser(workspace: Workspace, mint: Mint, manifest: Manifest): User {
  const realName = manifest.features?.bot_user?.display_name ?? manifest.display_information.name;
  return {
    id: mint.id('U', workspace.number),
    teamId: workspace.id,
    name: realName.toLowerCase().replace(/[^a-z0-9._-]+/g, '_'),
    realName,
    title: '',
    tz: 'America/Los_Angeles',
    locale: 'en-US',
    isBot: true,
    isAdmin: false,
    isOwner: false,
    guest: 'no',
    deleted: false,
  };
}
