import { useEffect, useState } from 'react';
import type { PersonView } from '../../protocol.ts';
import { allSeen, newest, type Seen } from './unread.ts';

/** What this person has seen since the page was opened; the open channel is always seen. */
export function useSeen(view: PersonView | undefined, openChannel: string | undefined): Seen {
  const person = view ? `${view.workspace.id} ${view.me.id}` : '';
  const [seen, setSeen] = useState<
    { readonly person: string; readonly channels: Seen } | undefined
  >(undefined);

  useEffect(() => {
    if (!view) return;
    setSeen((before) => {
      if (before?.person !== person) return { person, channels: allSeen(view) };
      const open = view.channels.find((channel) => channel.id === openChannel);
      if (!open || before.channels[open.id] === newest(open)) return before;
      return { person, channels: { ...before.channels, [open.id]: newest(open) } };
    });
  }, [view, person, openChannel]);

  return seen?.person === person ? seen.channels : view ? allSeen(view) : {};
}
