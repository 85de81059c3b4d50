import type { ReactNode } from 'react';
import type { ChannelView } from '../../protocol.ts';
import { Icon } from '../parts/icons.tsx';
import { Menu } from '../parts/menu.tsx';
import { useToast } from '../parts/toast.tsx';
import { isAppChannel } from '../session/names.ts';
import { useSession } from '../session/session.ts';
import type { LastRead } from '../session/unread.ts';
import { AppLink, ChannelLink } from './channel-link.tsx';

export function ChannelList({ lastRead }: { lastRead: LastRead }) {
  const { view } = useSession();
  const open = view.channels.filter((one) => !one.is_archived);
  const inChannels = open.filter((one) => !isDirect(one) && one.is_member);
  const elsewhere = view.channels.filter(
    (one) => !isDirect(one) && (one.is_archived || !one.is_member),
  );
  const direct = open.filter((one) => isDirect(one) && !isAppChannel(view, one));
  const link = (channel: ChannelView) => (
    <ChannelLink key={channel.id} channel={channel} lastRead={lastRead} />
  );
  return (
    <nav className="channels" aria-label="Conversations">
      <Group name="Channels">{inChannels.map(link)}</Group>
      <Group name="Direct messages" action={<NewDirectMessage />}>
        {direct.map(link)}
      </Group>
      {view.app.installed ? (
        <Group name="Apps">
          <AppLink lastRead={lastRead} />
        </Group>
      ) : null}
      {elsewhere.length > 0 ? (
        <details className="group">
          <summary className="group-name">More channels</summary>
          <ul>{elsewhere.map(link)}</ul>
        </details>
      ) : null}
    </nav>
  );
}

function Group({
  name,
  action,
  children,
}: {
  name: string;
  action?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section className="group" aria-label={name}>
      <div className="group-head">
        <h2 className="group-name">{name}</h2>
        {action}
      </div>
      <ul>{children}</ul>
    </section>
  );
}

function NewDirectMessage() {
  const { view, navigate, location, act } = useSession();
  const toast = useToast();
  const start = async (user: string) => {
    const result = await act({ type: 'open-im', users: [user] });
    if (!result.ok) toast(result.error);
    else if (result.channel)
      navigate({ ...location, channel: result.channel, thread: undefined, tab: undefined });
  };
  return (
    <Menu
      label="New direct message"
      heading="Write to…"
      className="group-add"
      items={view.people
        .filter((person) => !person.deleted && person.id !== view.me.id)
        .map((person) => ({
          key: person.id,
          label: person.real_name || person.name,
          detail: person.title,
          choose: () => void start(person.id),
        }))}
    >
      <Icon name="plus" size={16} />
    </Menu>
  );
}

function isDirect(channel: ChannelView): boolean {
  return channel.kind === 'im' || channel.kind === 'mpim';
}
