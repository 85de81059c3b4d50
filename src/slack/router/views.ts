import type { App } from '@slack/bolt';
import type { Words } from '../../i18n/catalogue.ts';
import type { Log } from '../../ports/log.ts';
import { failedView } from '../ui/views.ts';
import type { SubmitAnswer } from './feature.ts';
import { note } from './log-outcome.ts';
import { typedIn, valuesOf } from './view-state.ts';
import { soon } from './with-timeout.ts';

type Parts = {
  /** By route: the callback id of the form. */
  readonly submissions: ReadonlyMap<string, SubmitAnswer>;
  readonly words: Words;
  readonly log: Log;
};

/** Forms that were sent: what they lead to happens within the acknowledgement, which then says how it went. */
export function connectSubmissions(app: App, { submissions, words, log }: Parts): void {
  app.view({ type: 'view_submission' }, async ({ ack, body, view, context }) => {
    const answer = submissions.get(view.callback_id);
    const apologize = () => {
      const sorry = failedView(words, view.title.text, typedIn(view.state));
      return ack({ response_action: 'update', view: sorry });
    };
    if (!answer) {
      note(context, 'unknown form', 'answered');
      return apologize();
    }
    try {
      const submission = {
        workspace: body.team?.id ?? body.user.team_id ?? '',
        user: body.user.id,
        about: view.private_metadata,
        values: valuesOf(view.state),
        once: view.id,
      };
      const result = await soon(Promise.resolve(answer(submission)));
      note(context, view.callback_id, 'answered');
      if (!result) return await ack();
      if (result.errors) return await ack({ response_action: 'errors', errors: result.errors });
      await ack({ response_action: 'update', view: result.show });
    } catch (error) {
      note(context, view.callback_id, 'failed');
      log.error({ err: error, route: view.callback_id }, 'a form could not be taken');
      await apologize();
    }
  });
}
