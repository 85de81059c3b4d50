import type { World } from '../slack-context.ts';
import { newChannel } from './build-workspace.ts';
import { findDirectMessage } from './find.ts';
import { addMessage } from './messages.ts';
import type { Channel, Workspace } from './workspace.ts';

/** Slack's one-letter kinds in membership events. */
const channelTypes = { public: 'C', private: 'G', im: 'D', mpim: 'G' } as const;

/** The direct message of these people, opened when there is none yet. */
export function openDirectMessage(
  world: World,
  workspace: Workspace,
  userIds: readonly string[],
): Channel {
  const members = [...new Set(userIds)];
  const open = findDirectMessage(workspace, members);
  if (open) return open;
  const channel = newChannel(world, workspace, {
    kind: members.length > 2 ? 'mpim' : 'im',
    name: '',
    members,
  });
  if (channel.kind === 'mpim') {
    const names = members.map((id) => workspace.users.get(id)?.name ?? id);
    channel.name = `mpdm-${names.join('--')}-1`;
  }
  world.changed.send();
  return channel;
}

export function joinChannel(
  world: World,
  workspace: Workspace,
  channel: Channel,
  userId: string,
  inviter?: string,
): void {
  if (channel.members.has(userId)) return;
  channel.members.add(userId);
  addMessage(world, workspace, channel, {
    user: userId,
    subtype: 'channel_join',
    text: `<@${userId}> has joined the channel`,
  });
  const type = 'member_joined_channel';
  world.happened.send({ workspace, channel, event: membership(type, channel, userId, inviter) });
  world.changed.send();
}

export function leaveChannel(
  world: World,
  workspace: Workspace,
  channel: Channel,
  userId: string,
): void {
  if (!channel.members.delete(userId)) return;
  const type = 'member_left_channel';
  world.happened.send({ workspace, channel, event: membership(type, channel, userId) });
  if (userId === workspace.appUserId) {
    const own = channel.kind === 'public' ? 'channel_left' : 'group_left';
    world.happened.send({ workspace, channel, event: { type: own, channel: channel.id } });
  }
  world.changed.send();
}

export function archiveChannel(
  world: World,
  workspace: Workspace,
  channel: Channel,
  userId: string,
): void {
  channel.isArchived = true;
  const type = channel.kind === 'public' ? 'channel_archive' : 'group_archive';
  world.happened.send({ workspace, channel, event: { type, channel: channel.id, user: userId } });
  world.changed.send();
}

export function deleteChannel(world: World, workspace: Workspace, channel: Channel): void {
  for (const scheduled of channel.scheduled.values()) scheduled.cancel();
  const type = channel.kind === 'public' ? 'channel_deleted' : 'group_deleted';
  world.happened.send({ workspace, channel, event: { type, channel: channel.id } });
  workspace.channels.delete(channel.id);
  world.changed.send();
}

function membership(type: string, channel: Channel, user: string, inviter?: string) {
  return {
    type,
    user,
    channel: channel.id,
    channel_type: channelTypes[channel.kind],
    team: channel.teamId,
    ...(inviter && { inviter }),
  };
}
