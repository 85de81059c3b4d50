import type { App } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import type { Translate } from '../../i18n/catalogue.ts';
import type { Log } from '../../ports/log.ts';
import type { Slacks } from '../../ports/slack.ts';
import { failureView, viewWithReference, withReference } from '../ui/failure.ts';
import type { Message } from '../ui/message.ts';
import type { Deduplicator } from './deduplicate.ts';
import type { ViewListener, ViewReply } from './feature.ts';
import { logOutcome, referenceOf, referenceOfError } from './log-outcome.ts';
import { replaceView } from './open-view.ts';
import { type IsOutsider, workspaceOf } from './requester.ts';
import { typedIn, valuesOf } from './view-state.ts';
import { withTimeout } from './with-timeout.ts';

type Deps = {
  /** By callback id. */
  readonly views: ReadonlyMap<string, ViewListener>;
  readonly words: Translate;
  readonly log: Log;
  readonly slacks: Slacks;
  /** Ignores a submission that was delivered before. */
  readonly deliveries: Deduplicator;
  readonly isOutsider: IsOutsider;
  readonly asModal: (answer: Message) => ModalView;
};

/** Submitted forms. All work is done before the acknowledgement, which carries its result. */
export function registerViews(app: App, deps: Deps): void {
  const { views, words, log, slacks, deliveries, isOutsider, asModal } = deps;
  const showBelow = async (
    workspace: string,
    id: string,
    below: () => Message | Promise<Message>,
  ): Promise<void> => {
    const page = asModal(await below());
    return replaceView(await slacks(workspace), id, page);
  };
  app.view({ type: 'view_submission' }, async ({ ack, body, view, context }) => {
    const workspace = workspaceOf(context);
    const user = body.user.id;
    const handle = views.get(view.callback_id)?.accept({
      workspace,
      user,
      about: view.private_metadata,
      values: valuesOf(view.state),
      dedupeKey: view.id,
    });
    const route = handle ? view.callback_id : 'unknown form';
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
      logOutcome(context, route, 'answered');
      if (!reply) return await ack();
      const found = referenceOfError(context);
      if (reply.errors) {
        const errors = found ? namedErrors(words, reply.errors, found) : reply.errors;
        return await ack({ response_action: 'errors', errors });
      }
      const shown = reply.answer
        ? asModal(withReference(words, reply.answer, found))
        : reply.show && viewWithReference(words, reply.show, found);
      await (shown ? ack({ response_action: 'update', view: shown }) : ack());
      if (view.previous_view_id && reply.below)
        await showBelow(workspace, view.previous_view_id, reply.below).catch((error: unknown) =>
          log.warn({ err: error, route }, 'could not show what has changed below a form'),
        );
    } catch (error) {
      logOutcome(context, route, 'failed');
      const reference = referenceOf(context);
      log.error({ err: error, route, reference }, 'could not answer a view submission');
      await ack({ response_action: 'update', view: failure(undefined, reference) });
    }
  });
}

/** Errors below fields, each with the reference of the request. */
function namedErrors(
  words: Translate,
  errors: Readonly<Record<string, string>>,
  reference: string,
): Record<string, string> {
  const name = words('failure.reference', { reference });
  return Object.fromEntries(
    Object.entries(errors).map(([field, text]) => [field, `${text} ${name}`]),
  );
}
