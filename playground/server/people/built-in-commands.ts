import type { Actor } from '../deliveries/payloads.ts';
import { archiveChannel, joinChannel, leaveChannel } from '../state/channels.ts';
import { findUser } from '../state/find.ts';
import type { Channel } from '../state/workspace.ts';

/** What Slackbot answers; nothing when there is nothing to say. */
type BuiltInCommand = (actor: Actor, channel: Channel, text: string) => string | undefined;

/** Commands of Slack itself, which need no app. */
export const builtInCommands: { readonly [command: string]: BuiltInCommand } = {
  '/invite': ({ world, workspace, user }, channel, text) => {
    const invited = findUser(workspace, text.trim());
    if (!invited || invited.deleted) return `Nobody here is called ${text.trim()}.`;
    joinChannel(world, workspace, channel, invited.id, user.id);
    return undefined;
  },
  '/remove': ({ world, workspace }, channel, text) => {
    const removed = findUser(workspace, text.trim());
    if (!removed || !channel.members.has(removed.id))
      return `${text.trim()} is not in this channel.`;
    leaveChannel(world, workspace, channel, removed.id);
    return undefined;
  },
  '/leave': ({ world, workspace, user }, channel) => {
    leaveChannel(world, workspace, channel, user.id);
    return undefined;
  },
  '/archive': ({ world, workspace, user }, channel) => {
    if (channel.name === 'general') return 'This channel can’t be archived.';
    archiveChannel(world, workspace, channel, user.id);
    return undefined;
  },
};
