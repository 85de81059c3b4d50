import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react';

/** What is pressed or filled in. */
export const controls = 'button, a, select, input, textarea';

export const labelOf = (control: Element): string =>
  control.getAttribute('aria-label') ?? control.textContent ?? '';

/** The control with this label or, without one, the first block, which a screen reader reads on from. */
export function placeIn(container: HTMLElement, label: string): HTMLElement {
  const all = [...container.querySelectorAll<HTMLElement>(controls)];
  const same = all.find((one) => labelOf(one) === label);
  if (same) return same;
  const first = container.querySelector<HTMLElement>('.blocks > *') ?? container;
  if (first.tabIndex < 0) first.tabIndex = -1;
  return first;
}

/** Keeps the place of the keyboard if a press replaces what is shown, and the control with it. */
export function useKeptFocus(container: RefObject<HTMLElement | null>): void {
  const label = useRef<string | undefined>(undefined);

  useEffect(() => {
    const note = ({ target }: FocusEvent) => {
      const control = (target as Element).closest(controls);
      const isInside = control !== null && container.current?.contains(control);
      label.current = isInside ? labelOf(control) : undefined;
    };
    document.addEventListener('focusin', note);
    return () => document.removeEventListener('focusin', note);
  }, [container]);

  useLayoutEffect(() => {
    const { current: pressed } = label;
    if (pressed === undefined || document.activeElement !== document.body) return;
    if (container.current) placeIn(container.current, pressed).focus();
  });
}
