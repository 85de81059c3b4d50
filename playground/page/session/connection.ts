import { useCallback, useEffect, useRef, useState } from 'react';
import type { Act, ActResult, PersonView, TrafficEntry } from '../../protocol.ts';
import { locationSearch, type PageLocation } from './page-location.ts';
import { shareStructure } from './structural-sharing.ts';

export type Connection = {
  readonly view: PersonView | undefined;
  /** The local Slack's time minus the browser's, in milliseconds. */
  readonly clockOffset: number;
  readonly traffic: readonly TrafficEntry[];
  readonly status: 'connecting' | 'open' | 'lost';
  readonly act: (act: Act) => Promise<ActResult>;
};

const reconnectDelay = 2000; // ms
const maxTrafficEntries = 1000;

/** Subscribes to a user's view, and reconnects when the connection is lost. */
export function useConnection({ team, user }: PageLocation): Connection {
  const [view, setView] = useState<PersonView>();
  const [clockOffset, setClockOffset] = useState(0);
  const [traffic, setTraffic] = useState<readonly TrafficEntry[]>([]);
  const [status, setStatus] = useState<Connection['status']>('connecting');
  const person = useRef({ team, user });

  useEffect(() => {
    let source: EventSource;
    let timer: number | undefined;
    const connect = () => {
      source = new EventSource(`/_/stream${locationSearch({ team, user })}`);
      source.onopen = () => {
        // Each connection sends the last entries again, and a restarted server restarts the ids.
        setTraffic([]);
        setStatus('open');
      };
      source.onerror = () => {
        setStatus('lost');
        // Browsers don't reconnect after an error response, which a starting server may send.
        if (source.readyState === EventSource.CLOSED)
          timer = window.setTimeout(connect, reconnectDelay);
      };
      source.addEventListener('view', (event) => {
        const next = JSON.parse(event.data) as PersonView;
        person.current = { team: next.workspace.id, user: next.me.id };
        setClockOffset(next.now - Date.now());
        setView((before) => shareStructure(before, next));
      });
      source.addEventListener('traffic', (event) => {
        const entries = JSON.parse(event.data) as readonly TrafficEntry[];
        setTraffic((before) => [...before, ...entries].slice(-maxTrafficEntries));
      });
    };
    connect();
    return () => {
      window.clearTimeout(timer);
      source.close();
    };
  }, [team, user]);

  const act = useCallback((next: Act) => send({ ...person.current, act: next }), []);
  return { view, clockOffset, traffic, status, act };
}

async function send(body: object): Promise<ActResult> {
  try {
    const response = await fetch('/_/act', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return (await response.json()) as ActResult;
  } catch {
    return { ok: false, error: 'The local Slack did not answer. Is it still running?' };
  }
}
