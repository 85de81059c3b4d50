import { useLayoutEffect, useRef, useState } from 'react';
import type { TrafficEntry } from '../../protocol.ts';
import { Icon } from '../parts/icons.tsx';
import { ClockControl } from './clock-control.tsx';
import { TrafficLine } from './traffic-line.tsx';

type Props = {
  readonly traffic: readonly TrafficEntry[];
  readonly close: () => void;
};

/** Within this many pixels of the end, the list follows new entries. */
const nearEnd = 40;

/** The log of calls and deliveries, newest last. */
export function TrafficPanel({ traffic, close }: Props) {
  const [refusalsOnly, setRefusalsOnly] = useState(false);
  const list = useRef<HTMLUListElement>(null);
  const atEnd = useRef(true);
  const shown = refusalsOnly ? traffic.filter(({ outcome }) => outcome !== 'ok') : traffic;

  useLayoutEffect(() => {
    if (list.current && atEnd.current) list.current.scrollTop = list.current.scrollHeight;
  });

  return (
    <section className="traffic" id="traffic" aria-label="What app and Slack said">
      <header className="traffic-header">
        <h2>What app and Slack said</h2>
        <label className="traffic-filter">
          <input
            type="checkbox"
            checked={refusalsOnly}
            onChange={(event) => setRefusalsOnly(event.target.checked)}
          />
          Refusals only
        </label>
        <ClockControl />
        <button
          type="button"
          className="plain-button"
          aria-label="Close"
          title="Close"
          onClick={close}
        >
          <Icon name="close" />
        </button>
      </header>
      {shown.length === 0 ? (
        <p className="empty">
          {refusalsOnly ? 'Nothing was refused.' : 'Nothing yet. Try a command.'}
        </p>
      ) : (
        <ul
          ref={list}
          className="traffic-list"
          onScroll={({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) => {
            atEnd.current = scrollHeight - scrollTop - clientHeight < nearEnd;
          }}
        >
          {shown.map((entry) => (
            <TrafficLine key={entry.id} entry={entry} />
          ))}
        </ul>
      )}
    </section>
  );
}
