import type { App } from '@slack/bolt';
import type { Log } from '../../ports/log.ts';
import type { Once } from './deduplicate.ts';
import type { EventAnswer, EventName, Feature } from './feature.ts';
import { note } from './log-outcome.ts';

type Parts = { readonly features: readonly Feature[]; readonly log: Log; readonly once: Once };

/** What happens to channels, brought to every feature that wants to hear of it. */
export function connectHappenings(app: App, { features, log, once }: Parts): void {
  for (const [name, answers] of byName(features)) {
    app.event(name, async ({ event, body, context }) => {
      if (!(await once.first(body.team_id, body.event_id))) return;
      try {
        const happening = { workspace: body.team_id, channel: event.channel };
        await Promise.all(answers.map((answer) => answer(happening)));
        note(context, name, 'answered');
      } catch (error) {
        note(context, name, 'failed');
        log.error({ err: error, route: name }, 'an event could not be taken in');
      }
    });
  }
}

function byName(features: readonly Feature[]): Map<EventName, EventAnswer[]> {
  const found = new Map<EventName, EventAnswer[]>();
  for (const { events = {} } of features) {
    for (const [name, answer] of Object.entries(events) as [EventName, EventAnswer][]) {
      found.set(name, [...(found.get(name) ?? []), answer]);
    }
  }
  return found;
}
