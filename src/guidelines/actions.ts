import { type Kind, kinds } from '../content/entry.ts';
import type { Press, Reaction } from '../slack/feature.ts';
import type { Guidelines } from './command.ts';
import { entryMessage, type Length, sharedMessage } from './entry-message.ts';
import { listMessage, menuMessage } from './message.ts';

/** Opens the entry whose id the button carries. */
export const read =
  ({ content, extras }: Guidelines, length: Length) =>
  ({ value }: Press): Reaction => {
    const entry = content().library.find(value);
    if (!entry) return { show: gone(content()) };
    return { show: entryMessage(content(), entry, length, extras(entry, length)) };
  };

/** The whole entry for the one who pressed, below a message that others see too. */
export const peek =
  (guidelines: Guidelines) =>
  (press: Press): Reaction => {
    const { show } = read(guidelines, 'long')(press);
    return show ? { tell: show } : {};
  };

/** Posts the entry for everyone, and takes the button away so that it is posted once. */
export const share =
  ({ content, extras }: Guidelines) =>
  ({ value, user }: Press): Reaction => {
    const entry = content().library.find(value);
    if (!entry) return { show: gone(content()) };
    return {
      post: sharedMessage(content(), entry, user),
      show: entryMessage(content(), entry, 'short', extras(entry, 'short'), 'shared'),
    };
  };

export const showList =
  ({ content }: Guidelines) =>
  ({ value }: Press): Reaction => {
    const kind = kinds.find((known): known is Kind => known === value);
    return { show: kind ? listMessage(content(), kind) : menuMessage(content()) };
  };

export const showMenu =
  ({ content }: Guidelines) =>
  (): Reaction => ({ show: menuMessage(content()) });

function gone(content: Parameters<typeof menuMessage>[0]) {
  return menuMessage(content, content.words('entry.gone'));
}
