import { refusal } from '../../api-error.ts';
import { slackbotId } from '../../state/build-workspace.ts';
import { openDirectMessage } from '../../state/channels.ts';
import { findDirectMessage } from '../../state/find.ts';
import { channelJson } from '../../state/json/channel.ts';
import {
  anyKind,
  knownUser,
  readableChannel,
  requireScope,
  visibleChannel,
} from '../access-checks.ts';
import { isSet, listOf, page, textOf } from '../arguments.ts';
import type { Call, Methods } from '../method.ts';
import { channelsOfTypes } from './list-channels.ts';

/** Which conversations there are, and who is in them. */
export const conversationMethods: Methods = {
  'conversations.info': { scopes: anyKind('read'), tier: 3, run: info },
  'conversations.list': {
    scopes: anyKind('read'),
    tier: 2,
    run: (call) => channelsOfTypes(call, () => true),
  },
  'conversations.members': { scopes: anyKind('read'), tier: 4, run: members },
  'conversations.open': { scopes: ['im:write', 'mpim:write'], tier: 3, run: open },
};

function info(call: Call) {
  const json = channelJson(readableChannel(call, 'read'), call.installation.botUserId);
  const { num_members, ...channel } = json;
  return {
    channel: isSet(call.args, 'include_num_members') ? { ...channel, num_members } : channel,
  };
}

function members(call: Call) {
  const channel = readableChannel(call, 'read');
  const { items, response_metadata } = page(call.args, [...channel.members], 100);
  return { members: items, response_metadata };
}

function open(call: Call) {
  const { world, workspace, installation, args } = call;
  const json = (channel: ReturnType<typeof openDirectMessage>) =>
    isSet(args, 'return_im') ? channelJson(channel, installation.botUserId) : { id: channel.id };
  if (textOf(args, 'channel')) return { channel: json(visibleChannel(call)) };
  const users = listOf(args, 'users').map((id) => knownUser(call, id));
  if (!users.length) throw refusal('users_list_not_supplied');
  if (users.length > 8) throw refusal('too_many_users', 'at most 8');
  requireScope(call, [users.length > 1 ? 'mpim:write' : 'im:write']);
  for (const { id, isBot, deleted, name } of users) {
    if (isBot || id === slackbotId) throw refusal('cannot_dm_bot', name);
    if (deleted) throw refusal('user_disabled', name);
  }
  const together = [...users.map(({ id }) => id), installation.botUserId];
  const wasOpen = findDirectMessage(workspace, together);
  if (!wasOpen && isSet(args, 'prevent_creation')) throw refusal('channel_not_found');
  return {
    channel: json(wasOpen ?? openDirectMessage(world, workspace, together)),
    ...(wasOpen && { no_op: true, already_open: true }),
  };
}
