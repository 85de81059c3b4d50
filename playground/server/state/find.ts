import { slackbotId } from './users.ts';
import type { Channel, Installation, User, Workspace } from './workspace.ts';

/** By id or name; the first workspace when neither is given. */
export function findWorkspace(
  workspaces: readonly Workspace[],
  idOrName?: string,
): Workspace | undefined {
  if (idOrName === undefined) return workspaces[0];
  return workspaces.find(({ id, name }) => id === idOrName || name === idOrName);
}

/** By id, handle (`ana`, `@ana`) or full name. */
export function findUser(workspace: Workspace, idOrName: string): User | undefined {
  const name = idOrName.replace(/^@/, '').toLowerCase();
  const byId = workspace.users.get(idOrName);
  if (byId) return byId;
  const users = [...workspace.users.values()];
  return (
    users.find((user) => user.name.toLowerCase() === name) ??
    users.find((user) => user.realName.toLowerCase() === name)
  );
}

/** By id or name (`general`, `#general`); direct messages have no name here. */
export function findChannel(workspace: Workspace, idOrName: string): Channel | undefined {
  const name = idOrName.replace(/^#/, '');
  const byId = workspace.channels.get(idOrName);
  if (byId) return byId;
  return [...workspace.channels.values()].find(
    (channel) => channel.name === name && (channel.kind === 'public' || channel.kind === 'private'),
  );
}

/** The direct message between exactly these users. */
export function findDirectMessage(
  workspace: Workspace,
  userIds: readonly string[],
): Channel | undefined {
  const wanted = new Set(userIds);
  return [...workspace.channels.values()].find(
    ({ kind, members }) =>
      (kind === 'im' || kind === 'mpim') &&
      members.size === wanted.size &&
      wanted.isSubsetOf(members),
  );
}

/** Whether the app's user can see that this channel exists. */
export function isVisibleTo(channel: Channel, userId: string): boolean {
  return channel.kind === 'public' || channel.members.has(userId);
}

/** Guests and people of other workspaces see only the channels that they are a member of. */
export function canSee(workspace: Workspace, user: User, channel: Channel): boolean {
  if (user.guest !== 'no' || user.teamId !== workspace.id) return channel.members.has(user.id);
  return isVisibleTo(channel, user.id);
}

/** All workspaces in which this token is valid: one, or those of an organisation. */
export function findInstallations(
  workspaces: readonly Workspace[],
  token: string,
): readonly { readonly workspace: Workspace; readonly installation: Installation }[] {
  return workspaces.flatMap((workspace) => {
    const { installation } = workspace;
    if (!installation || ![installation.botToken, installation.olderToken].includes(token))
      return [];
    return [{ workspace, installation }];
  });
}

/** The first workspace and its first active user by default. */
export function findViewer(
  workspaces: readonly Workspace[],
  team: string | null,
  name: string | null,
): { readonly workspace: Workspace; readonly user: User } | undefined {
  const workspace = findWorkspace(workspaces, team ?? undefined);
  const user = name === null ? firstUser(workspace) : workspace && findUser(workspace, name);
  return workspace && user && { workspace, user };
}

function firstUser(workspace: Workspace | undefined): User | undefined {
  return [...(workspace?.users.values() ?? [])].find(
    ({ id, isBot, deleted }) => !isBot && !deleted && id !== slackbotId,
  );
}
