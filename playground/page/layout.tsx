import { type ReactNode, useEffect, useState } from 'react';
import type { TrafficEntry } from '../protocol.ts';
import { AppPane } from './app-home/app-pane.tsx';
import { ChannelPane } from './channel/channel-pane.tsx';
import { ThreadPane } from './channel/thread-pane.tsx';
import { Dialog } from './parts/dialog.tsx';
import { Icon } from './parts/icons.tsx';
import { isAppChannel } from './session/names.ts';
import { useSession } from './session/session.ts';
import { narrow, useMedia } from './session/use-media.ts';
import { useSeen } from './session/use-seen.ts';
import { Sidebar } from './sidebar/sidebar.tsx';
import { TopBar } from './top-bar.tsx';
import { TrafficPanel } from './traffic/traffic-panel.tsx';

type Props = { readonly traffic: readonly TrafficEntry[]; readonly lost: boolean };

/** Where everything stands: sidebar, conversation, thread beside it, log below. On a narrow screen one of them at a time. */
export function Layout({ traffic, lost }: Props) {
  const { view, place } = useSession();
  const [trafficOpen, setTrafficOpen] = useState(false);
  const [drawerOpen, setDrawerOpen] = useState(false);
  const isNarrow = useMedia(narrow);
  const seen = useSeen(view, place.channel);
  const channel = view.channels.find((one) => one.id === place.channel);
  const thread = channel && place.thread;

  // Choosing a conversation, a person or a workspace is what the drawer is open for.
  const chosen = `${view.me.id} ${place.channel}`;
  useEffect(() => {
    if (chosen) setDrawerOpen(false);
  }, [chosen]);

  return (
    <div className="layout">
      <TopBar
        traffic={traffic}
        trafficOpen={trafficOpen}
        drawerOpen={drawerOpen}
        toggleTraffic={() => setTrafficOpen(!trafficOpen)}
        toggleDrawer={() => setDrawerOpen(!drawerOpen)}
      />
      {lost ? <ConnectionLost /> : null}
      <div className="columns">
        <Drawer isDialog={isNarrow} open={drawerOpen} close={() => setDrawerOpen(false)}>
          <Sidebar seen={seen} />
        </Drawer>
        <div className="rows">
          <main className={`content${thread ? ' has-thread' : ''}`} inert={isNarrow && trafficOpen}>
            {!channel ? (
              <p className="empty">There is no channel that you can see.</p>
            ) : isAppChannel(view, channel) ? (
              <AppPane channel={channel} />
            ) : (
              <ChannelPane channel={channel} />
            )}
            {thread ? <ThreadPane channel={channel} thread={thread} /> : null}
          </main>
          {trafficOpen ? (
            <TrafficPanel traffic={traffic} close={() => setTrafficOpen(false)} />
          ) : null}
        </div>
      </div>
    </div>
  );
}

function ConnectionLost() {
  return (
    <p className="banner" role="alert">
      <Icon name="warning" size={16} /> The connection to the local Slack is lost. Trying again…
    </p>
  );
}

type DrawerProps = {
  readonly isDialog: boolean;
  readonly open: boolean;
  readonly close: () => void;
  readonly children: ReactNode;
};

/** On a wide screen always there, on a narrow one over everything else while it is open. */
function Drawer({ isDialog, open, close, children }: DrawerProps) {
  if (!isDialog) return <div className="drawer">{children}</div>;
  if (!open) return null;
  return (
    <Dialog className="drawer drawer-dialog" label="Conversations" onCancel={close} closesBeside>
      {children}
    </Dialog>
  );
}
