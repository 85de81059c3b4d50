import type { Channel, User, Workspace } from './workspace.ts';

/** Where a user is from: this workspace, another one of its organisation, or another company. */
export function relationOf(workspace: Workspace, user: User): 'here' | 'grid' | 'connect' {
  return workspace.otherTeams.get(user.teamId)?.relation ?? 'here';
}

/** Whether the app is installed where this user is: another company can't call its commands. */
export function hasApp(workspace: Workspace, user: User): boolean {
  return workspace.installation !== undefined && relationOf(workspace, user) !== 'connect';
}

/** The other teams whose people are members of a channel. */
export function teamsIn(
  workspace: Workspace,
  channel: Channel,
  relation: 'grid' | 'connect',
): readonly string[] {
  const teams = [...channel.members].flatMap((id) => {
    const user = workspace.users.get(id);
    return user && relationOf(workspace, user) === relation ? user.teamId : [];
  });
  return [...new Set(teams)];
}

/** Whether the channel is shared with another company through Slack Connect. */
export function isExtShared(workspace: Workspace, channel: Channel): boolean {
  return teamsIn(workspace, channel, 'connect').length > 0;
}

/** A team's id, domain and organisation, as in `team` of interactive payloads. */
export function teamJson(workspace: Workspace, teamId: string) {
  const other = workspace.otherTeams.get(teamId);
  const { domain } = other ?? workspace;
  const enterprise = other?.relation === 'connect' ? undefined : workspace.enterprise;
  return {
    id: teamId,
    domain,
    ...(enterprise && { enterprise_id: enterprise.id, enterprise_name: enterprise.name }),
  };
}
