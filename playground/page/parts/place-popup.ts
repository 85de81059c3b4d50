const gap = 4;
const margin = 8;

/** Puts a popup below its button, or above it when there is more room, and keeps it on the screen. */
export function placePopup(button: Element, popup: HTMLElement): void {
  const at = button.getBoundingClientRect();
  const { innerWidth, innerHeight } = window;
  const below = innerHeight - at.bottom - gap - margin;
  const above = at.top - gap - margin;
  const { offsetWidth: width, scrollHeight: height } = popup;
  const upwards = height > below && above > below;
  popup.style.maxHeight = `${upwards ? above : below}px`;
  const left = at.left + width > innerWidth - margin ? at.right - width : at.left;
  popup.style.left = `${Math.max(margin, Math.min(left, innerWidth - width - margin))}px`;
  popup.style.top = upwards ? 'auto' : `${at.bottom + gap}px`;
  popup.style.bottom = upwards ? `${innerHeight - at.top + gap}px` : 'auto';
}

/** While a popup is open, Escape is for it and not for what lies below. */
export function popupIsOpen(): boolean {
  return document.querySelector(':popover-open') !== null;
}
