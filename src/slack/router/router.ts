import type { App } from '@slack/bolt';
import type { Words } from '../../i18n/catalogue.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import type { Store } from '../../ports/store.ts';
import { connectPresses } from './actions.ts';
import { careGrammar } from './care-command.ts';
import { connectQuestions } from './commands.ts';
import { onceIn } from './deduplicate.ts';
import { connectHappenings } from './events.ts';
import type { Answer, Feature, Question } from './feature.ts';
import { connectOptions } from './options.ts';
import { connectShortcuts } from './shortcuts.ts';
import { connectSubmissions } from './views.ts';

type Parts = {
  readonly features: readonly Feature[];
  readonly search: (question: Question) => Answer | Promise<Answer>;
  /** Whether one word is another with a slip of the finger in it. */
  readonly isSlip: (typed: string, meant: string) => boolean;
  readonly words: Words;
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
};

/** How long Slack may repeat an event, with some room: its last try comes after six minutes. */
const repeatWindow = 10 * 60_000;

/** A button that posts is pressed twice by a nervous thumb, not on purpose, within so many milliseconds. */
const doubleTap = 10_000;

/** Puts features on Slack: whatever Slack can trigger in, one acknowledgement and one answer out. */
export function connectFeatures(app: App, parts: Parts): void {
  const { features, search, isSlip, words, store, clock, log } = parts;
  const once = onceIn(store, clock, repeatWindow);
  const table = <Row>(rows: (feature: Feature) => Readonly<Record<string, Row>>) =>
    new Map(features.flatMap((feature) => Object.entries(rows(feature))));
  connectQuestions(app, {
    ask: careGrammar(features, search, isSlip),
    commands: table((feature) => feature.commands ?? {}),
    words,
    log,
    once,
  });
  connectPresses(app, {
    actions: table((feature) => feature.actions ?? {}),
    words,
    log,
    once: onceIn(store, clock, doubleTap),
  });
  connectOptions(app, { options: table((feature) => feature.options ?? {}), log });
  connectShortcuts(app, { shortcuts: table((feature) => feature.shortcuts ?? {}), words, log });
  connectSubmissions(app, {
    submissions: table((feature) => feature.submissions ?? {}),
    words,
    log,
  });
  connectHappenings(app, { features, log, once });
  app.error(async (error) => {
    throw error;
  });
}
