import { type KeyboardEvent, useLayoutEffect, useRef } from 'react';
import type { MessageView } from '../../protocol.ts';
import { useSession } from '../session/session.ts';
import { Announcer } from './announcer.tsx';
import { Message } from './message.tsx';
import { rows } from './rows.ts';

type Props = {
  readonly messages: readonly MessageView[];
  readonly label: string;
  /** What stands above the first message. */
  readonly start?: string;
  readonly inThread?: boolean;
  /** How often something was sent from here: whoever sends wants to see what comes of it. */
  readonly sent: number;
};

/** This near to the end counts as being there: new messages are scrolled to. */
const nearEnd = 120;

/** Messages with day dividers. One stop for Tab; the arrow keys go from message to message. */
export function MessageList({ messages, label, start, inThread = false, sent }: Props) {
  const { view, now } = useSession();
  const list = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const sentBefore = useRef(sent);

  // After every drawing: a block may have grown as well as a message have come.
  useLayoutEffect(() => {
    const element = list.current;
    if (sent !== sentBefore.current) atEnd.current = true;
    sentBefore.current = sent;
    if (element && atEnd.current) element.scrollTop = element.scrollHeight;
  });

  return (
    <div
      ref={list}
      className="messages"
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
      <Announcer messages={messages} />
    </div>
  );
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
