import type { Content, SearchResult } from '../../content/content.ts';
import type { Entry } from '../../content/entry.ts';
import type { InLanguageOf } from '../../ports/languages.ts';
import type { CareCommand } from '../../slack/router/feature.ts';
import type { ButtonSpec } from '../../slack/ui/blocks.ts';
import type { Message } from '../../slack/ui/message.ts';
import { foundMessage, type Length } from './entry-message.ts';
import { aboutMessage, meantMessage, nearestMessage, otherLanguageMessage } from './message.ts';
import { searchCache } from './message-cache.ts';
import { pageMessage } from './page.ts';
import type { Page } from './routes.ts';
import { signpostMessage, signpostsFor } from './signpost-message.ts';

export type GuidelinesDeps = {
  readonly content: () => Content;
  readonly inLanguageOf: InLanguageOf;
  readonly version: string;
  /** Buttons of other features below an entry, where only one person sees it. */
  readonly extras: (entry: Entry, length: Length) => readonly ButtonSpec[];
  /** Buttons of other features in the menu. */
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
    thanks: 'help.shoutout',
    // "help me" asks for all of it.
    me: 'help',
    moments: 'help.me',
    'my-data': 'help.my-data',
    privacy: 'help.my-data',
    home: 'help.home',
    coverage: 'help.coverage',
    recap: 'help.recap',
    language: 'help.language',
    admin: 'help.admin',
    about: 'help.about',
    mention: 'help.mention',
    thread: 'help.mention',
  }),
);

type Typed = { readonly text: string; readonly meant?: string | undefined };

/** A page's command word must stand alone; with more text it starts a search. */
export const showPage =
  ({ content, others }: GuidelinesDeps, page: Page) =>
  ({ text }: Typed): Message | undefined =>
    text === '' ? pageMessage(content(), page, others) : undefined;

/** All of the help, or one topic; "help a customer carry a bag" is neither, but a search. */
export const help =
  ({ content, others }: GuidelinesDeps) =>
  ({ text, readings }: Pick<CareCommand, 'text' | 'readings'>): Message | undefined => {
    const topics = readings.flatMap((one) => helpTopics.get(one.text.toLowerCase()) ?? []);
    const page = text === '' ? 'help' : topics[0];
    return page && pageMessage(content(), page, others);
  };

export const about =
  ({ content, version }: GuidelinesDeps) =>
  ({ text }: Typed): Message | undefined =>
    text === '' ? aboutMessage(content(), version) : undefined;

const nothing: SearchResult = { kind: 'nothing' };

/**
 * The entry that fits best, the nearest three, or the menu: never a bare error. What no guideline
 * should answer first has a signpost above it.
 */
export const search = ({ content, extras }: Pick<GuidelinesDeps, 'content' | 'extras'>) => {
  const cached = searchCache();
  return ({ text, meant }: Typed): Message =>
    cached(content(), [text, ...(meant ? [meant] : [])].join('\n'), () => {
      const signposts = signpostsFor(content(), text);
      const result = content().library.search(text);
      // Below what saves a life, three weak guesses are noise; a sure entry is not.
      const isSafety = signposts[0]?.kind === 'safety';
      const found = answer(text, isSafety && result.kind === 'nearest' ? nothing : result);
      if (signposts.length === 0) {
        const shown = found ?? nearestMessage(content(), text, []);
        return meant && result.kind !== 'entry' ? meantMessage(content(), meant, shown) : shown;
      }
      return signpostMessage(content(), signposts, found);
    });

  function answer(text: string, result: SearchResult): Message | undefined {
    const isNamed = result.kind === 'entry' && hasName(result.entry, text);
    const language = isNamed ? undefined : content().otherLanguage(text);
    if (language) return otherLanguageMessage(content(), language);
    if (result.kind === 'nothing') return undefined;
    return result.kind === 'entry'
      ? foundMessage(content(), result, extras(result.entry, 'short'))
      : nearestMessage(content(), text, result.entries, result.sections);
  }
};

/** A company may have written an alias in another language. */
function hasName({ title, aliases }: Entry, text: string): boolean {
  return [title, ...aliases].some((name) => name.toLowerCase() === text.toLowerCase());
}
