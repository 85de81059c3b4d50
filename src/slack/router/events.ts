import type { App } from '@slack/bolt';
import type { Log } from '../../ports/log.ts';
import type { Deduplicator } from './deduplicate.ts';
import type { EventHandler, EventName, Feature } from './feature.ts';
import { logOutcome } from './log-outcome.ts';

type Parts = {
  readonly features: readonly Feature[];
  readonly log: Log;
  readonly deduplicate: Deduplicator;
};

/** What happens to channels, brought to every feature that wants to hear of it. */
export function registerEvents(app: App, { features, log, deduplicate }: Parts): void {
  for (const [name, answers] of byName(features)) {
    app.event(name, async ({ event, body, context }) => {
      if (!(await deduplicate.first(body.team_id, body.event_id))) return;
      try {
        const happening = { workspace: body.team_id, channel: event.channel };
        await Promise.all(answers.map((answer) => answer(happening)));
        logOutcome(context, name, 'answered');
      } catch (error) {
        logOutcome(context, name, 'failed');
        log.error({ err: error, route: name }, 'an event could not be taken in');
      }
    });
  }
}

function byName(features: readonly Feature[]): Map<EventName, EventHandler[]> {
  const found = new Map<EventName, EventHandler[]>();
  for (const { events = {} } of features) {
    for (const [name, answer] of Object.entries(events) as [EventName, EventHandler][]) {
      found.set(name, [...(found.get(name) ?? []), answer]);
    }
  }
  return found;
}
