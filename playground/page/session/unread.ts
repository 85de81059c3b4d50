import type { ChannelView, PersonView } from '../../protocol.ts';

/** The `ts` of the newest message that was on the screen, by channel id. */
export type Seen = { readonly [channel: string]: string };

export type Unread = { readonly count: number; readonly mentioned: boolean };

/** What came in a channel since it was last looked at, one's own messages aside. */
export function unread(channel: ChannelView, seen: Seen, me: string): Unread {
  const since = seen[channel.id] ?? '';
  const fresh = channel.messages.filter((message) => message.ts > since && message.user !== me);
  const direct = channel.kind === 'im' || channel.kind === 'mpim';
  const mentioned = fresh.some((message) => direct || message.text.includes(`<@${me}`));
  return { count: fresh.length, mentioned };
}

/** Everything that is there now, as seen. */
export function allSeen(view: PersonView): Seen {
  return Object.fromEntries(view.channels.map((channel) => [channel.id, newest(channel)]));
}

/** `ts` is digits, a dot and six digits: texts of one length, so they compare as texts. */
export function newest(channel: ChannelView): string {
  return (
    channel.messages
      .map(({ ts }) => ts)
      .sort()
      .at(-1) ?? ''
  );
}
