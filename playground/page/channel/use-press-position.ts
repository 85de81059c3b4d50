import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react';
import type { MessageView } from '../../protocol.ts';
import { controls, labelOf, placeIn } from '../parts/kept-focus.ts';

type Press = {
  readonly ts: string;
  readonly top: number;
  readonly blocks: string;
  /** Of the control. */
  readonly label: string;
};

/**
 * Keeps the reader where a control was pressed. A message that changes by the press stays in place
 * and doesn't scroll to its end. If the control is gone, focus goes to one with the same label or to
 * the beginning of what is shown in its place.
 */
export function usePressPosition(
  list: RefObject<HTMLElement | null>,
  messages: readonly MessageView[],
): { readonly onPress: (target: EventTarget) => void; readonly isKept: () => boolean } {
  const press = useRef<Press>(undefined);
  const kept = useRef(false);
  const item = (ts: string) => list.current?.querySelector<HTMLElement>(`[data-ts="${ts}"]`);
  const blocksOf = (ts: string) => JSON.stringify(messages.find((one) => one.ts === ts)?.blocks);

  useLayoutEffect(() => {
    const { current } = press;
    if (!current || !list.current) return;
    const pressed = item(current.ts);
    if (pressed && blocksOf(current.ts) !== current.blocks) {
      const top = Math.max(current.top, list.current.getBoundingClientRect().top);
      list.current.scrollTop += pressed.getBoundingClientRect().top - top;
      kept.current = true;
      press.current = { ...current, blocks: blocksOf(current.ts) };
    }
    if (document.activeElement !== document.body) return;
    const target = pressed
      ? placeIn(pressed, current.label)
      : [...list.current.querySelectorAll<HTMLElement>('[data-ts]')].at(-1);
    target?.focus({ preventScroll: true });
  });

  // What takes the focus elsewhere, such as a form, gives it back itself.
  useEffect(() => {
    const forget = ({ target }: FocusEvent) => {
      if (!list.current?.contains(target as Node)) press.current = undefined;
    };
    document.addEventListener('focusin', forget);
    return () => document.removeEventListener('focusin', forget);
  }, [list]);

  return {
    onPress: (target) => {
      const control = (target as HTMLElement).closest(controls);
      const message = control?.closest<HTMLElement>('[data-ts]');
      kept.current = false;
      press.current =
        control && message?.dataset.ts
          ? {
              ts: message.dataset.ts,
              top: message.getBoundingClientRect().top,
              blocks: blocksOf(message.dataset.ts),
              label: labelOf(control),
            }
          : undefined;
    },
    isKept: () => kept.current,
  };
}
