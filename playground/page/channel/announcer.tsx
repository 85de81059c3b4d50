import { useEffect, useRef, useState } from 'react';
import type { MessageView } from '../../protocol.ts';
import { personName } from '../session/names.ts';
import { useSession } from '../session/session.ts';

/** Reads out what comes in while the conversation is open; what was there before is not news. */
export function Announcer({ messages }: { messages: readonly MessageView[] }) {
  const { view } = useSession();
  const last = messages.at(-1);
  const known = useRef(last?.ts ?? '');
  const [said, setSaid] = useState('');

  useEffect(() => {
    if (!last || last.ts <= known.current) return;
    known.current = last.ts;
    if (last.user === view.me.id) return;
    const hint = last.ephemeral ? ', only visible to you' : '';
    setSaid(`${personName(view, last.user)}${hint}: ${last.text}`);
  }, [last, view]);

  return (
    <div className="visually-hidden" aria-live="polite">
      {said}
    </div>
  );
}
