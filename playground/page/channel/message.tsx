import { memo, useMemo, useState } from 'react';
import type { MessageView } from '../../protocol.ts';
import { BlockList } from '../blocks/block-list.tsx';
import { MessageText } from '../blocks/text.tsx';
import { Avatar } from '../parts/avatar.tsx';
import { Icon } from '../parts/icons.tsx';
import { companyOf, isApp, personName } from '../session/names.ts';
import { useSession } from '../session/session.ts';
import { formatTime, timeOfDay, tsToMs } from '../session/times.ts';
import { MessageToolbar } from './message-toolbar.tsx';
import { Reactions } from './reactions.tsx';

type Props = {
  readonly message: MessageView;
  readonly continued: boolean;
  readonly inThread: boolean;
  readonly isTabStop: boolean;
};

export const Message = memo(function Message({ message, continued, inThread, isTabStop }: Props) {
  const { view } = useSession();
  const [hovered, setHovered] = useState(false);
  const [focused, setFocused] = useState(false);
  const [menuOpen, setMenuOpen] = useState(false);
  const { channel, ts } = message;
  const container = useMemo(() => ({ type: 'message', channel, ts }) as const, [channel, ts]);
  const author = message.username ?? personName(view, message.user);
  const company = companyOf(view, message.user);
  const at = tsToMs(ts);
  const time = timeOfDay(at, view.me.tz);
  const active = hovered || focused || menuOpen;

  return (
    <li
      className={`message${continued ? ' is-continued' : ''}${message.ephemeral ? ' is-ephemeral' : ''}`}
      aria-label={`${author}, ${time}${message.ephemeral ? ', only visible to you' : ''}`}
      data-ts={ts}
      tabIndex={isTabStop ? 0 : -1}
      onPointerEnter={(event) => event.pointerType === 'mouse' && setHovered(true)}
      onPointerLeave={() => setHovered(false)}
      onFocus={() => setFocused(true)}
      onBlur={(event) => event.currentTarget.contains(event.relatedTarget) || setFocused(false)}
    >
      {active && !message.ephemeral ? (
        <MessageToolbar message={message} inThread={inThread} onMenu={setMenuOpen} />
      ) : null}
      {message.ephemeral ? (
        <p className="only-you">
          <Icon name="eye" size={14} /> Only visible to you
        </p>
      ) : null}
      <div className="message-side">
        {continued ? (
          <time className="message-time-aside">{time.replace(/ [AP]M$/, '')}</time>
        ) : (
          <Avatar id={message.user} name={author} />
        )}
      </div>
      <div className="message-main">
        {continued ? null : (
          <p className="message-head">
            <strong>{author}</strong>
            {company ? <span className="company">{company}</span> : null}
            {isApp(view, message.user) ? <span className="badge">APP</span> : null}
            <time
              dateTime={new Date(at).toISOString()}
              title={formatTime(at, view.me.tz, { dateStyle: 'full', timeStyle: 'medium' })}
            >
              {time}
            </time>
          </p>
        )}
        <div className="message-body">
          {message.blocks.length > 0 ? (
            <BlockList blocks={message.blocks} container={container} />
          ) : message.text ? (
            <MessageText mrkdwn={message.text} />
          ) : null}
          {message.edited ? <span className="edited">(edited)</span> : null}
        </div>
        <MessageFiles files={message.files} />
        <Reactions message={message} />
        {inThread ? null : <ThreadLink message={message} />}
      </div>
    </li>
  );
});

function MessageFiles({ files }: { files: MessageView['files'] }) {
  return files.map((file) => (
    <a key={file.id} className="file" href={file.url} download={file.name}>
      <Icon name="file" size={20} /> {file.name}
    </a>
  ));
}

function ThreadLink({ message }: { message: MessageView }) {
  const { location, navigate } = useSession();
  if (message.reply_count === 0) return null;
  return (
    <button
      type="button"
      className="thread-link"
      onClick={() => navigate({ ...location, channel: message.channel, thread: message.ts })}
    >
      {message.reply_count === 1 ? '1 reply' : `${message.reply_count} replies`}
      <span className="thread-link-hint">View thread</span>
    </button>
  );
}
