import { useEffect, useState } from 'react';
import { useSession } from '../session/session.ts';
import { formatTime, parseLocalDateTime, toLocalDateTime } from '../session/times.ts';

const minute = 60_000;
const steps = [
  ['+1 min', '+1 min: set the clock forward by a minute', minute],
  ['+1 hour', '+1 hour: set the clock forward by an hour', 60 * minute],
  ['+1 day', '+1 day: set the clock forward by a day', 24 * 60 * minute],
] as const;

/** Shows and sets the local Slack's clock. */
export function ClockControl() {
  const { view, act } = useSession();
  const [target, setTarget] = useState('');
  const { tz } = view.me;
  const now = useCurrentTime();
  return (
    <form
      className="clock"
      aria-label="Clock"
      onSubmit={(event) => {
        event.preventDefault();
        if (target) void act({ type: 'clock', to: parseLocalDateTime(target, tz) });
        setTarget('');
      }}
    >
      <time
        dateTime={new Date(now).toISOString()}
        title={`By the clock of ${tz}${view.clock === 'stopped' ? '; it stands still' : ''}`}
      >
        {formatTime(now, tz, {
          month: 'short',
          day: 'numeric',
          hour: '2-digit',
          minute: '2-digit',
          second: '2-digit',
        })}
      </time>
      {steps.map(([label, name, by]) => (
        <button
          key={label}
          type="button"
          className="small-button"
          aria-label={name}
          onClick={() => void act({ type: 'clock', by })}
        >
          {label}
        </button>
      ))}
      <input
        type="datetime-local"
        aria-label="Set the clock to"
        value={target || toLocalDateTime(now, tz)}
        onChange={(event) => setTarget(event.target.value)}
      />
      <button type="submit" className="small-button">
        Set
      </button>
    </form>
  );
}

function useCurrentTime(): number {
  const { view, now } = useSession();
  const [, tick] = useState(0);
  const running = view.clock === 'running';
  useEffect(() => {
    if (!running) return;
    const timer = window.setInterval(() => tick((count) => count + 1), 1000);
    return () => window.clearInterval(timer);
  }, [running]);
  return now();
}
