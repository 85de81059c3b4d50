import type { ChannelEventName, EventHandler } from './feature.ts';

/** Events after which a channel can't be posted to any more. */
export const channelEvents: readonly ChannelEventName[] = [
  'channel_left',
  'group_left',
  'channel_archive',
  'group_archive',
  'channel_deleted',
  'group_deleted',
];

/** The handler of each of these events; `reason` is the event's name. */
export function whenChannelEnds(
  handler: (
    channel: { readonly workspace: string; readonly id: string },
    reason: string,
  ) => Promise<void>,
): Readonly<Record<string, EventHandler>> {
  return Object.fromEntries(
    channelEvents.map((name) => [
      name,
      (channel: Parameters<EventHandler>[0]) => handler(channel, name),
    ]),
  );
}
