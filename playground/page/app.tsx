import { useCallback, useEffect, useMemo, useState } from 'react';
import { Layout } from './layout.tsx';
import { ConfirmProvider } from './modal/confirm-dialog.tsx';
import { Modals } from './modal/modals.tsx';
import { ToastProvider } from './parts/toast.tsx';
import { useConnection } from './session/connection.ts';
import { homeChannel } from './session/home-channel.ts';
import type { Place } from './session/place.ts';
import { type Session, SessionContext } from './session/session.ts';
import { usePlace } from './session/use-place.ts';

/** Connects to the local Slack and shows what one person sees of it. */
export function App() {
  const { place, go: goTo } = usePlace();
  const { view, clockOffset, traffic, status, act } = useConnection(place);
  const go = useCallback((to: Place) => goTo(to), [goTo]);
  const [clock] = useState(() => ({ offset: 0 }));
  clock.offset = clockOffset;

  const team = view?.workspace.id;
  const user = view?.me.id;
  const channel = view && homeChannel(view, place.channel);
  useEffect(() => {
    const arriving = place.team === team || place.team === undefined;
    if (!team || !user || !arriving || (place.user && place.user !== user)) return;
    // A conversation that was just opened may be in the address before it is in the view.
    goTo({ ...place, team, user, channel: place.channel ?? channel }, 'replace');
  }, [team, user, channel, place, goTo]);
  useEffect(() => {
    if (view) document.title = `${view.me.real_name} at ${view.workspace.name}: local Slack`;
  }, [view]);

  const session = useMemo<Session | undefined>(
    () =>
      view && {
        view,
        place: { ...place, channel },
        go,
        act,
        now: () => (view.clock === 'running' ? Date.now() + clock.offset : view.now),
      },
    [view, place, channel, go, act, clock],
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
