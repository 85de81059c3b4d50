const gap = 4;
const margin = 8;

/** Puts a popup below its button, or above it when there is more room, and keeps it on the screen; until then nobody sees it. */
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
  popup.dataset.placed = '';
}

/** When it is closed: where it was may be wrong the next time. */
export function forgetPlace(popup: HTMLElement | null): void {
  delete popup?.dataset.placed;
}

/** While a popup is open, Escape is for it and not for what lies below. */
export function popupIsOpen(): boolean {
  return document.querySelector(':popover-open') !== null;
}
