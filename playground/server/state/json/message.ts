import type { JsonObject } from '../../json-object.ts';
import type { SlackState } from '../slack-state.ts';
import { isExtShared } from '../teams.ts';
import type { Channel, Message, Workspace } from '../workspace.ts';
import { fileJson } from './file.ts';
import { profileJson } from './user.ts';

/** A message in the format of the Web API and of events. */
export function messageJson(
  { app: { id: appId } }: Pick<SlackState, 'app'>,
  workspace: Workspace,
  channel: Channel,
  message: Message,
): JsonObject {
  const { threadTs, ts } = message;
  const replies = repliesTo(channel, ts);
  const app = message.botId === undefined ? undefined : workspace.installation;
  return {
    type: 'message',
    ...(message.subtype && { subtype: message.subtype }),
    ...(message.clientMsgId && { client_msg_id: message.clientMsgId }),
    user: message.user,
    ts,
    ...(message.botId && { bot_id: message.botId, app_id: appId }),
    ...message.customAuthor,
    ...(app && { bot_profile: botProfile(workspace, message.botId ?? '', appId) }),
    text: message.text,
    ...teamFields(workspace, channel, message.user),
    ...(message.blocks.length && { blocks: message.blocks }),
    ...(message.attachments.length && {
      attachments: message.attachments.map((attachment, index) => ({
        id: index + 1,
        fallback: '[no preview available]',
        ...attachment,
      })),
    }),
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

/** In channels shared with another company, Slack adds more about the author. */
function teamFields(workspace: Workspace, channel: Channel, author: string): JsonObject {
  const user = workspace.users.get(author);
  const team = user?.teamId ?? workspace.id;
  if (!user || !isExtShared(workspace, channel)) return { team };
  const { real_name, display_name, first_name } = profileJson(workspace, user, false);
  return {
    team,
    user_team: team,
    source_team: team,
    user_profile: { real_name, display_name, first_name, name: user.name, team },
  };
}

/** Replies in a message's thread, without ephemeral ones. */
export function repliesTo(channel: Channel, ts: string): readonly Message[] {
  return channel.messages.filter(
    (message) => message.threadTs === ts && message.ts !== ts && !message.ephemeralFor,
  );
}

/** How many replies each message has, by its `ts`. */
export function replyCounts(channel: Channel): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { ts, threadTs, ephemeralFor } of channel.messages) {
    if (threadTs !== undefined && threadTs !== ts && !ephemeralFor)
      counts.set(threadTs, (counts.get(threadTs) ?? 0) + 1);
  }
  return counts;
}

function botProfile(workspace: Workspace, botId: string, appId: string): JsonObject {
  const bot = workspace.users.get(workspace.installation?.botUserId ?? '');
  return {
    id: botId,
    app_id: appId,
    name: bot?.realName ?? '',
    deleted: bot?.deleted ?? true,
    team_id: workspace.id,
    user_id: bot?.id ?? '',
  };
}

function authorOf(channel: Channel, ts: string): string | undefined {
  return channel.messages.find((message) => message.ts === ts)?.user;
}
