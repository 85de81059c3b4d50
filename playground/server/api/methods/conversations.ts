import { apiError } from '../../api-error.ts';
import { openDirectMessage } from '../../state/channels.ts';
import { findDirectMessage } from '../../state/find.ts';
import { channelJson } from '../../state/json/channel.ts';
import { slackbotId } from '../../state/users.ts';
import {
  readableChannel,
  requireScope,
  requireUser,
  scopesForAnyKind,
  visibleChannel,
} from '../access-checks.ts';
import { isSet, listOf, page, textOf } from '../arguments.ts';
import type { Call, Methods } from '../method.ts';
import { listChannels } from './list-channels.ts';

export const conversationMethods: Methods = {
  'conversations.info': { scopes: scopesForAnyKind('read'), tier: 3, run: info },
  'conversations.list': {
    scopes: scopesForAnyKind('read'),
    tier: 2,
    run: (call) => listChannels(call, () => true),
  },
  'conversations.members': { scopes: scopesForAnyKind('read'), tier: 4, run: members },
  'conversations.open': { scopes: ['im:write', 'mpim:write'], tier: 3, run: open },
};

function info(call: Call) {
  const json = channelJson(
    call.workspace,
    readableChannel(call, 'read'),
    call.installation.botUserId,
    { locale: isSet(call.args, 'include_locale') },
  );
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
  const { slack, workspace, installation, args } = call;
  const json = (channel: ReturnType<typeof openDirectMessage>) =>
    isSet(args, 'return_im')
      ? channelJson(workspace, channel, installation.botUserId)
      : { id: channel.id };
  if (textOf(args, 'channel')) return { channel: json(visibleChannel(call)) };
  const users = listOf(args, 'users').map((id) => requireUser(call, id));
  if (!users.length) throw apiError('users_list_not_supplied');
  if (users.length > 8) throw apiError('too_many_users', 'at most 8');
  requireScope(call, [users.length > 1 ? 'mpim:write' : 'im:write']);
  for (const { id, isBot, deleted, name } of users) {
    if (isBot || id === slackbotId) throw apiError('cannot_dm_bot', name);
    if (deleted) throw apiError('user_disabled', name);
  }
  const together = [...users.map(({ id }) => id), installation.botUserId];
  const wasOpen = findDirectMessage(workspace, together);
  if (!wasOpen && isSet(args, 'prevent_creation')) throw apiError('channel_not_found');
  return {
    channel: json(wasOpen ?? openDirectMessage(slack, workspace, together)),
    ...(wasOpen && { no_op: true, already_open: true }),
  };
}
