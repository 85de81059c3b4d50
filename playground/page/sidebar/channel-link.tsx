import type { ReactNode } from 'react';
import type { ChannelView } from '../../protocol.ts';
import { Avatar } from '../parts/avatar.tsx';
import { Icon } from '../parts/icons.tsx';
import { useToast } from '../parts/toast.tsx';
import { channelTitle, isAppChannel, others } from '../session/names.ts';
import { useSession } from '../session/session.ts';
import { type LastRead, type Unread, unread } from '../session/unread.ts';

export function ChannelLink({ channel, lastRead }: { channel: ChannelView; lastRead: LastRead }) {
  const { view, location, navigate } = useSession();
  const title = channelTitle(view, channel);
  const direct = channel.kind === 'im' || channel.kind === 'mpim';
  return (
    <Link
      current={location.channel === channel.id}
      unread={unread(channel, lastRead, view.me.id)}
      choose={() =>
        navigate({ ...location, channel: channel.id, thread: undefined, tab: undefined })
      }
    >
      {direct ? (
        <Avatar id={others(view, channel)[0] ?? ''} name={title} size="small" />
      ) : (
        <Icon name={channel.kind === 'private' ? 'lock' : 'hash'} size={16} />
      )}
      <span className="channel-name">{title}</span>
    </Link>
  );
}

/** The app; opens a direct message with it if need be. */
export function AppLink({ lastRead }: { lastRead: LastRead }) {
  const { view, location, navigate, act } = useSession();
  const toast = useToast();
  const channel = view.channels.find((one) => isAppChannel(view, one));
  const fresh = channel ? unread(channel, lastRead, view.me.id) : { count: 0, mentioned: false };
  const open = async () => {
    // Slack opens the Home tab, unless a message is unread.
    const tab = fresh.count > 0 ? 'messages' : undefined;
    if (channel) return navigate({ ...location, channel: channel.id, thread: undefined, tab });
    const result = await act({ type: 'open-im', users: [view.app.bot_user_id] });
    if (!result.ok) toast(result.error);
    else if (result.channel)
      navigate({ ...location, channel: result.channel, thread: undefined, tab: undefined });
  };
  return (
    <Link
      current={channel !== undefined && location.channel === channel.id}
      unread={fresh}
      choose={() => void open()}
    >
      <Avatar id={view.app.bot_user_id} name={view.app.name} size="small" />
      <span className="channel-name">{view.app.name}</span>
      <span className={`app-state${view.app.connected ? ' is-connected' : ''}`}>
        <span className="visually-hidden">
          {view.app.connected ? 'connected' : 'not connected'}
        </span>
      </span>
    </Link>
  );
}

type LinkProps = {
  readonly current: boolean;
  readonly unread: Unread;
  readonly choose: () => void;
  readonly children: ReactNode;
};

function Link({ current, unread, choose, children }: LinkProps) {
  return (
    <li>
      <button
        type="button"
        className={`channel-link${unread.count > 0 && !current ? ' is-unread' : ''}`}
        aria-current={current ? 'page' : undefined}
        onClick={choose}
      >
        {children}
        {unread.mentioned && !current ? (
          <span className="unread-count">
            {unread.count}
            <span className="visually-hidden"> new</span>
          </span>
        ) : null}
      </button>
    </li>
  );
}
