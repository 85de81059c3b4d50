import type { App } from '@slack/bolt';
import type { Clock, Log } from '../ports.ts';
import type { Words } from '../words/catalogue.ts';
import { careGrammar } from './care.ts';
import type { Feature, Question } from './feature.ts';
import type { Message } from './message.ts';
import { connectPresses } from './presses.ts';
import { connectQuestions } from './questions.ts';
import { recentKeys } from './recent-keys.ts';
import { connectSubmissions } from './submissions.ts';

type Parts = {
  readonly features: readonly Feature[];
  readonly search: (question: Question) => Message | Promise<Message>;
  readonly words: Words;
  readonly clock: Clock;
  readonly log: Log;
};

/** How long Slack may repeat an event, with some room: its last try comes after six minutes. */
const repeatWindow = 10 * 60_000;

/** A button that posts is pressed twice by a nervous thumb, not on purpose, within so many milliseconds. */
const doubleTap = 10_000;

/** Puts features on Slack: commands, mentions and buttons in, one acknowledgement and one answer out. */
export function connectFeatures(app: App, { features, search, words, clock, log }: Parts): void {
  const recent = recentKeys(clock, repeatWindow);
  const actions = new Map(features.flatMap((feature) => Object.entries(feature.actions)));
  connectQuestions(app, { ask: careGrammar(features, search), words, log, recent });
  connectPresses(app, { actions, words, log, recent: recentKeys(clock, doubleTap) });
  const submissions = new Map(features.flatMap((one) => Object.entries(one.submissions ?? {})));
  connectSubmissions(app, { submissions, words, log });
  app.error(async (error) => {
    throw error;
  });
}
