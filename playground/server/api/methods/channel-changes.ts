import { apiError } from '../../api-error.ts';
import { archiveChannel, joinChannel, leaveChannel, newChannel } from '../../state/channels.ts';
import { findChannel } from '../../state/find.ts';
import { channelJson } from '../../state/json/channel.ts';
import type { Channel } from '../../state/workspace.ts';
import { requireScope, requireUser, visibleChannel } from '../access-checks.ts';
import { isSet, listOf, requiredText } from '../arguments.ts';
import type { Call, Methods } from '../method.ts';

const manageScopes = ['channels:manage', 'groups:write'];

export const channelChangeMethods: Methods = {
  'conversations.join': { scopes: ['channels:join'], tier: 3, run: join },
  'conversations.leave': { scopes: manageScopes, tier: 3, run: leave },
  'conversations.create': { scopes: manageScopes, tier: 2, run: create },
  'conversations.invite': {
    scopes: [...manageScopes, 'channels:write.invites', 'groups:write.invites'],
    tier: 3,
    run: invite,
  },
  'conversations.archive': { scopes: manageScopes, tier: 2, run: archive },
};

function join(call: Call) {
  const { slack, workspace, installation } = call;
  const channel = visibleChannel(call);
  if (channel.kind !== 'public')
    throw apiError('method_not_supported_for_channel_type', channel.kind);
  if (channel.isArchived) throw apiError('is_archived', `#${channel.name}`);
  const isMember = channel.members.has(installation.botUserId);
  joinChannel(slack, workspace, channel, installation.botUserId);
  return {
    channel: channelJson(workspace, channel, installation.botUserId),
    ...(isMember && { warning: 'already_in_channel' }),
  };
}

function leave(call: Call) {
  const { slack, workspace, installation } = call;
  const channel = managedChannel(call);
  if (channel.name === 'general') throw apiError('cant_leave_general');
  if (!channel.members.has(installation.botUserId)) return { not_in_channel: true };
  leaveChannel(slack, workspace, channel, installation.botUserId);
  return {};
}

const namePattern = /^[\p{Ll}\p{Lo}\p{N}_-]{1,80}$/u;

function create(call: Call) {
  const { slack, workspace, installation, args } = call;
  const name = requiredText(args, 'name');
  const isPrivate = isSet(args, 'is_private');
  requireScope(call, [isPrivate ? 'groups:write' : 'channels:manage']);
  if (!namePattern.test(name)) throw apiError('invalid_name_specials', name);
  if (findChannel(workspace, name)) throw apiError('name_taken', name);
  const channel = newChannel(slack, workspace, {
    kind: isPrivate ? 'private' : 'public',
    name,
    members: [installation.botUserId],
  });
  slack.changed.send();
  return { channel: channelJson(workspace, channel, installation.botUserId) };
}

function invite(call: Call) {
  const { slack, workspace, installation, args } = call;
  const channel = memberChannel(call);
  const users = listOf(args, 'users').map((id) => requireUser(call, id));
  if (!users.length) throw apiError('no_user');
  for (const { id, name, deleted } of users) {
    if (id === installation.botUserId) throw apiError('cant_invite_self');
    if (deleted) throw apiError('cant_invite', `${name} is deactivated`);
    if (channel.members.has(id)) throw apiError('already_in_channel', name);
  }
  for (const { id } of users) joinChannel(slack, workspace, channel, id, installation.botUserId);
  return { channel: channelJson(workspace, channel, installation.botUserId) };
}

function archive(call: Call) {
  const { slack, workspace, installation } = call;
  const channel = managedChannel(call);
  if (channel.name === 'general') throw apiError('cant_archive_general');
  if (channel.isArchived) throw apiError('already_archived', `#${channel.name}`);
  if (!channel.members.has(installation.botUserId)) throw apiError('not_in_channel');
  archiveChannel(slack, workspace, channel, installation.botUserId);
  return {};
}

function managedChannel(call: Call): Channel {
  const channel = visibleChannel(call);
  if (channel.kind === 'im' || channel.kind === 'mpim') {
    throw apiError('method_not_supported_for_channel_type', channel.kind);
  }
  requireScope(call, [channel.kind === 'public' ? 'channels:manage' : 'groups:write']);
  return channel;
}

function memberChannel(call: Call): Channel {
  const channel = visibleChannel(call);
  if (channel.isArchived) throw apiError('is_archived', `#${channel.name}`);
  if (channel.members.has(call.installation.botUserId)) return channel;
  throw apiError('not_in_channel', `the app is not a member of #${channel.name}`);
}
