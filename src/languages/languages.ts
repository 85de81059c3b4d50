import { z } from 'zod';
import { inLanguage } from '../i18n/current-language.ts';
import type { Clock } from '../ports/clock.ts';
import type { Languages, Reader, ReadLanguage } from '../ports/languages.ts';
import { isChannel, isUserId, SlackFailure, type Slacks } from '../ports/slack.ts';
import { type Key, put, remove, type Store } from '../ports/store.ts';
import { languageFor } from './match.ts';

const choice = z.object({ language: z.string() });

/** The language that a person chose, or that was chosen for a channel. */
const choiceKey = ({ workspace, id }: Reader): Key<z.infer<typeof choice>> => ({
  namespace: 'languages',
  name: `${workspace}/${id}`,
  schema: choice,
});

/** Milliseconds that a message waits for its language. */
const defaultTimeout = 1000;

/**
 * Milliseconds for which Slack's answer is remembered, and that it gave none. A channel's is nearly
 * always that of its workspace.
 */
const localeTtl = { person: 60 * 60_000, channel: 24 * 60 * 60_000 };
const failureTtl = 60_000;
const maxRemembered = 20_000;

type Known = {
  readonly chosen: string | undefined;
  /** Slack's last answer; `undefined`: it gave none. */
  readonly told: { readonly locale: string | undefined } | undefined;
  /** Until when the locale needn't be asked for; milliseconds. */
  readonly until: number;
  /** Why Slack didn't answer the last question, if it may answer the next one. */
  readonly failure: SlackFailure | undefined;
};

const nothing: Known = { chosen: undefined, told: undefined, until: 0, failure: undefined };

/** Stands for the channel of a workspace whose locale was told last. */
const anyChannel = (workspace: string): Reader => ({ workspace, id: '' });

type Deps = {
  readonly store: Store;
  readonly slacks: Slacks;
  readonly clock: Clock;
  /** Those that people can read, the default first. */
  readonly offered: () => readonly [string, ...string[]];
};

/**
 * The language of each person and channel: their own choice, else Slack's locale of them, else the default.
 * The choice is read each time, as another replica may have changed it; the locale is remembered, as
 * Slack limits how often it is asked.
 */
