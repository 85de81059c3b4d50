import { useEffect, useRef, useState } from 'react';
import type { MessageView } from '../../protocol.ts';
import { personName } from '../session/names.ts';
import { useSession } from '../session/session.ts';

/** Announces new messages of the open conversation to screen readers. */
export function LiveAnnouncer({ messages }: { messages: readonly MessageView[] }) {
  const { view } = useSession();
  const last = messages.at(-1);
  const lastAnnounced = useRef(last?.ts ?? '');
  const [announcement, setAnnouncement] = useState('');

  useEffect(() => {
    if (!last || last.ts <= lastAnnounced.current) return;
    lastAnnounced.current = last.ts;
    if (last.user === view.me.id) return;
    const hint = last.ephemeral ? ', only visible to you' : '';
    setAnnouncement(`${personName(view, last.user)}${hint}: ${last.text}`);
  }, [last, view]);

  return (
    <div className="visually-hidden" aria-live="polite">
      {announcement}
    </div>
  );
}
