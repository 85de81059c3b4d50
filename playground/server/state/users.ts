import type { IdGenerator } from './id-generator.ts';
import type { User, Workspace } from './workspace.ts';
import type { WorkspaceSeed } from './workspace-seed.ts';

/** Slackbot has the same id in every workspace, and its `is_bot` is false. */
export const slackbotId = 'USLACKBOT';

export function newUser(
  ids: IdGenerator,
  workspace: Workspace,
  seed: WorkspaceSeed['people'][number],
): User {
  return {
    id: ids.next('U', workspace.number),
    teamId: homeTeam(workspace, seed.team),
    name: seed.name,
    realName: seed.real_name,
    title: seed.title ?? '',
    tz: seed.tz ?? 'Europe/London',
    locale: seed.locale ?? 'en-US',
    isBot: seed.is_bot ?? false,
    isAdmin: seed.is_admin ?? seed.is_owner ?? false,
    isOwner: seed.is_owner ?? false,
    guest: seed.guest ?? 'no',
    deleted: seed.deleted ?? false,
  };
}

function homeTeam(workspace: Workspace, name: string | undefined): string {
  if (name === undefined) return workspace.id;
  const team = [...workspace.otherTeams.values()].find((one) => one.name === name);
  if (!team) throw new Error(`${workspace.name} has no other team ${name}`);
  return team.id;
}

export function addUser(workspace: Workspace, user: User): void {
  workspace.users.set(user.id, user);
}
