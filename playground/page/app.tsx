import { useCallback, useEffect, useMemo, useState } from 'react';
import { Layout } from './layout.tsx';
import { ConfirmProvider } from './modal/confirm-dialog.tsx';
import { Modals } from './modal/modals.tsx';
import { ToastProvider } from './parts/toast.tsx';
import { useConnection } from './session/connection.ts';
import { initialChannel } from './session/initial-channel.ts';
import type { PageLocation } from './session/page-location.ts';
import { type Session, SessionContext } from './session/session.ts';
import { usePageLocation } from './session/use-page-location.ts';

/** Connects to the local Slack and shows it to one user. */
export function App() {
  const { location, navigate: changeLocation } = usePageLocation();
  const { view, clockOffset, traffic, status, act } = useConnection(location);
  const navigate = useCallback((to: PageLocation) => changeLocation(to), [changeLocation]);
  const [clock] = useState(() => ({ offset: 0 }));
  clock.offset = clockOffset;

  const team = view?.workspace.id;
  const user = view?.me.id;
  const channel = view && initialChannel(view, location.channel);
  useEffect(() => {
    const hasArrived = location.team === team || location.team === undefined;
    if (!team || !user || !hasArrived || (location.user && location.user !== user)) return;
    // A conversation that was just opened may be in the URL before it is in the view.
    changeLocation({ ...location, team, user, channel: location.channel ?? channel }, 'replace');
  }, [team, user, channel, location, changeLocation]);
  useEffect(() => {
    if (view) document.title = `${view.me.real_name} at ${view.workspace.name}: local Slack`;
  }, [view]);

  const session = useMemo<Session | undefined>(
    () =>
      view && {
        view,
        location: { ...location, channel },
        navigate,
        act,
        now: () => (view.clock === 'running' ? Date.now() + clock.offset : view.now),
      },
    [view, location, channel, navigate, act, clock],
  );

  if (!session) {
    return (
      <p className="loading" role="status">
        {status === 'lost' ? (
          <>
            The local Slack does not answer for this address. Trying again…{' '}
            <a href="./">Start with the first person</a>
          </>
        ) : (
          'Opening the local Slack…'
        )}
      </p>
    );
  }
  return (
    <SessionContext value={session}>
      <ToastProvider>
        <ConfirmProvider>
          <Layout traffic={traffic} lost={status === 'lost'} />
          <Modals />
        </ConfirmProvider>
      </ToastProvider>
    </SessionContext>
  );
}
