import { apiError } from '../api-error.ts';
import { openDirectMessage } from '../state/channels.ts';
import { findChannel, isVisibleTo } from '../state/find.ts';
import { relationOf } from '../state/teams.ts';
import { slackbotId } from '../state/users.ts';
import type { Channel, Message, User } from '../state/workspace.ts';
import { requiredText } from './arguments.ts';
import type { Call } from './method.ts';

const kindScopes = { public: 'channels', private: 'groups', im: 'im', mpim: 'mpim' } as const;

/** The scope for an access (`read`, `history`, `write`) to this kind of channel. */
export function scopeFor(kind: Channel['kind'], access: string): string {
  return `${kindScopes[kind]}:${access}`;
}

/** The scopes for an access to channels, one for each kind. */
export function scopesForAnyKind(access: string): readonly string[] {
  return Object.values(kindScopes).map((kind) => `${kind}:${access}`);
}

/** Throws unless one of these scopes is granted. */
export function requireScope(
  { installation }: Pick<Call, 'installation'>,
  needed: readonly string[],
) {
  const { scopes } = installation;
  if (needed.some((scope) => scopes.has(scope))) return;
  const fields = { needed: needed.join(','), provided: [...scopes].join(',') };
  throw apiError('missing_scope', `needs ${needed.join(' or ')}`, fields);
}

/** A channel that the app can see; `channel_not_found` for others, as for missing ones. */
export function visibleChannel(call: Call, id = requiredText(call.args, 'channel')): Channel {
  const channel = call.workspace.channels.get(id);
  if (channel && isVisibleTo(channel, call.installation.botUserId)) return channel;
  throw apiError('channel_not_found', `${id} is not a channel that the app can see`);
}

/** A channel for whose kind the app has the scope. */
export function readableChannel(call: Call, access: 'read' | 'history'): Channel {
  const channel = visibleChannel(call);
  requireScope(call, [scopeFor(channel.kind, access)]);
  return channel;
}

/**
 * A channel that the app may post to: by channel id, by a public channel's name, or by a user id,
 * which opens the direct message.
 */
export function postableChannel(call: Call): Channel {
  const channel = addressedChannel(call);
  const { installation, slack } = call;
  if (channel.isArchived) throw apiError('is_archived', `#${channel.name}`);
  const isMember = channel.members.has(installation.botUserId);
  if (!isMember && !installation.scopes.has('chat:write.public')) {
    throw apiError('not_in_channel', `the app is not a member of #${channel.name}`);
  }
  const { messages_tab_enabled = true } = slack.manifest.features?.app_home ?? {};
  if (channel.kind === 'im' && !messages_tab_enabled) throw apiError('messages_tab_disabled');
  return channel;
}

function addressedChannel(call: Call): Channel {
  const { workspace, slack, installation } = call;
  const address = requiredText(call.args, 'channel');
  const user = workspace.users.get(address);
  if (user) {
    if (user.isBot || user.id === slackbotId) throw apiError('cannot_dm_bot', user.name);
    if (user.deleted) throw apiError('channel_not_found', `${user.name} is deactivated`);
    if (relationOf(workspace, user) === 'connect') {
      throw apiError('channel_not_found', `${user.name} is of another company`);
    }
    return openDirectMessage(slack, workspace, [user.id, installation.botUserId]);
  }
  const named = findChannel(workspace, address);
  return visibleChannel(call, named?.kind === 'public' ? named.id : address);
}

export function requireUser(call: Call, id = requiredText(call.args, 'user')): User {
  const user = call.workspace.users.get(id);
  if (user) return user;
  throw apiError('user_not_found', `${id} is not a user of this workspace`);
}

/** A message that is not ephemeral: Slack doesn't store ephemeral ones. */
export function persistentMessage(channel: Channel, ts: string): Message {
  const message = channel.messages.find((one) => one.ts === ts && !one.ephemeralFor);
  if (message) return message;
  throw apiError('message_not_found', ts);
}
