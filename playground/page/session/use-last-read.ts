import { useEffect, useState } from 'react';
import type { PersonView } from '../../protocol.ts';
import { allRead, type LastRead, newestTs } from './unread.ts';

/** The last message read in each channel since the page opened; the open channel counts as read. */
export function useLastRead(
  view: PersonView | undefined,
  openChannel: string | undefined,
): LastRead {
  const person = view ? `${view.workspace.id} ${view.me.id}` : '';
  const [lastRead, setLastRead] = useState<
    { readonly person: string; readonly channels: LastRead } | undefined
  >(undefined);

  useEffect(() => {
    if (!view) return;
    setLastRead((before) => {
      if (before?.person !== person) return { person, channels: allRead(view) };
      const open = view.channels.find((channel) => channel.id === openChannel);
      if (!open || before.channels[open.id] === newestTs(open)) return before;
      return { person, channels: { ...before.channels, [open.id]: newestTs(open) } };
    });
  }, [view, person, openChannel]);

  return lastRead?.person === person ? lastRead.channels : view ? allRead(view) : {};
}
