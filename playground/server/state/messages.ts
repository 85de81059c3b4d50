import { randomUUID } from 'node:crypto';
import type { Block } from '../../protocol.ts';
import type { JsonObject } from '../json-object.ts';
import { withIds } from './elements.ts';
import { messageJson } from './json/message.ts';
import type { SlackState } from './slack-state.ts';
import type { Attachment, Channel, CustomAuthor, Message, Workspace } from './workspace.ts';

export type Draft = {
  readonly user: string;
  readonly text: string;
  readonly blocks?: readonly Block[];
  readonly attachments?: readonly Attachment[];
  readonly threadTs?: string | undefined;
  readonly botId?: string;
  readonly customAuthor?: CustomAuthor | undefined;
  readonly subtype?: string;
  readonly ephemeralFor?: string;
  readonly files?: readonly string[];
  readonly metadata?: unknown;
};

/** `channel_type` in message events. */
const channelTypes = { public: 'channel', private: 'group', im: 'im', mpim: 'mpim' } as const;

/** Posts a message. An ephemeral one sends no event. */
export function addMessage(
  slack: SlackState,
  workspace: Workspace,
  channel: Channel,
  draft: Draft,
): Message {
  const message: Message = {
    ts: slack.ids.ts(),
    user: draft.user,
    ...(draft.botId && { botId: draft.botId }),
    ...(draft.subtype && { subtype: draft.subtype }),
    ...(!draft.botId && !draft.subtype && { clientMsgId: randomUUID() }),
    ...(draft.customAuthor && { customAuthor: draft.customAuthor }),
    text: draft.text,
    blocks: withIds(slack.ids, draft.blocks ?? []),
    attachments: attachmentsWithIds(slack, draft.attachments ?? []),
    ...(draft.threadTs && { threadTs: draft.threadTs }),
    ...(draft.ephemeralFor && { ephemeralFor: draft.ephemeralFor }),
    edited: false,
    reactions: new Map(),
    files: [...(draft.files ?? [])],
    ...(draft.metadata !== undefined && { metadata: draft.metadata }),
  };
  channel.messages.push(message);
  if (!message.ephemeralFor) sendMessageEvents(slack, workspace, channel, message);
  slack.changed.send();
  return message;
}

export function editMessage(
  slack: SlackState,
  workspace: Workspace,
  channel: Channel,
  message: Message,
  change: {
    readonly text: string;
    readonly blocks: readonly Block[];
    readonly attachments?: readonly Attachment[];
  },
): void {
  const before = messageJson(slack, workspace, channel, message);
  const { attachments = message.attachments } = change;
  // Slack marks a changed text, but neither ephemeral messages nor changes of blocks.
  message.edited ||=
    message.ephemeralFor === undefined &&
    change.text !== message.text &&
    !change.blocks.length &&
    !attachments.length;
  message.text = change.text;
  message.blocks = withIds(slack.ids, change.blocks);
  message.attachments = attachmentsWithIds(slack, attachments);
  sendChangeEvent(slack, workspace, channel, message, {
    subtype: 'message_changed',
    message: messageJson(slack, workspace, channel, message),
    previous_message: before,
  });
}

export function removeMessage(
  slack: SlackState,
  workspace: Workspace,
  channel: Channel,
  message: Message,
): void {
  const index = channel.messages.indexOf(message);
  if (index < 0) return;
  channel.messages.splice(index, 1);
  sendChangeEvent(slack, workspace, channel, message, {
    subtype: 'message_deleted',
    deleted_ts: message.ts,
    previous_message: messageJson(slack, workspace, channel, message),
  });
}

/** Adds or removes a reaction; false when nothing changes. */
export function react(
  slack: SlackState,
  target: { readonly workspace: Workspace; readonly channel: Channel; readonly message: Message },
  { name, user, does }: { name: string; user: string; does: 'add' | 'remove' },
): boolean {
  const { workspace, channel, message } = target;
  const users = message.reactions.get(name) ?? new Set();
  if (users.has(user) === (does === 'add')) return false;
  if (does === 'add') message.reactions.set(name, users.add(user));
  else users.delete(user);
  if (!users.size) message.reactions.delete(name);
  slack.events.send({
    workspace,
    channel,
    event: {
      type: does === 'add' ? 'reaction_added' : 'reaction_removed',
      user,
      reaction: name,
      item_user: message.user,
      item: { type: 'message', channel: channel.id, ts: message.ts },
    },
  });
  slack.changed.send();
  return true;
}

function attachmentsWithIds(
  { ids }: SlackState,
  attachments: readonly Attachment[],
): readonly Attachment[] {
  return attachments.map((attachment) => ({
    ...attachment,
    ...(attachment.blocks && { blocks: withIds(ids, attachment.blocks) }),
  }));
}

function sendMessageEvents(
  slack: SlackState,
  workspace: Workspace,
  channel: Channel,
  message: Message,
): void {
  const shared = { channel: channel.id, event_ts: message.ts };
  const content = messageJson(slack, workspace, channel, message);
  const channel_type = channelTypes[channel.kind];
  slack.events.send({
    workspace,
    channel,
    event: { ...content, ...shared, type: 'message', channel_type },
  });
  const bot = workspace.installation?.botUserId;
  if (!bot || message.user === bot || message.subtype || channel.kind === 'im') return;
  if (!message.text.includes(`<@${bot}>`)) return;
  slack.events.send({
    workspace,
    channel,
    event: { ...content, ...shared, type: 'app_mention' },
  });
}

function sendChangeEvent(
  slack: SlackState,
  workspace: Workspace,
  channel: Channel,
  message: Message,
  change: JsonObject,
): void {
  slack.changed.send();
  if (message.ephemeralFor) return;
  const ts = slack.ids.ts();
  slack.events.send({
    workspace,
    channel,
    event: {
      type: 'message',
      hidden: true,
      channel: channel.id,
      channel_type: channelTypes[channel.kind],
      ts,
      event_ts: ts,
      ...change,
    },
  });
}
