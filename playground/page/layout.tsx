import { type ReactNode, useEffect, useState } from 'react';
import type { TrafficEntry } from '../protocol.ts';
import { AddApp } from './add-app.tsx';
import { AppPane } from './app-home/app-pane.tsx';
import { Conversation } from './channel/conversation.tsx';
import { PaneHeader } from './channel/pane-header.tsx';
import { ThreadPane } from './channel/thread-pane.tsx';
import { Dialog } from './parts/dialog.tsx';
import { Icon } from './parts/icons.tsx';
import { isAppChannel } from './session/names.ts';
import { useSession } from './session/session.ts';
import { useLastRead } from './session/use-last-read.ts';
import { narrowScreen, useMediaQuery } from './session/use-media-query.ts';
import { Sidebar } from './sidebar/sidebar.tsx';
import { TopBar } from './top-bar.tsx';
import { TrafficPanel } from './traffic/traffic-panel.tsx';

type Props = { readonly traffic: readonly TrafficEntry[]; readonly lost: boolean };

/** Sidebar, conversation, thread and log; a narrow screen shows one of them at a time. */
export function Layout({ traffic, lost }: Props) {
  const { view, location } = useSession();
  const [trafficOpen, setTrafficOpen] = useState(false);
  const [drawerOpen, setDrawerOpen] = useState(false);
  const isNarrow = useMediaQuery(narrowScreen);
  const lastRead = useLastRead(view, location.channel);
  const channel = view.channels.find((one) => one.id === location.channel);
  const thread = channel && location.thread;

  // Choosing a conversation, a user or a workspace closes the drawer.
  const chosen = `${view.me.id} ${location.channel}`;
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
      {view.app.installed ? null : <AddApp key={view.workspace.id} />}
      <div className="columns">
        <Drawer isDialog={isNarrow} open={drawerOpen} close={() => setDrawerOpen(false)}>
          <Sidebar lastRead={lastRead} />
        </Drawer>
        <div className="rows">
          <main className={`content${thread ? ' has-thread' : ''}`} inert={isNarrow && trafficOpen}>
            {!channel ? (
              <p className="empty">There is no channel that you can see.</p>
            ) : isAppChannel(view, channel) ? (
              <AppPane channel={channel} />
            ) : (
              <div className="pane">
                <PaneHeader channel={channel} />
                <Conversation channel={channel} />
              </div>
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

/** Always visible on a wide screen; a dialog on a narrow one. */
function Drawer({ isDialog, open, close, children }: DrawerProps) {
  if (!isDialog) return <div className="drawer">{children}</div>;
  if (!open) return null;
  return (
    <Dialog
      className="drawer drawer-dialog"
      label="Conversations"
      onCancel={close}
      closesOnBackdropClick
    >
      {children}
    </Dialog>
  );
}
