import { type KeyboardEvent, type ReactNode, useId, useRef, useState } from 'react';
import { positionPopup, resetPosition } from './popup-position.ts';

export type MenuItem = {
  readonly key: string;
  readonly label: ReactNode;
  readonly detail?: string | undefined;
  /** For items of which one is selected. */
  readonly checked?: boolean | undefined;
  readonly choose: () => void;
};

type Props = {
  /** The button's accessible name. */
  readonly label: string;
  readonly title?: string | undefined;
  readonly heading?: string | undefined;
  readonly items: readonly MenuItem[];
  readonly className?: string | undefined;
  readonly disabled?: boolean | undefined;
  readonly onOpenChange?: ((open: boolean) => void) | undefined;
  readonly children: ReactNode;
};

/** A button with a menu that supports arrow keys, Home, End, Enter and Escape. */
export function Menu({
  label,
  title,
  heading,
  items,
  className,
  disabled,
  onOpenChange,
  children,
}: Props) {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const popup = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);

  const onToggle = (isOpen: boolean) => {
    setOpen(isOpen);
    onOpenChange?.(isOpen);
    if (!isOpen) resetPosition(popup.current);
    if (!isOpen || !button.current || !popup.current) return;
    positionPopup(button.current, popup.current);
    menuItems(popup.current)[0]?.focus();
  };
  const choose = (item: MenuItem) => {
    popup.current?.hidePopover();
    item.choose();
  };

  return (
    <>
      <button
        ref={button}
        type="button"
        className={className}
        aria-label={label}
        title={title ?? label}
        aria-haspopup="menu"
        aria-expanded={open}
        disabled={disabled}
        popoverTarget={id}
      >
        {children}
      </button>
      <div
        ref={popup}
        id={id}
        popover="auto"
        role="menu"
        aria-label={heading ?? label}
        className="menu"
        tabIndex={-1}
        onKeyDown={(event) => popup.current && moveFocus(event, menuItems(popup.current))}
        onToggle={(event) => onToggle(event.newState === 'open')}
      >
        {heading ? <p className="menu-heading">{heading}</p> : null}
        {items.map((item) => (
          <button
            key={item.key}
            type="button"
            {...itemRole(item)}
            tabIndex={-1}
            className="menu-item"
            onClick={() => choose(item)}
          >
            <span className="menu-label">{item.label}</span>
            {item.detail ? <span className="menu-detail">{item.detail}</span> : null}
          </button>
        ))}
      </div>
    </>
  );
}

function itemRole({ checked }: MenuItem) {
  if (checked === undefined) return { role: 'menuitem' };
  return { role: 'menuitemradio', 'aria-checked': checked };
}

function menuItems(popup: HTMLElement): readonly HTMLElement[] {
  return [...popup.querySelectorAll<HTMLElement>('[role^="menuitem"]')];
}

function moveFocus(event: KeyboardEvent, items: readonly HTMLElement[]): void {
  const at = items.indexOf(document.activeElement as HTMLElement);
  const targets: { readonly [key: string]: number } = {
    ArrowDown: (at + 1) % items.length,
    ArrowUp: (at - 1 + items.length) % items.length,
    Home: 0,
    End: items.length - 1,
  };
  const target = targets[event.key];
  if (target === undefined) return;
  event.preventDefault();
  items[target]?.focus();
}
