import type { ChannelView, PersonSummary, PersonView } from '../../protocol.ts';
import { messagesFor, viewView } from '../people/message-view.ts';
import type { SlackContext } from '../slack-context.ts';
import { canSee } from '../state/find.ts';
import { organisationToAddTo, workspacesOf } from '../state/installations.ts';
import { hasApp } from '../state/teams.ts';
import { slackbotId } from '../state/users.ts';
import type { Channel, User, Workspace } from '../state/workspace.ts';

/** Per channel. */
const maxMessages = 200;

/** Everything that the page shows to a user. */
export function personView(
  { slack, workspace, user }: { slack: SlackContext; workspace: Workspace; user: User },
  isConnected: boolean,
): PersonView {
  const { features = {}, display_information } = slack.manifest;
  const home = workspace.homes.get(user.id);
  return {
    now: slack.clock.now(),
    clock: slack.clock.running ? 'running' : 'stopped',
    app: {
      name: features.bot_user?.display_name ?? display_information.name,
      bot_user_id: workspace.installation?.botUserId ?? '',
      connected: isConnected,
      installed: workspace.installation !== undefined,
      can_be_added: slack.distribution.addUrl !== undefined,
      organisation: organisationView(slack, workspace),
      home_tab: features.app_home?.home_tab_enabled ?? false,
      messages_tab: features.app_home?.messages_tab_enabled ?? true,
    },
    commands: (hasApp(workspace, user) ? (features.slash_commands ?? []) : []).map(
      ({ command, description, usage_hint = '' }) => ({ command, description, usage_hint }),
    ),
    shortcuts: (hasApp(workspace, user) ? (features.shortcuts ?? []) : []).map(
      ({ name, type, callback_id, description }) => ({ name, type, callback_id, description }),
    ),
    workspace: { id: workspace.id, name: workspace.name },
    workspaces: slack.workspaces.map(({ id, name }) => ({ id, name })),
    me: personSummary(workspace, user),
    people: [...workspace.users.values()]
      .filter(({ id }) => id !== slackbotId)
      .map((person) => personSummary(workspace, person)),
    usergroups: [...workspace.usergroups.values()]
      .filter(({ isDisabled }) => !isDisabled)
      .map(({ id, handle, name }) => ({ id, handle, name })),
    channels: [...workspace.channels.values()]
      .filter((channel) => canSee(workspace, user, channel))
      .map((channel) => channelView(workspace, channel, user)),
    home: home ? viewView(home) : null,
    views: (workspace.modals.get(user.id) ?? []).map(viewView),
  };
}

function organisationView(
  slack: SlackContext,
  workspace: Workspace,
): PersonView['app']['organisation'] {
  const organisation = organisationToAddTo(slack, workspace);
  if (!organisation) return null;
  const workspaces = workspacesOf(slack, organisation.id).map(({ name }) => name);
  return { name: organisation.name, workspaces };
}

function channelView(workspace: Workspace, channel: Channel, { id: me }: User): ChannelView {
  return {
    id: channel.id,
    kind: channel.kind,
    name: channelTitle(workspace, channel, me),
    is_member: channel.members.has(me),
    is_archived: channel.isArchived,
    members: [...channel.members],
    messages: messagesFor(workspace, channel, me, maxMessages),
  };
}

function channelTitle(workspace: Workspace, channel: Channel, me: string): string {
  if (channel.kind === 'public' || channel.kind === 'private') return channel.name;
  const others = [...channel.members].filter((id) => id !== me);
  return (others.length ? others : [me])
    .map((id) => workspace.users.get(id)?.realName ?? id)
    .join(', ');
}

function personSummary(workspace: Workspace, user: User): PersonSummary {
  const team = workspace.otherTeams.get(user.teamId);
  return {
    id: user.id,
    name: user.name,
    real_name: user.realName,
    title: user.title,
    company: team?.relation === 'connect' ? team.name : '',
    tz: user.tz,
    is_bot: user.isBot,
    is_admin: user.isAdmin,
    is_guest: user.guest !== 'no',
    deleted: user.deleted,
  };
}
