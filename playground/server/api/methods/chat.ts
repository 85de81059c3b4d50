import { refusal } from '../../api-error.ts';
import { messageJson } from '../../state/json/message.ts';
import { addMessage, editMessage, removeMessage } from '../../state/messages.ts';
import type { Channel, Message } from '../../state/workspace.ts';
import { knownUser, lastingMessage, postableChannel, visibleChannel } from '../access-checks.ts';
import { jsonOf, requiredText, textOf } from '../arguments.ts';
import { blocksOf, checkBlocks, messageContent } from '../message-content.ts';
import type { Call, Methods } from '../method.ts';

const scopes = ['chat:write'];

export const chatMethods: Methods = {
  'chat.postMessage': { scopes, tier: 'post', run: postMessage },
  'chat.postEphemeral': { scopes, tier: 4, run: postEphemeral },
  'chat.update': { scopes, tier: 3, run: update },
  'chat.delete': { scopes, tier: 3, run: remove },
  'chat.getPermalink': { tier: 'auth', run: getPermalink },
};

function postMessage(call: Call) {
  const { world, workspace, args } = call;
  const channel = postableChannel(call);
  const message = addMessage(world, workspace, channel, {
    ...author(call),
    ...messageContent(args),
    threadTs: threadOf(call, channel),
    metadata: jsonOf(args, 'metadata', 'invalid_metadata_format'),
  });
  return { channel: channel.id, ts: message.ts, message: messageJson(workspace, channel, message) };
}

function postEphemeral(call: Call) {
  const { world, workspace, args } = call;
  const channel = postableChannel(call);
  const user = knownUser(call);
  if (!channel.members.has(user.id)) {
    throw refusal('user_not_in_channel', `${user.name} is not a member of #${channel.name}`);
  }
  const message = addMessage(world, workspace, channel, {
    ...author(call),
    ...messageContent(args),
    threadTs: threadOf(call, channel),
    ephemeralFor: user.id,
  });
  return { message_ts: message.ts };
}

/** Update takes less text than posting does, and refuses more instead of cutting it off. */
const longestUpdate = 4000;

function update(call: Call) {
  const { world, workspace, args } = call;
  const { channel, message } = ownMessage(call, 'cant_update_message');
  const text = textOf(args, 'text');
  if ([...(text ?? '')].length > longestUpdate) throw refusal('msg_too_long');
  const blocks = blocksOf(args);
  if (text === undefined && args.blocks === undefined) throw refusal('no_text');
  checkBlocks(blocks);
  // Text alone takes the blocks away; blocks alone leave the text.
  editMessage(world, workspace, channel, message, { text: text ?? message.text, blocks });
  const { ts } = message;
  return {
    channel: channel.id,
    ts,
    text: message.text,
    message: messageJson(workspace, channel, message),
  };
}

function remove(call: Call) {
  const { channel, message } = ownMessage(call, 'cant_delete_message');
  removeMessage(call.world, call.workspace, channel, message);
  return { channel: channel.id, ts: message.ts };
}

function getPermalink(call: Call) {
  const channel = visibleChannel(call);
  const { ts } = lastingMessage(channel, requiredText(call.args, 'message_ts'));
  const path = `archives/${channel.id}/p${ts.replace('.', '')}`;
  return { channel: channel.id, permalink: `https://${call.workspace.domain}.slack.com/${path}` };
}

function ownMessage(call: Call, error: string): { channel: Channel; message: Message } {
  const channel = visibleChannel(call);
  const message = lastingMessage(channel, requiredText(call.args, 'ts'));
  if (message.botId !== call.installation.botId || message.subtype) {
    throw refusal(error, 'it is not a message of the app');
  }
  return { channel, message };
}

export function author({ installation }: Pick<Call, 'installation'>) {
  return { user: installation.botUserId, botId: installation.botId };
}

/** The thread to post in: a reply's own thread when `thread_ts` names a reply. */
export function threadOf({ args }: Call, channel: Channel): string | undefined {
  const ts = textOf(args, 'thread_ts');
  return channel.messages.find((message) => message.ts === ts)?.threadTs ?? ts;
}
