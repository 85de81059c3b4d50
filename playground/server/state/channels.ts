import { findDirectMessage } from './find.ts';
import { addMessage } from './messages.ts';
import type { SlackState } from './slack-state.ts';
import type { Channel, Workspace } from './workspace.ts';

/** Slack's one-letter channel types: the start of ids, and `channel_type` in membership events. */
const channelLetters = { public: 'C', private: 'G', im: 'D', mpim: 'G' } as const;

/** Creates an empty channel. */
export function newChannel(
  { ids, clock }: Pick<SlackState, 'ids' | 'clock'>,
  workspace: Workspace,
  given: Pick<Channel, 'kind' | 'name'> & { readonly members: Iterable<string> },
): Channel {
  const channel: Channel = {
    id: ids.next(channelLetters[given.kind], workspace.number),
    teamId: workspace.id,
    kind: given.kind,
    name: given.name,
    topic: '',
    locale: 'en-US',
    isArchived: false,
    created: Math.floor(clock.now() / 1000),
    members: new Set(given.members),
    messages: [],
    scheduled: new Map(),
  };
  workspace.channels.set(channel.id, channel);
  return channel;
}

/** The direct message between these users, opened if need be. */
export function openDirectMessage(
  slack: SlackState,
  workspace: Workspace,
  userIds: readonly string[],
): Channel {
  const members = [...new Set(userIds)];
  const open = findDirectMessage(workspace, members);
  if (open) return open;
  const channel = newChannel(slack, workspace, {
    kind: members.length > 2 ? 'mpim' : 'im',
    name: '',
    members,
  });
  if (channel.kind === 'mpim') {
    const names = members.map((id) => workspace.users.get(id)?.name ?? id);
    channel.name = `mpdm-${names.join('--')}-1`;
  }
  slack.changed.send();
  return channel;
}

export function joinChannel(
  slack: SlackState,
  workspace: Workspace,
  channel: Channel,
  userId: string,
  inviter?: string,
): void {
  if (channel.members.has(userId)) return;
  channel.members.add(userId);
  addMessage(slack, workspace, channel, {
    user: userId,
    subtype: 'channel_join',
    text: `<@${userId}> has joined the channel`,
  });
  const type = 'member_joined_channel';
  slack.events.send({ workspace, channel, event: membershipEvent(type, channel, userId, inviter) });
  slack.changed.send();
}

export function leaveChannel(
  slack: SlackState,
  workspace: Workspace,
  channel: Channel,
  userId: string,
): void {
  if (!channel.members.delete(userId)) return;
  const type = 'member_left_channel';
  slack.events.send({ workspace, channel, event: membershipEvent(type, channel, userId) });
  if (userId === workspace.appUserId) {
    const ownEvent = channel.kind === 'public' ? 'channel_left' : 'group_left';
    slack.events.send({ workspace, channel, event: { type: ownEvent, channel: channel.id } });
  }
  slack.changed.send();
}

export function archiveChannel(
  slack: SlackState,
  workspace: Workspace,
  channel: Channel,
  userId: string,
): void {
  channel.isArchived = true;
  const type = channel.kind === 'public' ? 'channel_archive' : 'group_archive';
  slack.events.send({ workspace, channel, event: { type, channel: channel.id, user: userId } });
  slack.changed.send();
}

export function deleteChannel(slack: SlackState, workspace: Workspace, channel: Channel): void {
  for (const scheduled of channel.scheduled.values()) scheduled.cancel();
  const type = channel.kind === 'public' ? 'channel_deleted' : 'group_deleted';
  slack.events.send({ workspace, channel, event: { type, channel: channel.id } });
  workspace.channels.delete(channel.id);
  slack.changed.send();
}

function membershipEvent(type: string, channel: Channel, user: string, inviter?: string) {
  return {
    type,
    user,
    channel: channel.id,
    channel_type: channelLetters[channel.kind],
    team: channel.teamId,
    ...(inviter && { inviter }),
  };
}
