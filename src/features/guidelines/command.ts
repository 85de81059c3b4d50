import type { Content, SearchResult } from '../../content/content.ts';
import type { Entry } from '../../content/entry.ts';
import type { Clock } from '../../ports/clock.ts';
import type { InLanguageOf } from '../../ports/languages.ts';
import type { CareCommand, Command } from '../../slack/router/feature.ts';
import type { ButtonSpec } from '../../slack/ui/blocks.ts';
import { joinMessages, type Message } from '../../slack/ui/message.ts';
import { foundMessage, type Length } from './entry-message.ts';
import { type Found, findIn } from './find.ts';
import {
  aboutMessage,
  languageOffer,
  meantMessage,
  nearestMessage,
  otherLanguageMessage,
} from './message.ts';
import { searchCache } from './message-cache.ts';
import { pageMessage } from './page.ts';
import type { Page } from './routes.ts';
import {
  safetyMessage,
  signpostMessage,
  signpostsFor,
  withDangerButton,
} from './signpost-message.ts';

export type GuidelinesDeps = {
  readonly content: () => Content;
  readonly clock: Pick<Clock, 'now'>;
  readonly inLanguageOf: InLanguageOf;
  readonly version: string;
  /** Buttons of other features below an entry, where only one person sees it. */
  readonly extras: (entry: Entry, length: Length) => readonly ButtonSpec[];
  /** For a person who asks in another language than theirs. */
  readonly languageButtons: (language: string) => readonly ButtonSpec[];
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

/** The number of the day in UTC. */
const dayOf = (time: number): number => Math.floor(time / 86_400_000);

type Typed = Pick<Command, 'text' | 'suggest'>;

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
    const page = topics[0] ?? (text === '' ? 'help' : undefined);
    return page && pageMessage(content(), page, others);
  };

export const about =
  ({ content, version }: GuidelinesDeps) =>
  ({ text }: Typed): Message | undefined =>
    text === '' ? aboutMessage(content(), version) : undefined;

/**
 * The entry that fits best, the nearest three, or the menu: never a bare error. What no guideline
 * should answer first has a signpost above it.
 */
export const search = ({
  content,
  clock,
  extras,
  languageButtons,
}: Pick<GuidelinesDeps, 'content' | 'clock' | 'extras' | 'languageButtons'>) => {
  const cached = searchCache();
  return ({ text, suggest }: Typed): Message =>
    cached(content(), `${dayOf(clock.now())} ${text}`, () => {
      const found = findIn(content(), text);
      const { calls, mayBeMeant } = signpostsFor(content(), text, found.asked);
      const { result } = found;
      if (calls[0]?.kind === 'safety') return safetyMessage(content(), calls, found);
      const shown = answer(text, result, found);
      if (calls.length > 0) {
        const message = signpostMessage(content(), calls, result, shown);
        return withDangerButton(content(), mayBeMeant, found, message);
      }
      const message = shown ?? nearestMessage(content(), text, []);
      const { hint, meant } = suggest?.() ?? {};
      const command = hint ?? (result.kind === 'entry' ? undefined : meant);
      const answered = command ? meantMessage(content(), command, message) : message;
      return withDangerButton(content(), mayBeMeant, found, answered);
    });

  function answer(
    text: string,
    result: SearchResult,
    { content: shown, asked, unknown }: Found,
  ): Message | undefined {
    if (unknown) return otherLanguageMessage(content(), unknown);
    if (result.kind === 'nothing') return undefined;
    const message =
      result.kind === 'entry'
        ? foundMessage(shown, result, extras(result.entry, 'short'))
        : nearestMessage(shown, text, result.entries, result.sections);
    return asked
      ? joinMessages(message, languageOffer(asked, languageButtons(asked.language)))
      : message;
  }
};
