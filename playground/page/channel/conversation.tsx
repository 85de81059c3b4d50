import { useState } from 'react';
import type { ChannelView } from '../../protocol.ts';
import { Composer } from '../composer/composer.tsx';
import { channelTitle } from '../session/names.ts';
import { useSession } from '../session/session.ts';
import { MessageList } from './message-list.tsx';
import { mainMessages } from './rows.ts';

/** A channel's messages and the composer, or the reason why there is none. */
export function Conversation({ channel }: { channel: ChannelView }) {
  const { view, act } = useSession();
  const [sent, setSent] = useState(0);
  const title = channelTitle(view, channel);
  const direct = channel.kind === 'im' || channel.kind === 'mpim';
  const name = direct ? title : `#${title}`;
  return (
    <>
      <MessageList
        key={channel.id}
        messages={mainMessages(channel.messages)}
        label={`Messages in ${name}`}
        sent={sent}
        start={
          direct
            ? `This is the start of your messages with ${title}.`
            : `This is the very beginning of ${name}.`
        }
      />
      {channel.is_archived ? (
        <p className="no-composer">{name} is archived: nobody can write here any more.</p>
      ) : channel.is_member ? (
        <Composer
          key={`${view.me.id} ${channel.id}`}
          channel={channel.id}
          placeholder={`Message ${name}`}
          onSend={() => setSent((count) => count + 1)}
        />
      ) : (
        <p className="no-composer">
          You are looking at <strong>{name}</strong>
          <button
            type="button"
            className="button button-full-primary"
            onClick={() => void act({ type: 'join', channel: channel.id })}
          >
            Join channel
          </button>
        </p>
      )}
    </>
  );
}
