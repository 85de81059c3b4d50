import { type ReactNode, useLayoutEffect, useRef } from 'react';
import { popupIsOpen } from './place-popup.ts';

type Props = {
  readonly labelledBy?: string;
  readonly label?: string;
  readonly className?: string;
  /** Escape, or the browser's own way to close a dialog. */
  readonly onCancel: () => void;
  /** A click beside it closes it too. */
  readonly closesBeside?: boolean;
  readonly children: ReactNode;
};

/** A modal dialog: the rest of the page can't be reached while it is open, and the focus goes back to where it was. */
export function Dialog({
  labelledBy,
  label,
  className = '',
  onCancel,
  closesBeside,
  children,
}: Props) {
  const dialog = useRef<HTMLDialogElement>(null);

  // Before the effects of what is inside, which may put the focus where it belongs.
  useLayoutEffect(() => {
    const element = dialog.current;
    const before = document.activeElement;
    element?.showModal();
    // Not with close(): it gives the focus back while the rest of the page can't be written into yet, and Chromium keeps it so.
    return () => void requestAnimationFrame(() => giveFocusBack(before));
  }, []);

  return (
    <dialog
      ref={dialog}
      className={`dialog ${className}`}
      aria-labelledby={labelledBy}
      aria-label={label}
      onClick={(event) => {
        if (closesBeside && event.target === dialog.current) onCancel();
      }}
      onCancel={(event) => {
        if (event.target !== dialog.current) return;
        event.preventDefault();
        onCancel();
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented || popupIsOpen()) return;
        // A browser may close a dialog at the second Escape in spite of preventDefault: keys never get that far.
        event.preventDefault();
        onCancel();
      }}
    >
      {children}
    </dialog>
  );
}

function giveFocusBack(before: Element | null): void {
  if (document.activeElement !== document.body) return;
  const opener = before instanceof HTMLElement && before.isConnected ? before : undefined;
  (opener ?? document.querySelector<HTMLElement>('.composer textarea'))?.focus();
}
