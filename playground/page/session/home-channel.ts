import type { PersonView } from '../../protocol.ts';

/** The conversation to show: the wanted one when this person can see it, else the first channel they are in. */
export function homeChannel(view: PersonView, wanted: string | undefined): string | undefined {
  const { channels } = view;
  const found =
    channels.find((channel) => channel.id === wanted) ??
    channels.find((channel) => channel.is_member && !channel.is_archived) ??
    channels[0];
  return found?.id;
}
