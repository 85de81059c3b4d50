import type { App } from '@slack/bolt';
import type { Translate } from '../../i18n/catalogue.ts';
import type { Log } from '../../ports/log.ts';
import { failedView } from '../ui/views.ts';
import type { ViewListener } from './feature.ts';
import { logOutcome } from './log-outcome.ts';
import { typedIn, valuesOf } from './view-state.ts';
import { withTimeout } from './with-timeout.ts';

type Parts = {
  /** By route: the callback id of the form. */
  readonly views: ReadonlyMap<string, ViewListener>;
  readonly words: Translate;
  readonly log: Log;
};

/** Forms that were sent: what they lead to happens within the acknowledgement, which then says how it went. */
export function registerViews(app: App, { views, words, log }: Parts): void {
  app.view({ type: 'view_submission' }, async ({ ack, body, view, context }) => {
    const answer = views.get(view.callback_id)?.accept({
      workspace: body.team?.id ?? body.user.team_id ?? '',
      user: body.user.id,
      about: view.private_metadata,
      values: valuesOf(view.state),
      dedupeKey: view.id,
    });
    const apologize = () => {
      const sorry = failedView(words, view.title.text, typedIn(view.state));
      return ack({ response_action: 'update', view: sorry });
    };
    if (!answer) {
      logOutcome(context, 'unknown form', 'answered');
      return apologize();
    }
    try {
      const result = await withTimeout(Promise.resolve(answer()));
      logOutcome(context, view.callback_id, 'answered');
      if (!result) return await ack();
      if (result.errors) return await ack({ response_action: 'errors', errors: result.errors });
      await ack({ response_action: 'update', view: result.show });
    } catch (error) {
      logOutcome(context, view.callback_id, 'failed');
      log.error({ err: error, route: view.callback_id }, 'a form could not be taken');
      await apologize();
    }
  });
}
