import { type Content, entryIn } from '../../content/content.ts';
import type { Action, ActionReply } from '../../slack/router/feature.ts';
import type { GuidelinesDeps } from './command.ts';
import { entryMessage, type Length, sharedMessage } from './entry-message.ts';
import { sectionsMessage } from './message.ts';
import { pageMessage, sharedPageMessage } from './page.ts';
import type { EntryRef, Page, SignpostRef } from './routes.ts';
import { safetyMessage, safetyNamed } from './signpost-message.ts';

/** Opens the entry that the button names. */
export const read =
  ({ content, extras }: GuidelinesDeps, length: Length) =>
  ({ value }: Pick<Action<EntryRef>, 'value'>): ActionReply => {
    const found = entryIn(content(), value.entry);
    if (!found) return { show: gone(content()) };
    const form = { length, section: numberIn(value) };
    return { show: entryMessage(found.content, found.entry, form, extras(found.entry, length)) };
  };

const numberIn = ({ section }: EntryRef): number | undefined =>
  section === undefined ? undefined : Number(section);

/** Posts the entry for everyone, and removes the button so that it is posted once. */
export const share =
  ({ content, extras, inLanguageOf }: GuidelinesDeps) =>
  async ({ workspace, channel, value, user }: Action<EntryRef>): Promise<ActionReply> => {
    const found = entryIn(content(), value.entry);
    if (!found) return { show: gone(content()) };
    const { entry } = found;
    const form = { length: 'short', section: numberIn(value) } as const;
    const post = () => {
      const there = entryIn(content(), value.entry);
      return sharedMessage(there?.content ?? content(), there?.entry ?? entry, form, user);
    };
    return {
      post: await inLanguageOf({ workspace, id: channel }, post),
      show: entryMessage(found.content, entry, form, extras(entry, 'short'), 'shared'),
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
  ({ content, others, inLanguageOf }: GuidelinesDeps) =>
  async ({ workspace, channel, value, user }: Action<Page>): Promise<ActionReply> => ({
    post: await inLanguageOf({ workspace, id: channel }, () =>
      sharedPageMessage(content(), value, user),
    ),
    show: pageMessage(content(), value, others, 'shared'),
  });

/** Tells what to do if somebody is in danger; the answer with the button stays. */
export const danger =
  ({ content }: Pick<GuidelinesDeps, 'content'>) =>
  ({ value }: Pick<Action<SignpostRef>, 'value'>): ActionReply => {
    const signposts = safetyNamed(content(), value);
    const nothing = { result: { kind: 'nothing' } } as const;
    return {
      tell: signposts.length > 0 ? safetyMessage(content(), signposts, nothing) : gone(content()),
    };
  };

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
