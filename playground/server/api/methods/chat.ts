import { apiError } from '../../api-error.ts';
import { messageJson } from '../../state/json/message.ts';
import { addMessage, editMessage, removeMessage } from '../../state/messages.ts';
import type { Channel, CustomAuthor, Message } from '../../state/workspace.ts';
import {
  persistentMessage,
  postableChannel,
  requireUser,
  visibleChannel,
} from '../access-checks.ts';
import { jsonOf, requiredText, textOf } from '../arguments.ts';
import { attachmentsOf, blocksOf, checkBlocks, messageContent } from '../message-content.ts';
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
  const { slack, workspace, args } = call;
  const channel = postableChannel(call);
  const message = addMessage(slack, workspace, channel, {
    ...author(call),
    ...messageContent(args),
    customAuthor: customAuthor(call),
    threadTs: threadOf(call, channel),
    metadata: jsonOf(args, 'metadata', 'invalid_metadata_format'),
  });
  return {
    channel: channel.id,
    ts: message.ts,
    message: messageJson(slack, workspace, channel, message),
  };
}

function postEphemeral(call: Call) {
  const { slack, workspace, args } = call;
  const channel = postableChannel(call);
  const user = requireUser(call);
  if (!channel.members.has(user.id)) {
    throw apiError('user_not_in_channel', `${user.name} is not a member of #${channel.name}`);
  }
  const message = addMessage(slack, workspace, channel, {
    ...author(call),
    ...messageContent(args),
    customAuthor: customAuthor(call),
    threadTs: threadOf(call, channel),
    ephemeralFor: user.id,
  });
  return { message_ts: message.ts };
}

/** Longer texts are refused, whereas posting truncates. */
const maxUpdateLength = 4000;

function update(call: Call) {
  const { slack, workspace, args } = call;
  const { channel, message } = ownMessage(call, 'cant_update_message');
  const text = textOf(args, 'text');
  if ([...(text ?? '')].length > maxUpdateLength) throw apiError('msg_too_long');
  const given = { blocks: args.blocks !== undefined, attachments: args.attachments !== undefined };
  if (text === undefined && !given.blocks && !given.attachments) throw apiError('no_text');
  const blocks = blocksOf(args);
  checkBlocks(blocks);
  // Text alone removes the blocks. Blocks alone keep the text, attachments alone keep both.
  const keepsBlocks = text === undefined && !given.blocks;
  editMessage(slack, workspace, channel, message, {
    text: text ?? message.text,
    blocks: keepsBlocks ? message.blocks : blocks,
    ...(given.attachments && { attachments: attachmentsOf(args) }),
  });
  const { ts } = message;
  return {
    channel: channel.id,
    ts,
    text: message.text,
    message: messageJson(slack, workspace, channel, message),
  };
}

function remove(call: Call) {
  const { channel, message } = ownMessage(call, 'cant_delete_message');
  removeMessage(call.slack, call.workspace, channel, message);
  return { channel: channel.id, ts: message.ts };
}

function getPermalink(call: Call) {
  const channel = visibleChannel(call);
  const { ts } = persistentMessage(channel, requiredText(call.args, 'message_ts'));
  const path = `archives/${channel.id}/p${ts.replace('.', '')}`;
  return { channel: channel.id, permalink: `https://${call.workspace.domain}.slack.com/${path}` };
}

function ownMessage(call: Call, error: string): { channel: Channel; message: Message } {
  const channel = visibleChannel(call);
  const message = persistentMessage(channel, requiredText(call.args, 'ts'));
  if (message.botId !== call.installation.botId || message.subtype) {
    throw apiError(error, 'it is not a message of the app');
  }
  return { channel, message };
}

export function author({ installation }: Pick<Call, 'installation'>) {
  return { user: installation.botUserId, botId: installation.botId };
}

/** Without `chat:write.customize` Slack ignores these silently; here the log says so. */
function customAuthor({ slack, installation, args }: Call): CustomAuthor | undefined {
  const username = textOf(args, 'username');
  const emoji = textOf(args, 'icon_emoji');
  const image = textOf(args, 'icon_url');
  if (!username && !emoji && !image) return undefined;
  if (!installation.scopes.has('chat:write.customize')) {
    slack.traffic.add({
      from: 'app',
      kind: 'web-api',
      name: 'username and icon',
      outcome: 'refused',
      ms: 0,
      detail: 'ignored: they need the scope chat:write.customize',
      request: { username, icon_emoji: emoji, icon_url: image },
      response: null,
    });
    return undefined;
  }
  return {
    ...(username && { username }),
    ...((emoji || image) && {
      icons: { ...(emoji && { emoji }), ...(image && { image_48: image }) },
    }),
  };
}

/** The thread to post to. A `thread_ts` of a reply stands for the reply's thread. */
export function threadOf({ args }: Call, channel: Channel): string | undefined {
  const ts = textOf(args, 'thread_ts');
  return channel.messages.find((message) => message.ts === ts)?.threadTs ?? ts;
}
