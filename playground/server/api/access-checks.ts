import { refusal } from '../api-error.ts';
import { slackbotId } from '../state/build-workspace.ts';
import { openDirectMessage } from '../state/channels.ts';
import { findChannel, isVisibleTo } from '../state/find.ts';
import type { Channel, Message, User } from '../state/workspace.ts';
import { requiredText } from './arguments.ts';
import type { Call } from './method.ts';

const kindScopes = { public: 'channels', private: 'groups', im: 'im', mpim: 'mpim' } as const;

/** The scope that `what` (`read`, `history`, `write`) needs for this kind of channel. */
export function scopeFor(kind: Channel['kind'], what: string): string {
  return `${kindScopes[kind]}:${what}`;
}

/** The scopes of which a call on channels needs at least one. */
export function anyKind(what: string): readonly string[] {
  return Object.values(kindScopes).map((kind) => `${kind}:${what}`);
}

/** One of these scopes must be granted. */
export function requireScope(
  { installation }: Pick<Call, 'installation'>,
  needed: readonly string[],
) {
  const { scopes } = installation;
  if (needed.some((scope) => scopes.has(scope))) return;
  const fields = { needed: needed.join(','), provided: [...scopes].join(',') };
  throw refusal('missing_scope', `needs ${needed.join(' or ')}`, fields);
}

/** A channel that the app can see; what it can't see isn't there. */
export function visibleChannel(call: Call, id = requiredText(call.args, 'channel')): Channel {
  const channel = call.workspace.channels.get(id);
  if (channel && isVisibleTo(channel, call.installation.botUserId)) return channel;
  throw refusal('channel_not_found', `${id} is not a channel that the app can see`);
}

/** A channel that the app may read: with the scope for its kind. */
export function readableChannel(call: Call, what: 'read' | 'history'): Channel {
  const channel = visibleChannel(call);
  requireScope(call, [scopeFor(channel.kind, what)]);
  return channel;
}

/** A channel that the app may post to, by channel id, by name (public ones) or by a person's id, which opens the direct message. */
export function postableChannel(call: Call): Channel {
  const channel = addressedChannel(call);
  const { installation, world } = call;
  if (channel.isArchived) throw refusal('is_archived', `#${channel.name}`);
  const isMember = channel.members.has(installation.botUserId);
  if (!isMember && !installation.scopes.has('chat:write.public')) {
    throw refusal('not_in_channel', `the app is not a member of #${channel.name}`);
  }
  const { messages_tab_enabled = true } = world.manifest.features?.app_home ?? {};
  if (channel.kind === 'im' && !messages_tab_enabled) throw refusal('messages_tab_disabled');
  return channel;
}

function addressedChannel(call: Call): Channel {
  const { workspace, world, installation } = call;
  const address = requiredText(call.args, 'channel');
  const user = workspace.users.get(address);
  if (user) {
    if (user.isBot || user.id === slackbotId) throw refusal('cannot_dm_bot', user.name);
    if (user.deleted) throw refusal('channel_not_found', `${user.name} is deactivated`);
    return openDirectMessage(world, workspace, [user.id, installation.botUserId]);
  }
  const named = findChannel(workspace, address);
  return visibleChannel(call, named?.kind === 'public' ? named.id : address);
}

export function knownUser(call: Call, id = requiredText(call.args, 'user')): User {
  const user = call.workspace.users.get(id);
  if (user) return user;
  throw refusal('user_not_found', `${id} is nobody in this workspace`);
}

/** A message that everyone in the channel sees: ephemeral ones can't be found again. */
export function lastingMessage(channel: Channel, ts: string): Message {
  const message = channel.messages.find((one) => one.ts === ts && !one.ephemeralFor);
  if (message) return message;
  throw refusal('message_not_found', ts);
}
