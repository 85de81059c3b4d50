import { useSession } from '../session/session.ts';
import { type Choice, keyOf, menuChoices } from './menu-choices.ts';
import { ariaAttributes, type ControlProps, useControl } from './use-control.ts';

/** A single-select menu. */
export function Select(props: ControlProps) {
  const { element, labels } = props;
  const { view } = useSession();
  const { content, set, dispatch, pending } = useControl(props);
  const offered = menuChoices(element, view);
  const chosen = keyOf(content);

  const choose = (key: string) => {
    const next = offered.find((choice) => choice.key === key)?.content ?? null;
    set(next);
    dispatch(next);
  };

  return (
    <select
      {...ariaAttributes(element, labels)}
      className={`select${chosen ? '' : ' is-empty'}`}
      value={chosen}
      aria-busy={pending || undefined}
      onChange={(event) => choose(event.target.value)}
    >
      <option value="" disabled={labels.required ?? true}>
        {element.placeholder?.text ?? 'Select an option'}
      </option>
      {grouped(offered).map(([group, members]) =>
        group ? (
          <optgroup key={group} label={group}>
            {members.map(renderOption)}
          </optgroup>
        ) : (
          members.map(renderOption)
        ),
      )}
    </select>
  );
}

function renderOption({ key, label, detail }: Choice) {
  return (
    <option key={key} value={key}>
      {detail ? `${label}: ${detail}` : label}
    </option>
  );
}

function grouped(offered: readonly Choice[]): readonly (readonly [string, readonly Choice[]])[] {
  return [...Map.groupBy(offered, (choice) => choice.group)];
}
