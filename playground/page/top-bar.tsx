import type { TrafficEntry } from '../protocol.ts';
import { Icon } from './parts/icons.tsx';
import { useSession } from './session/session.ts';
import { formatTime } from './session/times.ts';

type Props = {
  readonly traffic: readonly TrafficEntry[];
  readonly trafficOpen: boolean;
  readonly drawerOpen: boolean;
  readonly toggleTraffic: () => void;
  readonly toggleDrawer: () => void;
};

/** The workspace, the date, and buttons for the sidebar (narrow screens) and the app log. */
export function TopBar({ traffic, trafficOpen, drawerOpen, toggleTraffic, toggleDrawer }: Props) {
  const { view, now } = useSession();
  const refusals = traffic.filter(({ outcome }) => outcome !== 'ok').length;
  return (
    <header className="top-bar">
      <button
        type="button"
        className="drawer-button"
        aria-label="Conversations"
        aria-haspopup="dialog"
        aria-expanded={drawerOpen}
        onClick={toggleDrawer}
      >
        <Icon name="menu" />
      </button>
      <p className="top-bar-title">
        {view.workspace.name}
        <span className="top-bar-note">
          local Slack ·{' '}
          {formatTime(now(), view.me.tz, { weekday: 'short', month: 'short', day: 'numeric' })}
        </span>
      </p>
      <button
        type="button"
        className="traffic-button"
        aria-pressed={trafficOpen}
        aria-controls={trafficOpen ? 'traffic' : undefined}
        title="What app and Slack said"
        onClick={toggleTraffic}
      >
        <Icon name="traffic" size={16} />
        <span className="traffic-button-label">App log</span>
        {refusals > 0 ? (
          <span className="refusals">
            {refusals}
            <span className="visually-hidden"> refused</span>
          </span>
        ) : null}
      </button>
    </header>
  );
}
