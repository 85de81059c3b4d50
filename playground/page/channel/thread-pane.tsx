import { useEffect, useRef, useState } from 'react';
import type { ChannelView } from '../../protocol.ts';
import { Composer } from '../composer/composer.tsx';
import { Icon } from '../parts/icons.tsx';
import { channelTitle } from '../session/names.ts';
import { useSession } from '../session/session.ts';
import { MessageList } from './message-list.tsx';
import { threadMessages } from './rows.ts';

/** A thread beside its channel; on a narrow screen it replaces the channel. */
export function ThreadPane({ channel, thread }: { channel: ChannelView; thread: string }) {
  const { view, location, navigate } = useSession();
  const [sent, setSent] = useState(0);
  const pane = useRef<HTMLElement>(null);
  const messages = threadMessages(channel.messages, thread);
  const title = channelTitle(view, channel);
  const direct = channel.kind === 'im' || channel.kind === 'mpim';
  const close = () => navigate({ ...location, thread: undefined });

  useEffect(() => {
    if (thread) pane.current?.querySelector('textarea')?.focus();
  }, [thread]);

  return (
    <section ref={pane} className="thread" aria-label="Thread">
      <header className="pane-header">
        <h2 className="pane-title">
          Thread <span className="pane-subtitle">{direct ? title : `#${title}`}</span>
        </h2>
        <button
          type="button"
          className="plain-button"
          aria-label="Close thread"
          title="Close thread"
          onClick={close}
        >
          <Icon name="close" />
        </button>
      </header>
      <MessageList messages={messages} label="Messages in this thread" inThread sent={sent} />
      {channel.is_member && !channel.is_archived ? (
        <Composer
          key={`${view.me.id} ${thread}`}
          channel={channel.id}
          thread={thread}
          placeholder="Reply…"
          onSend={() => setSent((count) => count + 1)}
        />
      ) : null}
    </section>
  );
}
