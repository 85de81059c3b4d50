import { useId } from 'react';
import type { Option } from '../blocks/block-kit.ts';
import { Text } from '../blocks/text.tsx';
import { keyOf } from './menu-choices.ts';
import { ariaAttributes, type ControlProps, useControl } from './use-control.ts';

export function Checkboxes(props: ControlProps) {
  const { content, set, dispatch } = useControl(props);
  const chosen = content as readonly Option[];
  const toggle = (option: Option) => {
    const without = chosen.filter((one) => one.value !== option.value);
    const next = without.length < chosen.length ? without : inOrder(props, [...chosen, option]);
    set(next);
    dispatch(next);
  };
  const isChosen = (option: Option) => chosen.some((one) => one.value === option.value);
  return <Choices {...props} kind="checkbox" isChosen={isChosen} choose={toggle} />;
}

export function Radios(props: ControlProps) {
  const { content, set, dispatch } = useControl(props);
  const choose = (option: Option) => {
    set(option);
    dispatch(option);
  };
  return (
    <Choices
      {...props}
      kind="radio"
      isChosen={(one) => keyOf(content) === one.value}
      choose={choose}
    />
  );
}

type ChoicesProps = ControlProps & {
  readonly kind: 'checkbox' | 'radio';
  readonly isChosen: (option: Option) => boolean;
  readonly choose: (option: Option) => void;
};

function Choices({ element, labels, kind, isChosen, choose }: ChoicesProps) {
  const name = useId();
  const {
    'data-focus-on-load': focusOnLoad,
    'aria-required': _,
    ...named
  } = ariaAttributes(element, labels);
  return (
    <div className="choices" role={kind === 'radio' ? 'radiogroup' : 'group'} {...named}>
      {(element.options ?? []).map((option, index) => (
        <label key={option.value} className="choice">
          <input
            type={kind}
            name={name}
            checked={isChosen(option)}
            data-focus-on-load={index === 0 ? focusOnLoad : undefined}
            onChange={() => choose(option)}
          />
          <span>
            <Text text={option.text} />
            {option.description ? (
              <span className="choice-description">
                <Text text={option.description} />
              </span>
            ) : null}
          </span>
        </label>
      ))}
    </div>
  );
}

/** In the order of the element's options, not of selection. */
function inOrder({ element }: ControlProps, chosen: readonly Option[]): readonly Option[] {
  return (element.options ?? []).filter((option) =>
    chosen.some((one) => one.value === option.value),
  );
}
