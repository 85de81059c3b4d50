import { useEffect, useRef } from 'react';
import type { Block, Json } from '../../protocol.ts';
import type { Element } from '../blocks/block-kit.ts';
import { useInteraction } from './interaction.ts';
import { contentOf, valueName, withContent } from './values.ts';

export type ControlProps = {
  readonly block: Block;
  readonly element: Element;
  readonly naming: Naming;
};

/** How a control is called by what stands around it. */
export type Naming = {
  readonly id?: string;
  readonly labelledBy?: string;
  readonly describedBy?: string;
  readonly invalid?: boolean;
  readonly required?: boolean;
};

/** One control's value, and the ways to change it and to tell the app of it. */
export function useControl({ block, element }: ControlProps) {
  const interaction = useInteraction();
  const content = contentOf(interaction.inputValue(block, element));
  const tells = block.type !== 'input' || block.dispatch_action === true;
  const set = (next: unknown) => interaction.change(block, element, withContent(element, next));

  return {
    content,
    set,
    pending: interaction.isPending(block, element),
    /** For a control that the app hears of: everything outside of input blocks, and input blocks that ask for it. */
    tell: (next: unknown) => {
      if (!tells) return;
      const value = { [valueName(element.type) ?? 'value']: next as Json };
      void interaction.press(block, element, value).then((went) => went || set(content));
    },
  };
}

/** The attributes that name a control for those who don't see it. */
export function aria(element: Element, naming: Naming) {
  const named = naming.labelledBy !== undefined;
  const label =
    element.accessibility_label ?? element.placeholder?.text ?? element.type.replaceAll('_', ' ');
  return {
    id: naming.id,
    'aria-labelledby': naming.labelledBy,
    'aria-label': named ? undefined : label,
    'aria-describedby': naming.describedBy || undefined,
    'aria-invalid': naming.invalid || undefined,
    'aria-required': naming.required || undefined,
    'data-focus-on-load': element.focus_on_load || undefined,
  };
}

/** Runs the last task it was given once nothing new came for a while, or at once with `now`. */
export function useLater(ms: number) {
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
    later: (run: () => void) => {
      window.clearTimeout(timer.current);
      task.current = run;
      timer.current = window.setTimeout(now, ms);
    },
  };
}
