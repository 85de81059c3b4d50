import type { Action, ActionReply } from '../../slack/router/feature.ts';
import type { Guidelines } from './command.ts';
import { entryMessage, type Length, sharedMessage } from './entry-message.ts';
import { insteadMessage } from './message.ts';
import { pageMessage, parsePage, sharedPageMessage } from './page.ts';
import type { Content } from './rendered.ts';

/** Opens the entry whose id the button carries. */
export const read =
  ({ content, extras }: Guidelines, length: Length) =>
  ({ value }: Action): ActionReply => {
    const entry = content().library.find(value);
    if (!entry) return { show: gone(content()) };
    return { show: entryMessage(content(), entry, length, extras(entry, length)) };
  };

/** The whole entry for the one who pressed, below a message that others see too. */
export const peek =
  (guidelines: Guidelines) =>
  (press: Action): ActionReply => {
    const { show } = read(guidelines, 'long')(press);
    return show ? { tell: show } : {};
  };

/** Posts the entry for everyone, and takes the button away so that it is posted once. */
export const share =
  ({ content, extras }: Guidelines) =>
  ({ value, user }: Action): ActionReply => {
    const entry = content().library.find(value);
    if (!entry) return { show: gone(content()) };
    return {
      post: sharedMessage(content(), entry, user),
      show: entryMessage(content(), entry, 'short', extras(entry, 'short'), 'shared'),
    };
  };

export const showList =
  ({ content, others }: Guidelines) =>
  ({ value }: Action): ActionReply => ({
    show: pageMessage(content(), parsePage(value) ?? 'menu', others),
  });

export const showMenu =
  ({ content, others }: Guidelines) =>
  (): ActionReply => ({ show: pageMessage(content(), 'menu', others) });

/** A list for the one who pressed, below a menu that others see too. */
export const peekList =
  (guidelines: Guidelines) =>
  (press: Action): ActionReply => {
    const { show } = showList(guidelines)(press);
    return show ? { tell: show } : {};
  };

/** Posts a list, the menu or the help for everyone, and takes the button away so that it is posted once. */
export const sharePage =
  ({ content, others }: Guidelines) =>
  ({ value, user }: Action): ActionReply => {
    const page = parsePage(value);
    if (!page) return { show: pageMessage(content(), 'menu', others) };
    return {
      post: sharedPageMessage(content(), page, user),
      show: pageMessage(content(), page, others, 'shared'),
    };
  };

function gone(content: Content) {
  return insteadMessage(content, content.words('entry.gone'));
}
