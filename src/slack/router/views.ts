import type { App } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import type { Translate } from '../../i18n/catalogue.ts';
import type { Log } from '../../ports/log.ts';
import { failureView } from '../ui/failure.ts';
import type { Message } from '../ui/message.ts';
import type { Deduplicator } from './deduplicate.ts';
import type { ViewListener, ViewReply } from './feature.ts';
import { logOutcome, referenceOf } from './log-outcome.ts';
import { type IsOutsider, workspaceOf } from './requester.ts';
import { typedIn, valuesOf } from './view-state.ts';
import { withTimeout } from './with-timeout.ts';

type Deps = {
  /** By callback id. */
  readonly views: ReadonlyMap<string, ViewListener>;
  readonly words: Translate;
  readonly log: Log;
  /** Ignores a submission that was delivered before. */
  readonly deliveries: Deduplicator;
  readonly isOutsider: IsOutsider;
  readonly asModal: (answer: Message) => ModalView;
};

/** Submitted forms. All work is done before the acknowledgement, which carries its result. */
export function registerViews(app: App, deps: Deps): void {
  const { views, words, log, deliveries, isOutsider, asModal } = deps;
  app.view({ type: 'view_submission' }, async ({ ack, body, view, context }) => {
    const route = view.callback_id;
    const workspace = workspaceOf(context);
    const user = body.user.id;
    const handle = views.get(route)?.accept({
      workspace,
      user,
      about: view.private_metadata,
      values: valuesOf(view.state),
      dedupeKey: view.id,
    });
    const failure = (key?: 'failure.outsider', reference?: string) =>
      failureView(words, view.title.text, typedIn(view.state), key, reference);
    const answer = async (): Promise<ViewReply> => {
      if (await isOutsider(workspace, user, body)) return { show: failure('failure.outsider') };
      return handle ? handle() : { show: failure() };
    };
    const trigger = 'trigger_id' in body ? body.trigger_id : undefined;
    if (trigger && !(await deliveries.claim(workspace, `view/${trigger}`))) {
      logOutcome(context, route, 'repeated');
      return ack();
    }
    try {
      const reply = await withTimeout(answer());
      logOutcome(context, handle ? route : 'unknown form', 'answered');
      if (!reply) return await ack();
      if (reply.errors) return await ack({ response_action: 'errors', errors: reply.errors });
      const shown = 'answer' in reply ? asModal(reply.answer) : reply.show;
      await ack({ response_action: 'update', view: shown });
    } catch (error) {
      logOutcome(context, route, 'failed');
      const reference = referenceOf(context);
      log.error({ err: error, route, reference }, 'could not answer a view submission');
      await ack({ response_action: 'update', view: failure(undefined, reference) });
    }
  });
}
