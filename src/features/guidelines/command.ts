import type { Entry } from '../../content/entry.ts';
import type { ButtonSpec } from '../../slack/ui/blocks.ts';
import type { Message } from '../../slack/ui/message.ts';
import { entryMessage, type Length } from './entry-message.ts';
import { aboutMessage, nearestMessage } from './message.ts';
import { pageMessage } from './page.ts';
import { recentAnswers } from './recent-answers.ts';
import type { Content } from './rendered.ts';
import type { Page } from './routes.ts';

export type Guidelines = {
  readonly content: () => Content;
  readonly version: string;
  /** What other features offer below an entry, for the asker alone. */
  readonly extras: (entry: Entry, length: Length) => readonly ButtonSpec[];
  /** What other features offer in the menu. */
  readonly others: () => readonly ButtonSpec[];
};

const helpTopics = new Map<string, Page>(
  Object.entries({
    rules: 'help.lists',
    principles: 'help.lists',
    guidelines: 'help.lists',
    skills: 'help.lists',
    practice: 'help.practice',
    tip: 'help.tips',
    tips: 'help.tips',
    shoutout: 'help.shoutout',
    shoutouts: 'help.shoutout',
    thanks: 'help.shoutout',
    // Whoever types "help me" wants all of it.
    me: 'help',
    moments: 'help.me',
    coverage: 'help.coverage',
    about: 'help.about',
    mention: 'help.mention',
    mentions: 'help.mention',
    thread: 'help.mention',
    threads: 'help.mention',
  }),
);

type Asked = { readonly text: string };
/** Command words stand alone here; with words behind them they are the start of a search. */
const alone =
  <Rest extends unknown[]>(say: (...rest: Rest) => Message) =>
  (...rest: Rest) =>
  ({ text }: Asked): Message | undefined =>
    text === '' ? say(...rest) : undefined;

export const page = alone(({ content, others }: Guidelines, of: Page) =>
  pageMessage(content(), of, others),
);

/** All of the help, or the line on one topic; "help a customer carry a bag" is neither, but a search. */
export const help =
  ({ content, others }: Guidelines) =>
  ({ text }: Asked): Message | undefined => {
    const topic = text === '' ? 'help' : helpTopics.get(text.toLowerCase());
    return topic && pageMessage(content(), topic, others);
  };
export const about = alone(({ content, version }: Guidelines) => aboutMessage(content(), version));

/** The entry that fits best, the nearest three, or the menu: never a bare error. */
export const search = ({ content, extras }: Guidelines) => {
  const again = recentAnswers();
  return ({ text }: Asked): Message =>
    again(content(), text, () => {
      const finding = content().library.search(text);
      if (finding.kind === 'entry') {
        return entryMessage(content(), finding.entry, 'short', extras(finding.entry, 'short'));
      }
      return nearestMessage(content(), text, finding.kind === 'nearest' ? finding.entries : []);
    });
};
