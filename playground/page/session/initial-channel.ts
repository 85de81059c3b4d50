import type { PersonView } from '../../protocol.ts';

/** The wanted conversation if the user can see it, else their first channel. */
export function initialChannel(view: PersonView, wanted: string | undefined): string | undefined {
  const { channels } = view;
  const found =
    channels.find((channel) => channel.id === wanted) ??
    channels.find((channel) => channel.is_member && !channel.is_archived) ??
    channels[0];
  return found?.id;
}
