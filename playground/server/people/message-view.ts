import type { Block, MessageView, ViewView } from '../../protocol.ts';
import { filePath } from '../state/json/file.ts';
import { replyCounts } from '../state/json/message.ts';
import type { Attachment, Channel, Message, View, Workspace } from '../state/workspace.ts';

/** All blocks of a message, with those of its attachments; each legacy attachment is a section. */
export function shownBlocks({ text, blocks, attachments }: Message): readonly Block[] {
  if (!attachments.length) return blocks;
  const own = blocks.length || !text ? blocks : [section(text)];
  return [
    ...own,
    ...attachments.flatMap((attachment) => {
      if (attachment.blocks) return attachment.blocks;
      const legacy = attachmentText(attachment);
      return legacy ? [section(legacy)] : [];
    }),
  ];
}

function section(text: string): Block {
  return { type: 'section', text: { type: 'mrkdwn', text } };
}

/** What a legacy attachment says; its fallback if it says nothing. */
function attachmentText({ blocks, fallback, fields, ...attachment }: Attachment): string {
  if (blocks) return '';
  const { pretext, author_name, title, text, footer } = attachment;
  const rows = Array.isArray(fields)
    ? fields.flatMap((field: { title?: unknown; value?: unknown }) => [field.title, field.value])
    : [];
  const parts = [pretext, author_name, title, text, ...rows, footer].filter(
    (part) => typeof part === 'string' && part !== '',
  );
  return parts.length ? parts.join('\n') : String(fallback ?? '');
}

function messageView(
  workspace: Workspace,
  channel: Channel,
  message: Message,
  replies: number,
): MessageView {
  return {
    channel: channel.id,
    ts: message.ts,
    ...(message.threadTs && { thread_ts: message.threadTs }),
    reply_count: message.ephemeralFor ? 0 : replies,
    user: message.user,
    ...(message.customAuthor?.username && { username: message.customAuthor.username }),
    text: [message.text, ...message.attachments.map(attachmentText)].filter(Boolean).join('\n'),
    blocks: shownBlocks(message),
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
  const replies = replyCounts(channel);
  return channel.messages
    .filter(({ ephemeralFor }) => ephemeralFor === undefined || ephemeralFor === userId)
    .slice(-most)
    .map((message) => messageView(workspace, channel, message, replies.get(message.ts) ?? 0));
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
