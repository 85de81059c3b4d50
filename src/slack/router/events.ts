import type { App } from '@slack/bolt';
import type { Log } from '../../ports/log.ts';
import type { Deduplicator } from './deduplicate.ts';
import type { EventHandler, EventName, Feature } from './feature.ts';
import { logOutcome } from './log-outcome.ts';
import { workspaceOf } from './requester.ts';

type Deps = {
  readonly features: readonly Feature[];
  readonly log: Log;
  readonly deduplicate: Deduplicator;
};

/** Events of channels, for every feature that handles them. */
export function registerEvents(app: App, { features, log, deduplicate }: Deps): void {
  for (const [name, handlers] of handlersByName(features)) {
    app.event(name, async ({ event, body, context }) => {
      const workspace = workspaceOf(context);
      if (!(await deduplicate.claim(workspace, body.event_id))) return;
      try {
        const channelEvent = { workspace, channel: event.channel };
        await Promise.all(handlers.map((handler) => handler(channelEvent)));
        logOutcome(context, name, 'answered');
      } catch (error) {
        logOutcome(context, name, 'failed');
        log.error({ err: error, route: name }, 'could not handle an event');
      }
    });
  }
}

function handlersByName(features: readonly Feature[]): Map<EventName, EventHandler[]> {
  const handlers = new Map<EventName, EventHandler[]>();
  for (const { events = {} } of features) {
    for (const [name, handler] of Object.entries(events) as [EventName, EventHandler][]) {
      handlers.set(name, [...(handlers.get(name) ?? []), handler]);
    }
  }
  return handlers;
}
