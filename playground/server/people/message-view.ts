import type { MessageView, ViewView } from '../../protocol.ts';
import { filePath } from '../state/json/file.ts';
import { repliesTo } from '../state/json/message.ts';
import type { Channel, Message, View, Workspace } from '../state/workspace.ts';

function messageView(workspace: Workspace, channel: Channel, message: Message): MessageView {
  return {
    channel: channel.id,
    ts: message.ts,
    ...(message.threadTs && { thread_ts: message.threadTs }),
    reply_count: message.ephemeralFor ? 0 : repliesTo(channel, message.ts).length,
    user: message.user,
    text: message.text,
    blocks: message.blocks,
    ephemeral: message.ephemeralFor !== undefined,
    edited: message.edited,
    reactions: [...message.reactions].map(([name, users]) => ({ name, users: [...users] })),
    files: message.files.map((id) => ({
      id,
      name: workspace.files.get(id)?.name ?? '',
      url: filePath(workspace, id),
    })),
  };
}

/** The messages that a user sees in a channel, at most the last `most`. */
export function messagesFor(
  workspace: Workspace,
  channel: Channel,
  userId: string,
  most = Number.POSITIVE_INFINITY,
): readonly MessageView[] {
  return channel.messages
    .filter(({ ephemeralFor }) => ephemeralFor === undefined || ephemeralFor === userId)
    .slice(-most)
    .map((message) => messageView(workspace, channel, message));
}

export function viewView(view: View): ViewView {
  const { title, submit, close, type, callback_id, blocks, private_metadata } = view.content;
  return {
    id: view.id,
    hash: view.hash,
    type,
    callback_id,
    ...(title && { title }),
    ...(submit && { submit }),
    ...(close && { close }),
    blocks,
    private_metadata,
    state: { values: view.values },
    errors: view.errors,
  };
}
