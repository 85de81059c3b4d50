import { type KeyboardEvent, useLayoutEffect, useRef } from 'react';
import type { MessageView } from '../../protocol.ts';
import { useSession } from '../session/session.ts';
import { LiveAnnouncer } from './live-announcer.tsx';
import { Message } from './message.tsx';
import { rows } from './rows.ts';
import { usePressPosition } from './use-press-position.ts';

type Props = {
  readonly messages: readonly MessageView[];
  readonly label: string;
  /** A text above the first message. */
  readonly start?: string;
  readonly inThread?: boolean;
  /** The number of messages sent from here; a change scrolls to the end. */
  readonly sent: number;
};

/** Within this many pixels of the end, the list follows new messages. */
const nearEnd = 120;

/** Messages with day dividers. Arrow keys move between messages; the list is a single tab stop. */
export function MessageList({ messages, label, start, inThread = false, sent }: Props) {
  const { view, now } = useSession();
  const list = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const sentBefore = useRef(sent);
  const { onPress, isKept } = usePressPosition(list, messages);

  // After every render, because blocks grow too.
  useLayoutEffect(() => {
    const element = list.current;
    if (sent !== sentBefore.current) atEnd.current = true;
    else if (isKept()) atEnd.current = false;
    sentBefore.current = sent;
    if (element && atEnd.current) scrollToEnd(element);
  });

  return (
    <div
      ref={list}
      className="messages"
      onClickCapture={({ target }) => onPress(target)}
      onScroll={({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) => {
        atEnd.current = scrollHeight - scrollTop - clientHeight < nearEnd;
      }}
    >
      {start ? <p className="messages-start">{start}</p> : null}
      <ol aria-label={label} onKeyDown={moveBetweenMessages}>
        {rows(messages, now(), view.me.tz).map((row, index, all) =>
          row.kind === 'day' ? (
            <li key={row.key} className="day">
              <span>{row.name}</span>
            </li>
          ) : (
            <Message
              key={row.key}
              message={row.message}
              continued={row.continued}
              inThread={inThread}
              isTabStop={index === all.length - 1}
            />
          ),
        )}
      </ol>
      <LiveAnnouncer messages={messages} />
    </div>
  );
}

/** Shows the end of the list, or the beginning of the last message if it is longer than the list. */
function scrollToEnd(list: HTMLElement): void {
  list.scrollTop = list.scrollHeight;
  const last = [...list.querySelectorAll('.message')].at(-1);
  const hidden = last ? list.getBoundingClientRect().top - last.getBoundingClientRect().top : 0;
  if (hidden > 0) list.scrollTop -= hidden;
}

function moveBetweenMessages(event: KeyboardEvent<HTMLElement>): void {
  const target = event.target as HTMLElement;
  if (!target.classList.contains('message')) return;
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  const all = [...event.currentTarget.querySelectorAll<HTMLElement>('.message')];
  const next = all[all.indexOf(target) + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
}
