import { useSession } from '../session/session.ts';
import { parseLocalDateTime, toLocalDateTime } from '../session/times.ts';
import { ariaAttributes, type ControlProps, useControl, useDebounce } from './use-control.ts';

/** Milliseconds; browsers report a date after each typed digit. */
const typingPause = 900;

export function DateOrTime(props: ControlProps) {
  const { element, labels } = props;
  const { content, set, dispatch } = useControl(props);
  const { schedule, now } = useDebounce(typingPause);
  return (
    <input
      {...ariaAttributes(element, labels)}
      className="text-input date-input"
      type={element.type === 'timepicker' ? 'time' : 'date'}
      value={typeof content === 'string' ? content : ''}
      onChange={(event) => {
        const next = event.target.value || null;
        set(next);
        schedule(() => dispatch(next));
      }}
      onBlur={now}
    />
  );
}

/** Date and time in the user's time zone. The value is in seconds. */
export function DateTime(props: ControlProps) {
  const { element, labels } = props;
  const { view } = useSession();
  const { content, set, dispatch } = useControl(props);
  const { schedule, now } = useDebounce(typingPause);
  const { tz } = view.me;
  return (
    <div className="datetime">
      <input
        {...ariaAttributes(element, labels)}
        className="text-input date-input"
        type="datetime-local"
        value={typeof content === 'number' ? toLocalDateTime(content * 1000, tz) : ''}
        onChange={(event) => {
          const next = event.target.value
            ? parseLocalDateTime(event.target.value, tz) / 1000
            : null;
          set(next);
          schedule(() => dispatch(next));
        }}
        onBlur={now}
      />
      <span className="zone">{tz}</span>
    </div>
  );
}
