import { useSession } from '../session/session.ts';
import { type Choice, choices, keyOf } from './choosable.ts';
import { aria, type ControlProps, useControl } from './use-control.ts';

/** A menu from which one thing is chosen: the browser's own. */
export function Select(props: ControlProps) {
  const { element, naming } = props;
  const { view } = useSession();
  const { content, set, tell, pending } = useControl(props);
  const offered = choices(element, view);
  const chosen = keyOf(content);

  const choose = (key: string) => {
    const next = offered.find((choice) => choice.key === key)?.content ?? null;
    set(next);
    tell(next);
  };

  return (
    <select
      {...aria(element, naming)}
      className={`select${chosen ? '' : ' is-empty'}`}
      value={chosen}
      aria-busy={pending || undefined}
      onChange={(event) => choose(event.target.value)}
    >
      <option value="" disabled={naming.required ?? true}>
        {element.placeholder?.text ?? 'Select an option'}
      </option>
      {grouped(offered).map(([group, members]) =>
        group ? (
          <optgroup key={group} label={group}>
            {members.map(drawOption)}
          </optgroup>
        ) : (
          members.map(drawOption)
        ),
      )}
    </select>
  );
}

function drawOption({ key, label, detail }: Choice) {
  return (
    <option key={key} value={key}>
      {detail ? `${label}: ${detail}` : label}
    </option>
  );
}

function grouped(offered: readonly Choice[]): readonly (readonly [string, readonly Choice[]])[] {
  return [...Map.groupBy(offered, (choice) => choice.group)];
}
