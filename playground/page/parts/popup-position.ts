const gap = 4;
const margin = 8;

/** Places a popup below its button, or above it if there is more room. CSS hides it until then. */
export function positionPopup(button: Element, popup: HTMLElement): void {
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

/** Hides a closed popup until it is positioned again. */
export function resetPosition(popup: HTMLElement | null): void {
  delete popup?.dataset.placed;
}

/** While a popup is open, Escape closes the popup and not the dialog below. */
export function isPopupOpen(): boolean {
  return document.querySelector(':popover-open') !== null;
}
