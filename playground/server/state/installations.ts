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
  const before = workspace.installation?.isOrgWide ? undefined : workspace.installation;
  const bot = workspace.users.get(workspace.appUserId ?? '') ?? botUser(workspace, ids, manifest);
  addBot(workspace, bot);
  workspace.installation = {
    botToken: before?.botToken ?? `xoxb-${workspace.number}-${ids.secret(12)}`,
    isOrgWide: false,
    botUserId: bot.id,
    botId: before?.botId ?? ids.next('B', workspace.number),
    scopes: new Set([...(before?.scopes ?? []), ...scopes]),
  };
  return workspace.installation;
}

/**
 * Installs the app in an organisation: in every workspace of it that has no installation of its own,
 * with one token and one bot user.
 */
export function installOrgWide(
  slack: SlackState,
  enterpriseId: string,
  scopes: Iterable<string>,
): Installation {
  const { ids, manifest } = slack;
  const workspaces = workspacesOf(slack, enterpriseId);
  const [first] = workspaces;
  if (!first) throw new Error(`There is no organisation ${enterpriseId}`);
  const before = slack.orgInstallations.get(enterpriseId);
  const bot = first.users.get(before?.botUserId ?? '') ?? botUser(first, ids, manifest);
  const installation: Installation = {
    botToken: before?.botToken ?? `xoxb-${first.number}-${ids.secret(12)}`,
    isOrgWide: true,
    botUserId: bot.id,
    botId: before?.botId ?? ids.next('B', first.number),
    scopes: new Set([...(before?.scopes ?? []), ...scopes]),
  };
  slack.orgInstallations.set(enterpriseId, installation);
  for (const workspace of workspaces) if (!workspace.installation) addOrgWide(slack, workspace);
  return installation;
}

/** Gives the app, which is installed in the organisation, access to one of its workspaces. */
export function grantAccess(slack: SlackState, workspace: Workspace): void {
  addOrgWide(slack, workspace);
  const event = { type: 'team_access_granted', team_ids: [workspace.id] };
  slack.events.send({ workspace, isOrgWide: true, event });
  slack.changed.send();
}

export function revokeAccess(slack: SlackState, workspace: Workspace): void {
  removeApp(workspace);
  const event = { type: 'team_access_revoked', team_ids: [workspace.id] };
  slack.events.send({ workspace, isOrgWide: true, event });
  slack.changed.send();
}

/**
 * Uninstalls the app, from the whole organisation if it was installed there: revokes its token,
 * cancels its scheduled messages, and sends it events.
 */
export function uninstallApp(slack: SlackState, workspace: Workspace): void {
  const { installation, enterprise } = workspace;
  if (!installation) return;
  const { botUserId, botToken, olderToken, isOrgWide } = installation;
  slack.revokedTokens.add(botToken);
  if (olderToken) slack.revokedTokens.add(olderToken);
  for (const [name, { botToken: replaced }] of slack.refreshTokens) {
    if (replaced === botToken || replaced === olderToken) slack.refreshTokens.delete(name);
  }
  if (isOrgWide && enterprise) {
    slack.orgInstallations.delete(enterprise.id);
    for (const one of workspacesOf(slack, enterprise.id)) {
      if (one.installation?.isOrgWide) removeApp(one);
    }
  } else removeApp(workspace);
  const from = { workspace, ...(isOrgWide && { isOrgWide }) };
  const tokens = { oauth: [], bot: [botUserId] };
  slack.events.send({ ...from, event: { type: 'tokens_revoked', tokens } });
  slack.events.send({ ...from, event: { type: 'app_uninstalled' } });
  slack.changed.send();
}

/** Changes an installation, wherever it counts. */
export function changeInstallation(
  slack: SlackState,
  botToken: string,
  change: Partial<Installation>,
): void {
  for (const workspace of slack.workspaces) {
    const { installation } = workspace;
    if (installation?.botToken === botToken)
      workspace.installation = { ...installation, ...change };
  }
  for (const [id, installation] of slack.orgInstallations) {
    if (installation.botToken === botToken)
      slack.orgInstallations.set(id, { ...installation, ...change });
  }
}

function addOrgWide(slack: SlackState, workspace: Workspace): void {
  const installation = slack.orgInstallations.get(workspace.enterprise?.id ?? '');
  if (!installation) throw new Error(`The app is not installed in ${workspace.enterprise?.name}`);
  const bot = botUser(workspace, slack.ids, slack.manifest, installation.botUserId);
  addBot(workspace, bot);
  workspace.installation = installation;
}

function addBot(workspace: Workspace, bot: User): void {
  bot.deleted = false;
  workspace.appUserId = bot.id;
  workspace.users.set(bot.id, bot);
}

function removeApp(workspace: Workspace): void {
  const { installation } = workspace;
  if (!installation) return;
  const { botUserId } = installation;
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
}

/** The organisation to which people add the app from this workspace, if its manifest allows that. */
export function organisationToAddTo(
  { manifest }: Pick<SlackState, 'manifest'>,
  { enterprise }: Workspace,
): Workspace['enterprise'] {
  return manifest.settings?.org_deploy_enabled ? enterprise : undefined;
}

export function workspacesOf(slack: SlackState, enterpriseId: string): readonly Workspace[] {
  return slack.workspaces.filter(({ enterprise }) => enterprise?.id === enterpriseId);
}

function botUser(
  workspace: Workspace,
  ids: IdGenerator,
  manifest: Manifest,
  id = ids.next('U', workspace.number),
): User {
  const realName = manifest.features?.bot_user?.display_name ?? manifest.display_information.name;
  return {
    id,
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
