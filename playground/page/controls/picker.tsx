import { useId, useRef, useState } from 'react';
import type { Option } from '../blocks/block-kit.ts';
import { positionPopup, resetPosition } from '../parts/popup-position.ts';
import { useSession } from '../session/session.ts';
import { useInteraction } from './interaction.ts';
import { type Choice, keyOf, menuChoices, optionChoice, parseChoices } from './menu-choices.ts';
import { ariaAttributes, type ControlProps, useControl, useDebounce } from './use-control.ts';

/** A multi-select or external menu: a popup with a search box and a list. */
export function Picker(props: ControlProps) {
  const { element, labels } = props;
  const { view } = useSession();
  const { content, set, dispatch } = useControl(props);
  const popupId = useId();
  const button = useRef<HTMLButtonElement>(null);
  const popup = useRef<HTMLDivElement>(null);
  const whenOpened = useRef('');
  const [open, setOpen] = useState(false);
  const single = !element.type.startsWith('multi_');
  const chosen = contents(content);
  const { found, query, search, note } = useSearch(props);
  const full = !single && chosen.length >= (element.max_selected_items ?? Number.POSITIVE_INFINITY);

  const onToggle = (isOpen: boolean) => {
    setOpen(isOpen);
    if (!isOpen) resetPosition(popup.current);
    if (isOpen && button.current && popup.current) {
      whenOpened.current = JSON.stringify(chosen);
      search('');
      positionPopup(button.current, popup.current);
      popup.current.querySelector('input')?.focus();
    } else if (!single && JSON.stringify(chosen) !== whenOpened.current) dispatch(chosen);
  };
  const toggle = (choice: Choice) => {
    if (single) {
      set(choice.content);
      popup.current?.hidePopover();
      dispatch(choice.content);
      return;
    }
    const isChosen = chosen.some((one) => keyOf(one) === choice.key);
    set(isChosen ? chosen.filter((one) => keyOf(one) !== choice.key) : [...chosen, choice.content]);
  };
  // A button may not be required, by ARIA; the label says what is optional.
  const { 'aria-required': _, ...named } = ariaAttributes(element, labels);
  const chosenLabels = chosen.map((one) => labelOf(one, [...found, ...menuChoices(element, view)]));

  return (
    <>
      <button
        {...named}
        aria-labelledby={labels.labelledBy ? `${labels.labelledBy} ${popupId}chosen` : undefined}
        ref={button}
        type="button"
        className={`select picker${chosenLabels.length ? '' : ' is-empty'}`}
        aria-haspopup="dialog"
        aria-expanded={open}
        popoverTarget={popupId}
      >
        <span id={`${popupId}chosen`}>
          {chosenLabels.join(', ') || (element.placeholder?.text ?? 'Select options')}
        </span>
      </button>
      <div
        ref={popup}
        id={popupId}
        popover="auto"
        role="dialog"
        aria-label={element.placeholder?.text ?? 'Options'}
        className="menu picker-popup"
        onToggle={(event) => onToggle(event.newState === 'open')}
      >
        <input
          type="search"
          className="text-input"
          aria-label="Search"
          placeholder="Search"
          value={query}
          onChange={(event) => search(event.target.value)}
        />
        {note ? (
          <p className="menu-heading" role="status">
            {note}
          </p>
        ) : null}
        {found.map((choice) => {
          const checked = chosen.some((one) => keyOf(one) === choice.key);
          return (
            <label key={choice.key} className="choice">
              <input
                type={single ? 'radio' : 'checkbox'}
                name={popupId}
                checked={checked}
                disabled={full && !checked}
                onChange={() => toggle(choice)}
              />
              <span>
                {choice.label}
                {choice.detail ? <span className="menu-detail"> {choice.detail}</span> : null}
              </span>
            </label>
          );
        })}
        {full ? <p className="menu-heading">No more than {element.max_selected_items}</p> : null}
      </div>
    </>
  );
}

/** The choices that match the query; external menus ask the app. */
function useSearch({ block, element }: ControlProps) {
  const { view, act } = useSession();
  const { container } = useInteraction();
  const { schedule } = useDebounce(250);
  const [query, setQuery] = useState('');
  const [answer, setAnswer] = useState<readonly Choice[]>([]);
  const [note, setNote] = useState('');
  const external = element.type.endsWith('external_select');

  const ask = async (text: string) => {
    const { block_id = '' } = block;
    const { action_id = '' } = element;
    const result = await act({ type: 'options', container, block_id, action_id, query: text });
    const answered = result.ok ? parseChoices(result.options) : [];
    setAnswer(answered);
    setNote(result.ok ? (answered.length ? '' : 'No results') : result.error);
  };
  const search = (text: string) => {
    setQuery(text);
    if (!external) return;
    const least = element.min_query_length ?? 3;
    const enough = text.length >= least;
    setAnswer([]);
    setNote(enough ? 'Searching…' : `Type at least ${least} character${least === 1 ? '' : 's'}`);
    schedule(() => enough && void ask(text));
  };
  const wanted = query.toLowerCase();
  const found = external
    ? answer
    : menuChoices(element, view).filter(({ label }) => label.toLowerCase().includes(wanted));
  return { found, query, search, note: external ? note : found.length ? '' : 'No results' };
}

function contents(content: unknown): readonly unknown[] {
  if (Array.isArray(content)) return content;
  return content === null || content === undefined ? [] : [content];
}

function labelOf(content: unknown, known: readonly Choice[]): string {
  const key = keyOf(content);
  const choice = known.find((one) => one.key === key);
  if (choice) return choice.label;
  return typeof content === 'object' ? optionChoice(content as Option).label : key;
}
