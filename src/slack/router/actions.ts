import type { App, BlockAction, RespondFn } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import type { Translate } from '../../i18n/catalogue.ts';
import type { Log } from '../../ports/log.ts';
import type { Slacks } from '../../ports/slack.ts';
import { digestOf } from '../../text/digest.ts';
import { withoutControls } from '../../text/without-controls.ts';
import { failureMessage, failureView, viewWithReference, withReference } from '../ui/failure.ts';
import type { Message } from '../ui/message.ts';
import { answerInModal, pageOf } from './answer-in-modal.ts';
import type { Deduplicator } from './deduplicate.ts';
import type { Action, ActionListener, ActionReply, PressHandler } from './feature.ts';
import { logOutcome, referenceOf, referenceOfError } from './log-outcome.ts';
import { openView, replaceView } from './open-view.ts';
import { type IsOutsider, workspaceOf } from './requester.ts';
import { typedIn, valuesOf } from './view-state.ts';

type Deps = {
  /** Keyed by the part of the action id before the "/". */
  readonly actions: ReadonlyMap<string, ActionListener>;
  readonly observers: readonly PressHandler[];
  readonly words: Translate;
  readonly slacks: Slacks;
  readonly log: Log;
  /** Ignores a second press of a button that posts (double tap). */
  readonly deduplicate: Deduplicator;
  /** Ignores a press that was delivered before. */
  readonly deliveries: Deduplicator;
  readonly isOutsider: IsOutsider;
  readonly asModal: (answer: Message) => ModalView;
};

type Control = BlockAction['actions'][number];

/**
 * Buttons, menus and form fields: acknowledged at once, then answered by the response URL, which
 * reaches every conversation, in the form they stand in, or in a modal where there is neither.
 */
export function registerActions(app: App, deps: Deps): void {
  const { actions, words, slacks, log, deduplicate, deliveries, isOutsider, asModal } = deps;
  app.action(
    { type: 'block_actions' },
    async ({ action: control, body, ack, respond, context }) => {
      await ack();
      const { view, trigger_id: trigger } = body;
      const page = pageOf(view);
      const form = page ? undefined : view;
      const action = parseAction(workspaceOf(context), body, control);
      const listener = actions.get(routeOf(control.action_id));
      const isHere = !page || !listener?.onlyInChannels;
      const handle = isHere ? listener?.accept(action) : undefined;
      const route = handle ? routeOf(control.action_id) : 'unknown button';
      // Slack also reports changes of form fields, which need no answer.
      if (!handle && form) return logOutcome(context, route, 'answered');
      if (!(await deliveries.claim(action.workspace, `press/${trigger}`)))
        return logOutcome(context, route, 'repeated');
      const key = pressKey(body, control.action_id, action.value);
      const reference = referenceOf(context);
      let isPosting = false;
      /** An error that a feature has apologised for. */
      const named = (reply: ActionReply): ActionReply => {
        const { show, tell, change } = reply;
        const found = referenceOfError(context);
        if (!found) return reply;
        return {
          ...reply,
          ...(show ? { show: withReference(words, show, found) } : {}),
          ...(tell && !show ? { tell: withReference(words, tell, found) } : {}),
          ...(change ? { change: viewWithReference(words, change, found) } : {}),
        };
      };
      const answer = async (): Promise<ActionReply> => {
        if (!handle) return { tell: failureMessage(words, '', 'failure.old-button') };
        const mayPress =
          listener?.forOutsiders || !(await isOutsider(action.workspace, action.user, body));
        if (mayPress) return named(await handle());
        return form
          ? { change: failureView(words, form.title.text, typedIn(form.state), 'failure.outsider') }
          : { tell: failureMessage(words, '', 'failure.outsider') };
      };
      try {
        if (page) {
          const typed = control.type === 'plain_text_input' ? withoutControls(action.value) : '';
          const apology = failureMessage(words, typed, undefined, reference);
          const slack = await slacks(action.workspace);
          const answering = { work: answer(), apology };
          await answerInModal({ slack, words, log, asModal, reference }, page, trigger, answering);
          logOutcome(context, route, 'answered');
          return note(deps, action);
        }
        const reply = await answer();
        const { open, fill, change } = reply;
        if (open) {
          const slack = await slacks(action.workspace);
          await openView(slack, { words, log, reference }, trigger, { open, fill });
        }
        if (change && form) await replaceView(await slacks(action.workspace), form.id, change);
        isPosting = reply.post !== undefined;
        const isRepeated = isPosting && !(await deduplicate.claim(action.workspace, key));
        if (!isRepeated && !form) await send(respond, reply, body.container.thread_ts);
        logOutcome(context, route, 'answered');
        if (!view) await note(deps, action);
      } catch (error) {
        if (isPosting) await deduplicate.release(action.workspace, key);
        logOutcome(context, route, 'failed');
        log.error({ err: error, route, reference }, 'could not answer an action');
        if (form) {
          const typed = typedIn(form.state);
          const failure = failureView(words, form.title.text, typed, undefined, reference);
          await replaceView(await slacks(action.workspace), form.id, failure);
          return;
        }
        if (page) return;
        const failureKey = isPosting ? 'failure.unsure' : undefined;
        await send(respond, { tell: failureMessage(words, '', failureKey, reference) });
      }
    },
  );
}

/** The part of an action id that names its route. */
export const routeOf = (actionId: string): string => actionId.split('/', 1)[0] ?? '';

/** Never rejects, as the press is answered. */
async function note({ observers, log }: Deps, { workspace, user, channel }: Action): Promise<void> {
  const results = await Promise.allSettled(
    observers.map((observe) => observe({ workspace, user, channel })),
  );
  for (const result of results)
    if (result.status === 'rejected') log.error({ err: result.reason }, 'could not note a press');
}

async function send(
  respond: RespondFn,
  { post, show, tell }: ActionReply,
  threadTs?: string,
): Promise<void> {
  const thread = threadTs ? { thread_ts: threadTs } : {};
  if (post) {
    await respond({ response_type: 'in_channel', replace_original: false, ...thread, ...post });
  }
  if (show) await respond({ replace_original: true, ...show });
  if (tell) {
    await respond({ response_type: 'ephemeral', replace_original: false, ...thread, ...tell });
  }
}

function parseAction(workspace: string, body: BlockAction, control: Control): Action {
  const { view, container, channel } = body;
  return {
    workspace,
    user: body.user.id,
    channel: channel?.id ?? '',
    value: controlValue(control),
    message: view ? undefined : { ts: String(container.message_ts ?? '') },
    form:
      view && !pageOf(view)
        ? { id: view.id, about: view.private_metadata, values: valuesOf(view.state) }
        : undefined,
  };
}

function controlValue(control: Control): string {
  if ('value' in control && typeof control.value === 'string') return control.value;
  if ('selected_option' in control) return control.selected_option?.value ?? '';
  return '';
}

/** Doesn't tell who pressed. */
function pressKey(body: BlockAction, actionId: string, value: string): string {
  const { user, channel, container } = body;
  return digestOf([user.id, channel?.id, container.message_ts, actionId, value].join('/'));
}
