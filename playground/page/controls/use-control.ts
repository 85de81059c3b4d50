import { useEffect, useRef } from 'react';
import type { Block, Json } from '../../protocol.ts';
import type { Element } from '../blocks/block-kit.ts';
import { useInteraction } from './interaction.ts';
import { contentOf, valueName, withContent } from './values.ts';

export type ControlProps = {
  readonly block: Block;
  readonly element: Element;
  readonly labels: ControlLabels;
};

/** Labels from the surrounding block. */
export type ControlLabels = {
  readonly id?: string;
  readonly labelledBy?: string;
  readonly describedBy?: string;
  readonly invalid?: boolean;
  readonly required?: boolean;
};

/** A control's value, with functions to change it and to send an action. */
export function useControl({ block, element }: ControlProps) {
  const interaction = useInteraction();
  const content = contentOf(interaction.inputValue(block, element));
  const isDispatched = block.type !== 'input' || block.dispatch_action === true;
  const set = (next: unknown) => interaction.change(block, element, withContent(element, next));

  return {
    content,
    set,
    pending: interaction.isPending(block, element),
    /** Sends an action; in an input block only with `dispatch_action`. */
    dispatch: (next: unknown) => {
      if (!isDispatched) return;
      const value = { [valueName(element.type) ?? 'value']: next as Json };
      void interaction.press(block, element, value).then((sent) => sent || set(content));
    },
  };
}

/** ARIA attributes of a control. */
export function ariaAttributes(element: Element, labels: ControlLabels) {
  const named = labels.labelledBy !== undefined;
  const label =
    element.accessibility_label ?? element.placeholder?.text ?? element.type.replaceAll('_', ' ');
  return {
    id: labels.id,
    'aria-labelledby': labels.labelledBy,
    'aria-label': named ? undefined : label,
    'aria-describedby': labels.describedBy || undefined,
    'aria-invalid': labels.invalid || undefined,
    'aria-required': labels.required || undefined,
    'data-focus-on-load': element.focus_on_load || undefined,
  };
}

/** Runs the last scheduled task after `ms` without a new one, or at once with `flush`. */
export function useDebounce(ms: number) {
  const timer = useRef<number>(undefined);
  const task = useRef<(() => void) | undefined>(undefined);
  const now = () => {
    window.clearTimeout(timer.current);
    const run = task.current;
    task.current = undefined;
    run?.();
  };
  useEffect(() => () => window.clearTimeout(timer.current), []);
  return {
    now,
    schedule: (run: () => void) => {
      window.clearTimeout(timer.current);
      task.current = run;
      timer.current = window.setTimeout(now, ms);
    },
  };
}