export function languages({ store, slacks, clock, offered }: Deps): Languages {
  const known = new Map<string, Known>();
  const asking = new Map<string, Promise<void>>();
  const nameOf = ({ workspace, id }: Reader) => `${workspace}/${id}`;

  function remember(reader: Reader, change: Partial<Known>): void {
    const name = nameOf(reader);
    const before = known.get(name) ?? nothing;
    known.delete(name);
    const [oldest] = known.keys();
    if (known.size >= maxRemembered && oldest !== undefined) known.delete(oldest);
    known.set(name, { ...before, ...change });
  }

  async function chosen(reader: Reader): Promise<string | undefined> {
    const { language } = (await store.get(choiceKey(reader))) ?? {};
    if (known.get(nameOf(reader))?.chosen !== language) remember(reader, { chosen: language });
    return language;
  }

  async function localeOf(reader: Reader): Promise<string | undefined> {
    const name = nameOf(reader);
    const { until = 0 } = known.get(name) ?? {};
    if (until > clock.now()) return lastLocaleOf(reader);
    const asked: Promise<void> = asking.get(name) ?? ask(reader, () => asking.get(name) === asked);
    asking.set(name, asked);
    await asked.finally(() => {
      if (asking.get(name) === asked) asking.delete(name);
    });
    return lastLocaleOf(reader);
  }

  /**
   * Once for all who wait for it. A failure leaves what was known before; an answer that isn't the
   * last word any more is the first one at most.
   */
  async function ask(reader: Reader, isLast: () => boolean): Promise<void> {
    const { workspace, id } = reader;
    const ms = isUserId(id) ? localeTtl.person : localeTtl.channel;
    try {
      const slack = await slacks(workspace);
      const { locale } = isUserId(id) ? await slack.person(id) : await slack.channel(id);
      if (isLast()) remember(reader, told(locale, ms));
      else if (!known.get(nameOf(reader))?.told) remember(reader, told(locale, 0));
      if (!isUserId(id) && locale !== undefined) remember(anyChannel(workspace), told(locale, 0));
    } catch (error) {
      if (!(error instanceof SlackFailure)) throw error;
      const isFinal = error.outcome === 'refused';
      const { retryAfter } = error;
      const wait = retryAfter === undefined ? failureTtl : retryAfter * 1000;
      const until = clock.now() + (isFinal ? ms : wait);
      if (isLast()) remember(reader, { until, failure: isFinal ? undefined : error });
    }
  }

  /** `ms`: for how long it needn't be asked for. */
  const told = (locale: string | undefined, ms: number): Partial<Known> => ({
    ...{ told: { locale }, until: clock.now() + ms, failure: undefined },
  });

  /** As Slack said it before; of a channel that it said nothing about, that of another one. */
  function lastLocaleOf(reader: Reader): string | undefined {
    const { workspace, id } = reader;
    const own = known.get(nameOf(reader))?.told?.locale;
    return (
      own ?? (isUserId(id) ? undefined : known.get(nameOf(anyChannel(workspace)))?.told?.locale)
    );
  }

  const byChoice = (tag: string | undefined): ReadLanguage | undefined => {
    const language = languageFor(tag, offered());
    return language === undefined ? undefined : { language, from: 'choice' };
  };
  const byLocale = (locale: string | undefined): ReadLanguage => {
    const [fallback] = offered();
    const language = languageFor(locale, offered());
    if (language !== undefined) return { language, from: 'slack' };
    return { language: fallback, from: locale === undefined ? 'unknown' : 'default' };
  };

  async function find(reader: Reader): Promise<ReadLanguage> {
    return byChoice(await chosen(reader)) ?? byLocale(await localeOf(reader));
  }

  /** Rejects while nothing is known because the store or Slack doesn't answer. */
  async function findSurely(reader: Reader): Promise<ReadLanguage> {
    const found = await find(reader);
    const { told, failure } = known.get(nameOf(reader)) ?? nothing;
    if (found.from !== 'choice' && !told && failure) throw failure;
    return found;
  }

  const mayDiffer = ({ id }: Reader): boolean =>
    (isUserId(id) || isChannel(id)) && offered().length > 1;

  async function of(reader: Reader, timeout = defaultTimeout): Promise<ReadLanguage> {
    if (!isUserId(reader.id) && !isChannel(reader.id)) return byLocale(undefined);
    const found = await within(timeout, find(reader)).catch(() => undefined);
    return found ?? remembered(reader);
  }

  const remembered = (reader: Reader): ReadLanguage =>
    byChoice(known.get(nameOf(reader))?.chosen) ?? byLocale(lastLocaleOf(reader));

  return {
    inLanguageOf: async (reader, compose, timeout) => {
      if (!mayDiffer(reader)) return compose();
      const { language } = await of(reader, timeout);
      return inLanguage(language, compose);
    },
    inKnownLanguageOf: async (reader, compose) => {
      if (!mayDiffer(reader)) return compose();
      const { language } = await findSurely(reader);
      return inLanguage(language, compose);
    },
    of: (reader) => of(reader),
    remembered,
    chosen,
    choose: async (reader, language) => {
      const key = choiceKey(reader);
      await store.setMany([language === undefined ? remove(key) : put(key, { language })]);
      remember(reader, { chosen: language });
    },
    hear: (reader, locale) => {
      const name = nameOf(reader);
      asking.delete(name);
      const before = known.get(name);
      if (!before) return false;
      remember(reader, locale === undefined ? { until: 0 } : told(locale, localeTtl.person));
      if (locale === undefined || !before.told || byChoice(before.chosen)) return false;
      return byLocale(locale).language !== byLocale(before.told.locale).language;
    },
    forget: (reader) => {
      asking.delete(nameOf(reader));
      known.delete(nameOf(reader));
    },
  };
}

/**
 * As `work`, or `undefined` after `ms` milliseconds. The timer ends with the work: else thousands of them
 * would keep what their requests made.
 */
function within<Result>(ms: number, work: Promise<Result>): Promise<Result | undefined> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms, undefined);
    const end = () => clearTimeout(timer);
    work.then(end, end);
    work.then(resolve, reject);
  });
}
