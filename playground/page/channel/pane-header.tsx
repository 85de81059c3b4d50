import type { ChannelView } from '../../protocol.ts';
import { Avatar } from '../parts/avatar.tsx';
import { Icon } from '../parts/icons.tsx';
import { Menu } from '../parts/menu.tsx';
import { channelTitle, isAppChannel, others, personName } from '../session/names.ts';
import { useSession } from '../session/session.ts';

/** The conversation's name, members and menu. */
export function PaneHeader({ channel }: { channel: ChannelView }) {
  const { view, act } = useSession();
  const title = channelTitle(view, channel);
  const direct = channel.kind === 'im' || channel.kind === 'mpim';
  const people = channel.members.map((id) => ({
    key: id,
    label: personName(view, id),
    detail: view.people.find((person) => person.id === id)?.title,
    choose: () => void 0,
  }));
  const leave = {
    key: 'leave',
    label: 'Leave channel',
    choose: () => void act({ type: 'leave', channel: channel.id }),
  };
  return (
    <header className="pane-header">
      <h1 className="pane-title">
        {direct ? (
          <Avatar id={others(view, channel)[0] ?? ''} name={title} size="small" />
        ) : (
          <Icon name={channel.kind === 'private' ? 'lock' : 'hash'} />
        )}
        <span className="pane-name">{title}</span>
        {isAppChannel(view, channel) ? <span className="badge">APP</span> : null}
      </h1>
      {direct ? null : (
        <>
          <Menu
            label={`${people.length} members`}
            heading="Members"
            items={people}
            className="header-button"
          >
            <Icon name="people" size={16} /> {people.length}
          </Menu>
          {channel.is_member && !channel.is_archived ? (
            <Menu label={`More about #${title}`} items={[leave]} className="plain-button">
              <Icon name="more" />
            </Menu>
          ) : null}
        </>
      )}
    </header>
  );
}
