import type { ChannelView, PersonView } from '../../protocol.ts';

/** The `ts` of the last read message, by channel id. */
export type LastRead = { readonly [channel: string]: string };

export type Unread = { readonly count: number; readonly mentioned: boolean };

/** Counts new messages since a channel was last read, without the user's own. */
export function unread(channel: ChannelView, lastRead: LastRead, me: string): Unread {
  const since = lastRead[channel.id] ?? '';
  const fresh = channel.messages.filter((message) => message.ts > since && message.user !== me);
  const direct = channel.kind === 'im' || channel.kind === 'mpim';
  const mentioned = fresh.some((message) => direct || message.text.includes(`<@${me}`));
  return { count: fresh.length, mentioned };
}

/** Marks all messages as read. */
export function allRead(view: PersonView): LastRead {
  return Object.fromEntries(view.channels.map((channel) => [channel.id, newestTs(channel)]));
}

/** All `ts` have the same length, so they can be compared as strings. */
export function newestTs(channel: ChannelView): string {
  return (
    channel.messages
      .map(({ ts }) => ts)
      .sort()
      .at(-1) ?? ''
  );
}
