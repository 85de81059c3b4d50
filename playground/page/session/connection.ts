import { useCallback, useEffect, useRef, useState } from 'react';
import type { Act, ActResult, PersonView, TrafficEntry } from '../../protocol.ts';
import { keepSame } from './keep-same.ts';
import { type Place, placeSearch } from './place.ts';

export type Connection = {
  readonly view: PersonView | undefined;
  /** The local Slack's time minus this machine's. */
  readonly clockOffset: number;
  readonly traffic: readonly TrafficEntry[];
  readonly status: 'connecting' | 'open' | 'lost';
  readonly act: (act: Act) => Promise<ActResult>;
};

const retryAfter = 2000;
const mostTraffic = 1000;

/** Keeps one person's view up to date, and comes back by itself when the server was away. */
export function useConnection({ team, user }: Place): Connection {
  const [view, setView] = useState<PersonView>();
  const [clockOffset, setClockOffset] = useState(0);
  const [traffic, setTraffic] = useState<readonly TrafficEntry[]>([]);
  const [status, setStatus] = useState<Connection['status']>('connecting');
  const person = useRef({ team, user });

  useEffect(() => {
    let source: EventSource;
    let timer: number | undefined;
    const connect = () => {
      source = new EventSource(`/_/stream${placeSearch({ team, user })}`);
      source.onopen = () => {
        // The last entries come again with each new connection, and a restarted server counts from the beginning.
        setTraffic([]);
        setStatus('open');
      };
      source.onerror = () => {
        setStatus('lost');
        // After an answer that is no stream the browser gives up; a server that starts may still answer so.
        if (source.readyState === EventSource.CLOSED)
          timer = window.setTimeout(connect, retryAfter);
      };
      source.addEventListener('view', (event) => {
        const next = JSON.parse(event.data) as PersonView;
        person.current = { team: next.workspace.id, user: next.me.id };
        setClockOffset(next.now - Date.now());
        setView((before) => keepSame(before, next));
      });
      source.addEventListener('traffic', (event) => {
        const entries = JSON.parse(event.data) as readonly TrafficEntry[];
        setTraffic((before) => [...before, ...entries].slice(-mostTraffic));
      });
    };
    connect();
    return () => {
      window.clearTimeout(timer);
      source.close();
    };
  }, [team, user]);

  const act = useCallback((what: Act) => send({ ...person.current, act: what }), []);
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
