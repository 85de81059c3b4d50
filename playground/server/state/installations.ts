import type { Manifest } from '../manifest.ts';
import type { IdGenerator } from './id-generator.ts';
import type { SlackState } from './slack-state.ts';
import type { Installation, User, Workspace } from './workspace.ts';

/** All scopes of the manifest, optional ones included. */
export function manifestScopes(manifest: Manifest): readonly string[] {
  const { bot = [], bot_optional = [] } = manifest.oauth_config?.scopes ?? {};
  return [...bot, ...bot_optional];
}

/** Installs the app, or adds scopes to its installation. Reinstalling keeps the bot user. */
export function installApp(
  { ids, manifest }: { readonly ids: IdGenerator; readonly manifest: Manifest },
  workspace: Workspace,
  scopes: Iterable<string>,
): Installation {
  const before = workspace.installation;
  const bot = workspace.users.get(workspace.appUserId ?? '') ?? botUser(workspace, ids, manifest);
  bot.deleted = false;
  workspace.appUserId = bot.id;
  workspace.users.set(bot.id, bot);
  workspace.installation = {
    botToken: before?.botToken ?? `xoxb-${workspace.number}-${ids.secret(12)}`,
    botUserId: bot.id,
    botId: before?.botId ?? ids.next('B', workspace.number),
    scopes: new Set([...(before?.scopes ?? []), ...scopes]),
  };
  return workspace.installation;
}

/** Uninstalls the app: revokes its token, cancels its scheduled messages, and sends it events. */
export function uninstallApp(slack: SlackState, workspace: Workspace): void {
  const { installation } = workspace;
  if (!installation) return;
  const { botUserId, botToken } = installation;
  slack.revokedTokens.add(botToken);
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
  slack.events.send({
    workspace,
    event: { type: 'tokens_revoked', tokens: { oauth: [], bot: [botUserId] } },
  });
  slack.events.send({ workspace, event: { type: 'app_uninstalled' } });
  slack.changed.send();
}

function botUser(workspace: Workspace, ids: IdGenerator, manifest: Manifest): User {
  const realName = manifest.features?.bot_user?.display_name ?? manifest.display_information.name;
  return {
    id: ids.next('U', workspace.number),
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
