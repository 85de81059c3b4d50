import { useEffect, useRef, useState } from 'react';
import type { MessageView, PersonView } from '../../protocol.ts';
import { spokenText } from '../blocks/spoken-text.ts';
import { personName } from '../session/names.ts';
import { useSession } from '../session/session.ts';

const said = (view: PersonView, { user, text }: MessageView, hint: string): string =>
  `${personName(view, user)}${hint}: ${spokenText(view, text)}`;

/** Announces new and changed messages of the open conversation to screen readers. */
export function LiveAnnouncer({ messages }: { messages: readonly MessageView[] }) {
  const { view } = useSession();
  const last = messages.at(-1);
  const lastAnnounced = useRef(last?.ts ?? '');
  const [announcement, setAnnouncement] = useState('');

  const texts = useRef(new Map<string, string>());
  useEffect(() => {
    const changed = messages.findLast(
      ({ ts, text }) => texts.current.has(ts) && texts.current.get(ts) !== text,
    );
    texts.current = new Map(messages.map(({ ts, text }) => [ts, text]));
    if (changed) setAnnouncement(said(view, changed, ', changed'));
  }, [messages, view]);

  useEffect(() => {
    if (!last || last.ts <= lastAnnounced.current) return;
    lastAnnounced.current = last.ts;
    if (last.user === view.me.id) return;
    const hint = last.ephemeral ? ', only visible to you' : '';
    setAnnouncement(said(view, last, hint));
  }, [last, view]);

  return (
    <div className="visually-hidden" aria-live="polite">
      {announcement}
    </div>
  );
}
