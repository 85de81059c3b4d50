import { apiError } from '../../api-error.ts';
import { messageJson } from '../../state/json/message.ts';
import { react } from '../../state/messages.ts';
import { persistentMessage, visibleChannel } from '../access-checks.ts';
import { requiredText } from '../arguments.ts';
import type { Call, Methods } from '../method.ts';

const scopes = ['reactions:write'];

export const reactionMethods: Methods = {
  'reactions.add': { scopes, tier: 3, run: (call) => change(call, 'add', 'already_reacted') },
  'reactions.remove': { scopes, tier: 2, run: (call) => change(call, 'remove', 'no_reaction') },
  'reactions.get': { scopes: ['reactions:read'], tier: 3, run: get },
};

const namePattern = /^[\p{Ll}\p{Lo}\p{N}_+'-]+(::skin-tone-[2-6])?$/u;

function change(call: Call, does: 'add' | 'remove', error: string) {
  const { slack, workspace, installation, args } = call;
  const name = requiredText(args, 'name');
  if (!namePattern.test(name)) throw apiError('invalid_name', name);
  const target = targetOf(call);
  if (target.channel.isArchived) throw apiError('is_archived', `#${target.channel.name}`);
  const reaction = { name, user: installation.botUserId, does };
  if (!react(slack, { workspace, ...target }, reaction)) throw apiError(error, name);
  return {};
}

function get(call: Call) {
  const { channel, message } = targetOf(call);
  return {
    type: 'message',
    channel: channel.id,
    message: messageJson(call.slack, call.workspace, channel, message),
  };
}

function targetOf(call: Call) {
  const channel = visibleChannel(call);
  if (!channel.members.has(call.installation.botUserId)) {
    throw apiError('not_in_channel', `the app is not a member of #${channel.name}`);
  }
  return { channel, message: persistentMessage(channel, requiredText(call.args, 'timestamp')) };
}
