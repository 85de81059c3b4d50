import type { App } from '@slack/bolt';
import type { Translate } from '../../i18n/catalogue.ts';
import type { Log } from '../../ports/log.ts';
import { failureView } from '../ui/failure.ts';
import type { Deduplicator } from './deduplicate.ts';
import type { ViewListener } from './feature.ts';
import { logOutcome } from './log-outcome.ts';
import { typedIn, valuesOf } from './view-state.ts';
import { withTimeout } from './with-timeout.ts';

type Deps = {
  /** By callback id. */
  readonly views: ReadonlyMap<string, ViewListener>;
  readonly words: Translate;
  readonly log: Log;
  /** Ignores a submission that was delivered before. */
  readonly deliveries: Deduplicator;
};

/** Submitted forms. All work is done before the acknowledgement, which carries its result. */
export function registerViews(app: App, { views, words, log, deliveries }: Deps): void {
  app.view({ type: 'view_submission' }, async ({ ack, body, view, context }) => {
    const route = view.callback_id;
    const submission = {
      workspace: body.team?.id ?? body.user.team_id ?? '',
      user: body.user.id,
      about: view.private_metadata,
      values: valuesOf(view.state),
      dedupeKey: view.id,
    };
    const handle = views.get(route)?.accept(submission);
    const apologize = () => {
      const failure = failureView(words, view.title.text, typedIn(view.state));
      return ack({ response_action: 'update', view: failure });
    };
    if (!handle) {
      logOutcome(context, 'unknown form', 'answered');
      return apologize();
    }
    const trigger = 'trigger_id' in body ? body.trigger_id : undefined;
    if (trigger && !(await deliveries.claim(submission.workspace, `view/${trigger}`))) {
      logOutcome(context, route, 'repeated');
      return ack();
    }
    try {
      const reply = await withTimeout(Promise.resolve(handle()));
      logOutcome(context, route, 'answered');
      if (!reply) return await ack();
      if (reply.errors) return await ack({ response_action: 'errors', errors: reply.errors });
      await ack({ response_action: 'update', view: reply.show });
    } catch (error) {
      logOutcome(context, route, 'failed');
      log.error({ err: error, route }, 'could not answer a view submission');
      await apologize();
    }
  });
}
