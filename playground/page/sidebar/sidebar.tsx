import { useSession } from '../session/session.ts';
import type { LastRead } from '../session/unread.ts';
import { ChannelList } from './channel-list.tsx';
import { PersonSwitcher } from './person-switcher.tsx';
import { WorkspaceRail } from './workspace-rail.tsx';

/** Workspaces, conversations and the current user. */
export function Sidebar({ lastRead }: { lastRead: LastRead }) {
  const { view } = useSession();
  return (
    <div className="sidebar-area">
      <WorkspaceRail />
      <section className="sidebar" aria-label={view.workspace.name}>
        <p className="workspace-name">{view.workspace.name}</p>
        <ChannelList lastRead={lastRead} />
        <PersonSwitcher />
      </section>
    </div>
  );
}
