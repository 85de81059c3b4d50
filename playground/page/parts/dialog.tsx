import { type ReactNode, useLayoutEffect, useRef } from 'react';
import { isPopupOpen } from './popup-position.ts';

type Props = {
  readonly labelledBy?: string;
  readonly label?: string;
  readonly className?: string;
  /** Called for Escape and the browser's own ways to close a dialog. */
  readonly onCancel: () => void;
  readonly closesOnBackdropClick?: boolean;
  readonly children: ReactNode;
};

/** A modal dialog. Restores the focus when it closes. */
export function Dialog({
  labelledBy,
  label,
  className = '',
  onCancel,
  closesOnBackdropClick,
  children,
}: Props) {
  const dialog = useRef<HTMLDialogElement>(null);

  // Before the effects of the children, which may move the focus.
  useLayoutEffect(() => {
    const element = dialog.current;
    const before = document.activeElement;
    const message = before?.closest('.message');
    element?.showModal();
    // Not with close(): it restores the focus while the page is still inert in Chromium.
    return () => void requestAnimationFrame(() => restoreFocus(before, message));
  }, []);

  return (
    <dialog
      ref={dialog}
      className={`dialog ${className}`}
      aria-labelledby={labelledBy}
      aria-label={label}
      onClick={(event) => {
        if (closesOnBackdropClick && event.target === dialog.current) onCancel();
      }}
      onCancel={(event) => {
        if (event.target !== dialog.current) return;
        event.preventDefault();
        onCancel();
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented || isPopupOpen()) return;
        // Browsers may close a dialog at the second Escape in spite of preventDefault on cancel.
        event.preventDefault();
        onCancel();
      }}
    >
      {children}
    </dialog>
  );
}

/** To what opened it or, if that is gone, to the message or the page that it was in. */
function restoreFocus(...places: readonly (Element | null | undefined)[]): void {
  if (document.activeElement !== document.body) return;
  const left = places.find(
    (one): one is HTMLElement =>
      one instanceof HTMLElement && one !== document.body && one.isConnected,
  );
  const find = (selector: string) => document.querySelector<HTMLElement>(selector);
  (left ?? find('.composer textarea') ?? find('[role="tab"][aria-selected="true"]'))?.focus();
}
