import type { JsonObject } from '../../json-object.ts';
import type { Channel, Message, Workspace } from '../workspace.ts';
import { fileJson } from './file.ts';

/** A message in the format of the Web API and of events. */
export function messageJson(workspace: Workspace, channel: Channel, message: Message): JsonObject {
  const { threadTs, ts } = message;
  const replies = repliesTo(channel, ts);
  const app = message.botId === undefined ? undefined : workspace.installation;
  return {
    type: 'message',
    ...(message.subtype && { subtype: message.subtype }),
    user: message.user,
    ts,
    ...(message.botId && { bot_id: message.botId }),
    ...(app && { bot_profile: botProfile(workspace, message.botId ?? '') }),
    text: message.text,
    team: workspace.id,
    ...(message.blocks.length && { blocks: message.blocks }),
    ...(threadTs && { thread_ts: threadTs }),
    ...(threadTs && threadTs !== ts && { parent_user_id: authorOf(channel, threadTs) }),
    ...(replies.length && {
      thread_ts: ts,
      reply_count: replies.length,
      reply_users: [...new Set(replies.map(({ user }) => user))],
      latest_reply: replies.at(-1)?.ts,
    }),
    ...(message.edited && { edited: { user: message.user, ts } }),
    ...(message.reactions.size && {
      reactions: [...message.reactions].map(([name, users]) => ({
        name,
        users: [...users],
        count: users.size,
      })),
    }),
    ...(message.files.length && {
      files: message.files.map((id) => fileJson(workspace, id)),
    }),
  };
}

/** Replies in a message's thread, without ephemeral ones. */
export function repliesTo(channel: Channel, ts: string): readonly Message[] {
  return channel.messages.filter(
    (message) => message.threadTs === ts && message.ts !== ts && !message.ephemeralFor,
  );
}

function botProfile(workspace: Workspace, botId: string): JsonObject {
  const bot = workspace.users.get(workspace.installation?.botUserId ?? '');
  return {
    id: botId,
    name: bot?.realName ?? '',
    deleted: bot?.deleted ?? true,
    team_id: workspace.id,
    user_id: bot?.id ?? '',
  };
}

function authorOf(channel: Channel, ts: string): string | undefined {
  return channel.messages.find((message) => message.ts === ts)?.user;
}
