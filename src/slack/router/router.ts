import type { App } from '@slack/bolt';
import { z } from 'zod';
import type { Translate } from '../../i18n/catalogue.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import type { Store } from '../../ports/store.ts';
import { registerActions } from './actions.ts';
import { careCommand } from './care-command.ts';
import { registerCommands } from './commands.ts';
import { deduplicator } from './deduplicate.ts';
import { registerEvents } from './events.ts';
import type { Command, Feature, Reply } from './feature.ts';
import { registerOptions } from './options.ts';
import { action, view } from './routes.ts';
import { registerShortcuts } from './shortcuts.ts';
import { registerViews } from './views.ts';

type Parts = {
  readonly features: readonly Feature[];
  readonly search: (question: Command) => Reply | Promise<Reply>;
  /** Whether one word is another with a slip of the finger in it. */
  readonly isSlip: (typed: string, meant: string) => boolean;
  readonly words: Translate;
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
};

/** How long Slack may repeat an event, with some room: its last try comes after six minutes. */
const repeatWindow = 10 * 60_000;

/** A button that posts is pressed twice by a nervous thumb, not on purpose, within so many milliseconds. */
const doubleTap = 10_000;

/** Puts features on Slack: whatever Slack can trigger in, one acknowledgement and one answer out. */
export function registerRoutes(app: App, parts: Parts): void {
  const { features, search, isSlip, words, store, clock, log } = parts;
  const deduplicate = deduplicator(store, clock, repeatWindow);
  const table = <Row>(rows: (feature: Feature) => Readonly<Record<string, Row>>) =>
    byId(features.flatMap((feature) => Object.entries(rows(feature))));
  const listeners = <Listener extends { readonly id: string }>(
    rows: (feature: Feature) => readonly Listener[],
  ) => byId(features.flatMap(rows).map((listener) => [listener.id, listener]));
  registerCommands(app, {
    ask: careCommand(features, search, isSlip),
    commands: table((feature) => feature.commands ?? {}),
    words,
    log,
    deduplicate,
  });
  registerActions(app, {
    actions: listeners(({ actions = [] }) =>
      isList(actions)
        ? actions
        : Object.entries(actions).map(([id, handler]) => action(id, z.string()).handle(handler)),
    ),
    words,
    log,
    deduplicate: deduplicator(store, clock, doubleTap),
  });
  registerOptions(app, { options: listeners((feature) => feature.options ?? []), log });
  registerShortcuts(app, { shortcuts: table((feature) => feature.shortcuts ?? {}), words, log });
  registerViews(app, {
    views: listeners(({ views = [] }) =>
      isList(views)
        ? views
        : Object.entries(views).map(([id, handler]) => view(id, z.string()).handle(handler)),
    ),
    words,
    log,
  });
  registerEvents(app, { features, log, deduplicate });
  app.error(async (error) => {
    throw error;
  });
}

function isList<Listener>(
  listeners: readonly Listener[] | Readonly<Record<string, unknown>>,
): listeners is readonly Listener[] {
  return Array.isArray(listeners);
}

/** An id that is handled twice is a mistake in the features' tables, and stops the start. */
function byId<Row>(rows: readonly (readonly [string, Row])[]): ReadonlyMap<string, Row> {
  const found = new Map<string, Row>();
  for (const [id, row] of rows) {
    if (found.has(id)) throw new Error(`${id} is handled twice`);
    found.set(id, row);
  }
  return found;
}
