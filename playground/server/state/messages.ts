import type { Block } from '../../protocol.ts';
import type { Fields, World } from '../slack-context.ts';
import { withIds } from './elements.ts';
import { messageJson } from './json/message.ts';
import type { Channel, Message, Workspace } from './workspace.ts';

export type Draft = {
  readonly user: string;
  readonly text: string;
  readonly blocks?: readonly Block[];
  readonly threadTs?: string | undefined;
  readonly botId?: string;
  readonly subtype?: string;
  readonly ephemeralFor?: string;
  readonly files?: readonly string[];
  readonly metadata?: unknown;
};

/** Slack's kinds of channel in message events. */
const channelTypes = { public: 'channel', private: 'group', im: 'im', mpim: 'mpim' } as const;

/** Puts a message into a channel and tells everyone concerned; one for a single person goes to nobody else. */
export function addMessage(
  world: World,
  workspace: Workspace,
  channel: Channel,
  draft: Draft,
): Message {
  const message: Message = {
    ts: world.mint.ts(),
    user: draft.user,
    ...(draft.botId && { botId: draft.botId }),
    ...(draft.subtype && { subtype: draft.subtype }),
    text: draft.text,
    blocks: withIds(world.mint, draft.blocks ?? []),
    ...(draft.threadTs && { threadTs: draft.threadTs }),
    ...(draft.ephemeralFor && { ephemeralFor: draft.ephemeralFor }),
    edited: false,
    reactions: new Map(),
    files: [...(draft.files ?? [])],
    ...(draft.metadata !== undefined && { metadata: draft.metadata }),
  };
  channel.messages.push(message);
  if (!message.ephemeralFor) announce(world, workspace, channel, message);
  world.changed.send();
  return message;
}

export function editMessage(
  world: World,
  workspace: Workspace,
  channel: Channel,
  message: Message,
  change: { readonly text: string; readonly blocks: readonly Block[] },
): void {
  const before = messageJson(workspace, channel, message);
  message.text = change.text;
  message.blocks = withIds(world.mint, change.blocks);
  // Slack marks what everyone sees; a private answer is simply another one.
  message.edited = message.ephemeralFor === undefined;
  announceChange(world, workspace, channel, message, {
    subtype: 'message_changed',
    message: messageJson(workspace, channel, message),
    previous_message: before,
  });
}

export function removeMessage(
  world: World,
  workspace: Workspace,
  channel: Channel,
  message: Message,
): void {
  const index = channel.messages.indexOf(message);
  if (index < 0) return;
  channel.messages.splice(index, 1);
  announceChange(world, workspace, channel, message, {
    subtype: 'message_deleted',
    deleted_ts: message.ts,
    previous_message: messageJson(workspace, channel, message),
  });
}

/** Adds or takes back a reaction; false when it was there, or not there, already. */
export function react(
  world: World,
  place: { readonly workspace: Workspace; readonly channel: Channel; readonly message: Message },
  { name, user, does }: { name: string; user: string; does: 'add' | 'remove' },
): boolean {
  const { workspace, channel, message } = place;
  const users = message.reactions.get(name) ?? new Set();
  if (users.has(user) === (does === 'add')) return false;
  if (does === 'add') message.reactions.set(name, users.add(user));
  else users.delete(user);
  if (!users.size) message.reactions.delete(name);
  world.happened.send({
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
  world.changed.send();
  return true;
}

function announce(world: World, workspace: Workspace, channel: Channel, message: Message): void {
  const shared = { channel: channel.id, event_ts: message.ts };
  const content = messageJson(workspace, channel, message);
  const channel_type = channelTypes[channel.kind];
  world.happened.send({
    workspace,
    channel,
    event: { ...content, ...shared, type: 'message', channel_type },
  });
  const bot = workspace.installation?.botUserId;
  if (!bot || message.user === bot || message.subtype || channel.kind === 'im') return;
  if (!message.text.includes(`<@${bot}>`)) return;
  world.happened.send({
    workspace,
    channel,
    event: { ...content, ...shared, type: 'app_mention' },
  });
}

function announceChange(
  world: World,
  workspace: Workspace,
  channel: Channel,
  message: Message,
  change: Fields,
): void {
  world.changed.send();
  if (message.ephemeralFor) return;
  const ts = world.mint.ts();
  world.happened.send({
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
