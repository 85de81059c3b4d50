import { useEffect, useMemo, useRef } from 'react';
import type { ChannelView } from '../../protocol.ts';
import { BlockList } from '../blocks/block-list.tsx';
import { Conversation } from '../channel/conversation.tsx';
import { PaneHeader } from '../channel/pane-header.tsx';
import { useKeptFocus } from '../parts/kept-focus.ts';
import { useSession } from '../session/session.ts';

const tabNames = { home: 'Home', messages: 'Messages' } as const;
type Tab = keyof typeof tabNames;

/** The app's direct message with the tabs that the manifest enables. */
export function AppPane({ channel }: { channel: ChannelView }) {
  const { view, location, navigate } = useSession();
  const { home_tab, messages_tab } = view.app;
  const tabs = [home_tab ? 'home' : '', messages_tab ? 'messages' : ''].filter(
    (tab) => tab in tabNames,
  ) as Tab[];
  const open = tabs.find((tab) => tab === location.tab) ?? tabs[0] ?? 'messages';
  useOpenTab(open);
  return (
    <div className="pane">
      <PaneHeader channel={channel} />
      <div className="tabs" role="tablist" aria-label={view.app.name}>
        {tabs.map((tab) => (
          <button
            key={tab}
            type="button"
            role="tab"
            id={`tab-${tab}`}
            aria-selected={tab === open}
            aria-controls="tab-panel"
            tabIndex={tab === open ? 0 : -1}
            onClick={() => navigate({ ...location, tab, thread: undefined })}
            onKeyDown={(event) => {
              if (event.key !== 'ArrowRight' && event.key !== 'ArrowLeft') return;
              const other = tabs.find((one) => one !== tab);
              if (!other) return;
              navigate({ ...location, tab: other, thread: undefined });
              document.getElementById(`tab-${other}`)?.focus();
            }}
          >
            {tabNames[tab]}
          </button>
        ))}
      </div>
      <div className="tab-panel" role="tabpanel" id="tab-panel" aria-labelledby={`tab-${open}`}>
        {open === 'home' ? <HomeTab /> : <Conversation channel={channel} />}
      </div>
    </div>
  );
}

function HomeTab() {
  const { view } = useSession();
  const { home } = view;
  const shown = useRef<HTMLDivElement>(null);
  useKeptFocus(shown);
  const container = useMemo(() => ({ type: 'view', view_id: home?.id ?? '' }) as const, [home?.id]);
  if (!home) {
    return (
      <p className="empty">
        {view.app.name} has not published a Home tab yet. It was told that you opened it.
      </p>
    );
  }
  return (
    <div ref={shown} className="home">
      <h2 className="visually-hidden">Home</h2>
      <BlockList
        blocks={home.blocks}
        container={container}
        savedValues={home.state.values}
        problems={home.errors}
      />
    </div>
  );
}

/** Sends `app_home_opened` each time a user opens one of the tabs. */
function useOpenTab(tab: Tab): void {
  const { view, act } = useSession();
  const person = `${view.workspace.id} ${view.me.id}`;
  useEffect(() => {
    if (person) void act({ type: 'open-app', tab });
  }, [person, tab, act]);
}
