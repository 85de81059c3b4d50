import type { App } from '@slack/bolt';
import type { Log } from '../../ports/log.ts';
import { channelEvents } from './channel-ends.ts';
import type { Deduplicator } from './deduplicate.ts';
import type { EventHandler, EventName, Feature } from './feature.ts';
import { logOutcome } from './log-outcome.ts';
import { type IsOutsider, workspaceOf } from './requester.ts';

type Deps = {
  readonly features: readonly Feature[];
  readonly log: Log;
  readonly deduplicate: Deduplicator;
  readonly isOutsider: IsOutsider;
};

/** Events of channels, of users, and of the app's own tabs, for every feature that handles them. */
export function registerEvents(app: App, { features, log, deduplicate, isOutsider }: Deps): void {
  /** Registers nothing if no feature handles the event. */
  function whenHandled<Name extends EventName>(
    name: Name,
    register: (handle: (event: Parameters<EventHandler<Name>>[0]) => Promise<unknown>) => void,
  ): void {
    const handlers = features.flatMap(({ events = {} }) => events[name] ?? []);
    if (handlers.length) register((event) => Promise.all(handlers.map((one) => one(event))));
  }

  /** Never rejects: Slack would send the event again. */
  async function logged(name: EventName, context: object, work: () => Promise<unknown>) {
    try {
      await work();
      logOutcome(context, name, 'answered');
    } catch (error) {
      logOutcome(context, name, 'failed');
      log.error({ err: error, route: name }, 'could not handle an event');
    }
  }

  for (const name of channelEvents) {
    whenHandled(name, (handle) => {
      app.event(name, async ({ event, body, context }) => {
        const workspace = workspaceOf(context);
        if (!(await deduplicate.claim(workspace, body.event_id))) return;
        await logged(name, context, () => handle({ workspace, id: event.channel }));
      });
    });
  }
  whenHandled('user_change', (handle) => {
    app.event('user_change', async ({ event, context }) => {
      const { id, locale } = event.user;
      const about = { workspace: workspaceOf(context), id, locale };
      // They are many, and mostly of no interest: the log has only failures.
      await logged('user_change', {}, () => handle(about));
    });
  });
  whenHandled('app_home_opened', (handle) => {
    app.event('app_home_opened', async ({ event, body, context }) => {
      const workspace = workspaceOf(context);
      const { user, tab, view } = event;
      if (tab !== 'home' && tab !== 'messages') return;
      await logged('app_home_opened', context, async () => {
        if (await isOutsider(workspace, user, body)) return;
        await handle({ workspace, user, tab, hash: hashOf(view) });
      });
    });
  });
  whenHandled('member_joined_channel', (handle) => {
    app.event('member_joined_channel', async ({ event, body, context }) => {
      const workspace = workspaceOf(context);
      const { user, channel } = event;
      const isApp = user === context.botUserId;
      await logged('member_joined_channel', isApp ? context : {}, async () => {
        if (!isApp && (await isOutsider(workspace, user, body))) return;
        await handle({ workspace, user, channel, isApp });
      });
    });
  });
}

/** Bolt's type of a view lacks it. */
function hashOf(view: object | undefined): string | undefined {
  return view && 'hash' in view && typeof view.hash === 'string' ? view.hash : undefined;
}
