import { type ReactNode, useEffect, useRef } from 'react';

type Props = {
  readonly labelledBy: string;
  readonly className?: string;
  /** Escape, or the browser's own way to close a dialog. */
  readonly onCancel: () => void;
  readonly children: ReactNode;
};

/** A modal dialog: the rest of the page can't be reached while it is open, and the focus goes back to where it was. */
export function Dialog({ labelledBy, className = '', onCancel, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);

  useEffect(() => {
    const element = dialog.current;
    const before = document.activeElement;
    element?.showModal();
    return () => {
      element?.close();
      const back = before instanceof HTMLElement && before.isConnected ? before : undefined;
      (back ?? document.querySelector<HTMLElement>('.composer textarea'))?.focus();
    };
  }, []);

  return (
    <dialog
      ref={dialog}
      className={`dialog ${className}`}
      aria-labelledby={labelledBy}
      onCancel={(event) => {
        if (event.target !== dialog.current) return;
        event.preventDefault();
        onCancel();
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return;
        // A browser may close a dialog at the second Escape in spite of preventDefault: keys never get that far.
        event.preventDefault();
        onCancel();
      }}
    >
      {children}
    </dialog>
  );
}
