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

/** Events of channels and users, for every feature that handles them. */
export function registerEvents(app: App, { features, log, deduplicate }: Deps): void {
  for (const [name, handlers] of handlersByName(features)) {
    app.event(name, async ({ event, body, context }) => {
      const workspace = workspaceOf(context);
      if (event.type === 'user_change') {
        await changeOfUser(workspace, event.user.id, handlers);
        return;
      }
      if (!(await deduplicate.claim(workspace, body.event_id))) return;
      try {
        const channelEvent = { workspace, id: event.channel };
        await Promise.all(handlers.map((handler) => handler(channelEvent)));
        logOutcome(context, name, 'answered');
      } catch (error) {
        logOutcome(context, name, 'failed');
        log.error({ err: error, route: name }, 'could not handle an event');
      }
    });
  }

  /** They are many, and mostly of no interest: neither noted as delivered nor logged. */
  async function changeOfUser(
    workspace: string,
    id: string,
    handlers: readonly EventHandler[],
  ): Promise<void> {
    try {
      await Promise.all(handlers.map((handler) => handler({ workspace, id })));
    } catch (error) {
      log.error({ err: error, route: 'user_change' }, 'could not handle an event');
    }
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
