import type { App } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import type { Translate } from '../../i18n/catalogue.ts';
import type { Grammar } from '../../i18n/grammar.ts';
import type { Clock } from '../../ports/clock.ts';
import type { InLanguageOf } from '../../ports/languages.ts';
import type { Log } from '../../ports/log.ts';
import type { Slacks } from '../../ports/slack.ts';
import type { Store } from '../../ports/store.ts';
import type { Message } from '../ui/message.ts';
import { answerView } from '../ui/views.ts';
import { registerActions, routeOf } from './actions.ts';
import { careCommand } from './care-command.ts';
import { registerCommands } from './commands.ts';
import { deduplicator } from './deduplicate.ts';
import { registerEvents } from './events.ts';
import type { Command, Feature, Reply } from './feature.ts';
import { answerRemoved } from './installation.ts';
import { registerOptions } from './options.ts';
import { inReadersLanguage, outsiders } from './requester.ts';
import { registerShortcuts } from './shortcuts.ts';
import { registerViews } from './views.ts';

export type RouterDeps = {
  readonly features: readonly Feature[];
  /** Answers text that doesn't start with a command word. */
  readonly search: (command: Command) => Reply | Promise<Reply>;
  readonly words: Translate;
  /** How commands are written: in the reader's language, then in the others. */
  readonly grammars: () => readonly Grammar[];
  readonly slacks: Slacks;
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  readonly inLanguageOf: InLanguageOf;
};

/**
 * Milliseconds. Slack's last redelivery of an event comes after six minutes, or after a day with
 * Delayed Events.
 */
const eventWindow = 25 * 60 * 60_000;

/** Milliseconds. Interactions aren't repeated, but a signature is good for five minutes each way. */
const replayWindow = 10 * 60_000;

/** Milliseconds within which a second press of a posting button counts as a double tap. */
const doubleTapWindow = 10_000;

/** Registers the features with Bolt: one acknowledgement and one reply for each request. */
export function registerRoutes(app: App, deps: RouterDeps): void {
  const { features, search, words, grammars, slacks, store, clock, log, inLanguageOf } = deps;
  const deduplicate = deduplicator(store, clock, eventWindow);
  const deliveries = deduplicator(store, clock, replayWindow);
  const isOutsider = outsiders({ slacks, clock });
  const records = <Row>(rowsOf: (feature: Feature) => Readonly<Record<string, Row>>) =>
    byId(features.flatMap((feature) => Object.entries(rowsOf(feature))));
  const listeners = <Listener extends { readonly id: string }>(
    listenersOf: (feature: Feature) => readonly Listener[],
  ) => byId(features.flatMap(listenersOf).map((listener) => [listener.id, listener]));
  app.use(inReadersLanguage(inLanguageOf));
  app.use(answerRemoved({ words, log }));
  const actions = listeners(({ actions: own = [] }) => own);
  const asModal = (answer: Message): ModalView =>
    answerView(
      words('answer.title'),
      words('form.close'),
      answer,
      (id) => actions.get(routeOf(id))?.onlyInChannels === true,
    );
  registerCommands(app, {
    care: careCommand(features, search, grammars),
    grammars,
    commands: records(({ commands = {} }) => commands),
    words,
    slacks,
    log,
    deduplicate,
    window: eventWindow,
    clock,
    isOutsider,
  });
  registerActions(app, {
    actions,
    observers: features.flatMap(({ pressed = [] }) => pressed),
    words,
    slacks,
    log,
    deduplicate: deduplicator(store, clock, doubleTapWindow),
    deliveries,
    isOutsider,
    asModal,
  });
  registerOptions(app, { options: listeners(({ options = [] }) => options), log, isOutsider });
  registerShortcuts(app, {
    shortcuts: records(({ shortcuts = {} }) => shortcuts),
    words,
    slacks,
    log,
    isOutsider,
  });
  registerViews(app, {
    views: listeners(({ views = [] }) => views),
    words,
    log,
    slacks,
    deliveries,
    isOutsider,
    asModal,
  });
  registerEvents(app, { features, log, deduplicate, isOutsider });
  app.error(async (error) => {
    throw error;
  });
}

/** Throws if an id is handled twice. */
function byId<Row>(rows: readonly (readonly [string, Row])[]): ReadonlyMap<string, Row> {
  const found = new Map<string, Row>();
  for (const [id, row] of rows) {
    if (found.has(id)) throw new Error(`${id} is handled twice`);
    found.set(id, row);
  }
  return found;
}
