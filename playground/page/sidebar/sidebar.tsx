import { useSession } from '../session/session.ts';
import type { Seen } from '../session/unread.ts';
import { ChannelList } from './channel-list.tsx';
import { PersonSwitcher } from './person-switcher.tsx';
import { WorkspaceRail } from './workspace-rail.tsx';

/** Workspaces at the edge, the conversations of the open one beside them, and below who one is. */
export function Sidebar({ seen }: { seen: Seen }) {
  const { view } = useSession();
  return (
    <div className="sidebar-area">
      <WorkspaceRail />
      <div className="sidebar">
        <p className="workspace-name">{view.workspace.name}</p>
        <ChannelList seen={seen} />
        <PersonSwitcher />
      </div>
    </div>
  );
}
