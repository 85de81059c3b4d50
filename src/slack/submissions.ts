import type { App, SlackViewAction } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import type { Log } from '../ports.ts';
import type { Words } from '../words/catalogue.ts';
import { prose, verbatim } from './blocks.ts';
import type { Submission, SubmitAnswer } from './feature.ts';
import { note } from './request-record.ts';
import { notice } from './views.ts';

type Parts = {
  /** By route: the callback id of the form. */
  readonly submissions: ReadonlyMap<string, SubmitAnswer>;
  readonly words: Words;
  readonly log: Log;
};

/** Slack waits three seconds for the acknowledgement of a form; a call inside it has to be done sooner. */
const patience = 2500;

/** Forms that were sent: what they lead to happens within the acknowledgement, which then says how it went. */
export function connectSubmissions(app: App, { submissions, words, log }: Parts): void {
  app.view({ type: 'view_submission' }, async ({ ack, body, view, client, context }) => {
    const submission = submissionOf(body);
    const answer = submissions.get(view.callback_id);
    if (!answer) {
      note(context, 'unknown form', 'answered');
      return ack({ response_action: 'update', view: failed(view.title.text, submission, words) });
    }
    try {
      const result = answer(submission);
      if (result.errors) return await ack({ response_action: 'errors', errors: result.errors });
      const { channel, message, thanks } = result;
      await soon(client.chat.postMessage({ channel, ...message }));
      note(context, view.callback_id, 'answered');
      await ack({ response_action: 'update', view: thanks });
    } catch (error) {
      note(context, view.callback_id, 'failed');
      log.error({ err: error, route: view.callback_id }, 'a form could not be taken');
      await ack({ response_action: 'update', view: failed(view.title.text, submission, words) });
    }
  });
}

function submissionOf({ team, user, view }: SlackViewAction): Submission {
  const inputs = Object.values(view.state.values).flatMap((inputs) => Object.entries(inputs));
  return {
    workspace: team?.id ?? '',
    user: user.id,
    about: view.private_metadata,
    values: Object.fromEntries(inputs.map(([name, { value }]) => [name, value ?? ''])),
  };
}

/** Everything that was typed, to be copied. */
function failed(title: string, { values }: Submission, words: Words): ModalView {
  const typed = Object.values(values).join('\n\n');
  return notice(title, words('form.close'), [
    prose([{ text: words('failure.unsure') }]),
    verbatim(words('failure.yours'), typed),
  ]);
}

function soon<T>(work: Promise<T>): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error('Slack took too long')), patience);
  return Promise.race([work, promise]).finally(() => clearTimeout(timer));
}
