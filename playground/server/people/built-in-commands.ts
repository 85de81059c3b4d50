import type { Actor } from '../deliveries/payloads.ts';
import { archiveChannel, joinChannel, leaveChannel } from '../state/channels.ts';
import { findUser } from '../state/find.ts';
import type { Channel } from '../state/workspace.ts';

/** Returns Slackbot's answer, if any. */
type BuiltInCommand = (actor: Actor, channel: Channel, text: string) => string | undefined;

/** Slack's own commands. */
export const builtInCommands: { readonly [command: string]: BuiltInCommand } = {
  '/invite': ({ slack, workspace, user }, channel, text) => {
    const invited = findUser(workspace, text.trim());
    if (!invited || invited.deleted) return `Nobody here is called ${text.trim()}.`;
    joinChannel(slack, workspace, channel, invited.id, user.id);
    return undefined;
  },
  '/remove': ({ slack, workspace }, channel, text) => {
    const removed = findUser(workspace, text.trim());
    if (!removed || !channel.members.has(removed.id))
      return `${text.trim()} is not in this channel.`;
    leaveChannel(slack, workspace, channel, removed.id);
    return undefined;
  },
  '/leave': ({ slack, workspace, user }, channel) => {
    leaveChannel(slack, workspace, channel, user.id);
    return undefined;
  },
  '/archive': ({ slack, workspace, user }, channel) => {
    if (channel.name === 'general') return 'This channel can’t be archived.';
    archiveChannel(slack, workspace, channel, user.id);
    return undefined;
  },
};
