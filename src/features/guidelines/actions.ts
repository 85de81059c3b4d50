import type { Content } from '../../content/content.ts';
import type { Action, ActionReply } from '../../slack/router/feature.ts';
import type { GuidelinesDeps } from './command.ts';
import { entryMessage, type Length, sharedMessage } from './entry-message.ts';
import { sectionsMessage } from './message.ts';
import { pageMessage, sharedPageMessage } from './page.ts';
import type { Page } from './routes.ts';

/** Opens the entry whose id the button carries. */
export const read =
  ({ content, extras }: GuidelinesDeps, length: Length) =>
  ({ value }: Action): ActionReply => {
    const entry = content().library.find(value);
    if (!entry) return { show: gone(content()) };
    return { show: entryMessage(content(), entry, length, extras(entry, length)) };
  };

/** Posts the entry for everyone, and removes the button so that it is posted once. */
export const share =
  ({ content, extras }: GuidelinesDeps) =>
  ({ value, user }: Action): ActionReply => {
    const entry = content().library.find(value);
    if (!entry) return { show: gone(content()) };
    return {
      post: sharedMessage(content(), entry, user),
      show: entryMessage(content(), entry, 'short', extras(entry, 'short'), 'shared'),
    };
  };

export const openPage =
  ({ content, others }: GuidelinesDeps) =>
  ({ value }: Action<Page>): ActionReply => ({ show: pageMessage(content(), value, others) });

export const openMenu =
  ({ content, others }: GuidelinesDeps) =>
  (): ActionReply => ({ show: pageMessage(content(), 'menu', others) });

/** Posts a page for everyone, and removes the button so that it is posted once. */
export const sharePage =
  ({ content, others }: GuidelinesDeps) =>
  ({ value, user }: Action<Page>): ActionReply => ({
    post: sharedPageMessage(content(), value, user),
    show: pageMessage(content(), value, others, 'shared'),
  });

/** The same answer for the person who presses, below a message that others see too. */
export const peek =
  <Value>(handler: (action: Action<Value>) => ActionReply) =>
  (action: Action<Value>): ActionReply => {
    const { show } = handler(action);
    return show ? { tell: show } : {};
  };

function gone(content: Content) {
  return sectionsMessage(content, content.words('entry.gone'));
}
