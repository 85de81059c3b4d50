import { memo, useState } from 'react';
import type { Json, TrafficEntry } from '../../protocol.ts';
import { useSession } from '../session/session.ts';
import { formatTime } from '../session/times.ts';

const directions = { app: 'App → Slack', slack: 'Slack → app' } as const;

/** One entry, which expands to request and response. */
export const TrafficLine = memo(function TrafficLine({ entry }: { entry: TrafficEntry }) {
  const { view } = useSession();
  const [open, setOpen] = useState(false);
  const time = formatTime(entry.at, view.me.tz, {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  });
  return (
    <li className={`traffic-line is-${entry.outcome} from-${entry.from}`}>
      <details onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>
          <span className="traffic-time">{time}</span>
          <span className="traffic-from">{directions[entry.from]}</span>
          <span className="traffic-name">{entry.name}</span>
          <span className="traffic-outcome">{entry.outcome}</span>
          <span className="traffic-ms">{Math.round(entry.ms)} ms</span>
          <span className="traffic-detail">{entry.detail}</span>
        </summary>
        {open ? (
          <div className="traffic-bodies">
            <Body title="Request" json={entry.request} />
            <Body title="Response" json={entry.response} />
          </div>
        ) : null}
      </details>
    </li>
  );
});

function Body({ title, json }: { title: string; json: Json }) {
  return (
    <div className="traffic-body">
      <h3>{title}</h3>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long body is scrolled with the arrow keys */}
      <pre tabIndex={0}>{typeof json === 'string' ? json : JSON.stringify(json, null, 2)}</pre>
    </div>
  );
}
