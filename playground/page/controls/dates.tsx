import { useSession } from '../session/session.ts';
import { momentOf, wallTime } from '../session/times.ts';
import { aria, type ControlProps, useControl, useLater } from './use-control.ts';

/** A date is complete at its first digit already: the app hears of it when nothing more is typed. */
const typingPause = 900;

export function DateOrTime(props: ControlProps) {
  const { element, naming } = props;
  const { content, set, tell } = useControl(props);
  const { later, now } = useLater(typingPause);
  return (
    <input
      {...aria(element, naming)}
      className="text-input date-input"
      type={element.type === 'timepicker' ? 'time' : 'date'}
      value={typeof content === 'string' ? content : ''}
      onChange={(event) => {
        const next = event.target.value || null;
        set(next);
        later(() => tell(next));
      }}
      onBlur={now}
    />
  );
}

/** Date and time, by the clock of the person who looks; Slack counts in seconds. */
export function DateTime(props: ControlProps) {
  const { element, naming } = props;
  const { view } = useSession();
  const { content, set, tell } = useControl(props);
  const { later, now } = useLater(typingPause);
  const { tz } = view.me;
  return (
    <div className="datetime">
      <input
        {...aria(element, naming)}
        className="text-input date-input"
        type="datetime-local"
        value={typeof content === 'number' ? wallTime(content * 1000, tz) : ''}
        onChange={(event) => {
          const next = event.target.value ? momentOf(event.target.value, tz) / 1000 : null;
          set(next);
          later(() => tell(next));
        }}
        onBlur={now}
      />
      <span className="zone">{tz}</span>
    </div>
  );
}
