import type { Content } from '../../content/content.ts';
import type { Action, ActionReply } from '../../slack/router/feature.ts';
import type { GuidelinesDeps } from './command.ts';
import { entryMessage, type Length, sharedMessage } from './entry-message.ts';
import { sectionsMessage } from './message.ts';
import { pageMessage, sharedPageMessage } from './page.ts';
import type { EntryRef, Page } from './routes.ts';

/** Opens the entry that the button names. */
export const read =
  ({ content, extras }: GuidelinesDeps, length: Length) =>
  ({ value }: Pick<Action<EntryRef>, 'value'>): ActionReply => {
    const entry = content().library.find(value.entry);
    if (!entry) return { show: gone(content()) };
    const form = { length, section: numberIn(value) };
    return { show: entryMessage(content(), entry, form, extras(entry, length)) };
  };

const numberIn = ({ section }: EntryRef): number | undefined =>
  section === undefined ? undefined : Number(section);

/** Posts the entry for everyone, and removes the button so that it is posted once. */
export const share =
  ({ content, extras }: GuidelinesDeps) =>
  ({ value, user }: Action<EntryRef>): ActionReply => {
    const entry = content().library.find(value.entry);
    if (!entry) return { show: gone(content()) };
    const form = { length: 'short', section: numberIn(value) } as const;
    return {
      post: sharedMessage(content(), entry, form, user),
      show: entryMessage(content(), entry, form, extras(entry, 'short'), 'shared'),
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
