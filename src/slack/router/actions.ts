import type { App, BlockAction, RespondFn } from '@slack/bolt';
import type { Translate } from '../../i18n/catalogue.ts';
import type { Log } from '../../ports/log.ts';
import type { Slacks } from '../../ports/slack.ts';
import { failureMessage, failureView } from '../ui/failure.ts';
import type { Deduplicator } from './deduplicate.ts';
import type { Action, ActionListener, ActionReply } from './feature.ts';
import { logOutcome } from './log-outcome.ts';
import { openView, replaceView } from './open-view.ts';
import { type IsOutsider, workspaceOf } from './requester.ts';
import { typedIn, valuesOf } from './view-state.ts';

type Deps = {
  /** Keyed by the part of the action id before the "/". */
  readonly actions: ReadonlyMap<string, ActionListener>;
  readonly words: Translate;
  readonly slacks: Slacks;
  readonly log: Log;
  /** Ignores a second press of a button that posts (double tap). */
  readonly deduplicate: Deduplicator;
  /** Ignores a press that was delivered before. */
  readonly deliveries: Deduplicator;
  readonly isOutsider: IsOutsider;
};

type Control = BlockAction['actions'][number];

/**
 * Buttons, menus and form fields: acknowledged at once, then answered by the response URL, which
 * reaches every conversation, or in the form they stand in.
 */
export function registerActions(app: App, deps: Deps): void {
  const { actions, words, slacks, log, deduplicate, deliveries, isOutsider } = deps;
  app.action(
    { type: 'block_actions' },
    async ({ action: control, body, ack, respond, context }) => {
      await ack();
      const route = control.action_id.split('/', 1)[0] ?? '';
      const { view } = body;
      const action = parseAction(workspaceOf(context), body, control);
      const listener = actions.get(route);
      const handle = listener?.accept(action);
      if (!handle) {
        logOutcome(context, 'unknown button', 'answered');
        // Slack also reports changes of form fields, which need no answer.
        if (!view) await send(respond, { tell: failureMessage(words, '', 'failure.old-button') });
        return;
      }
      if (!(await deliveries.claim(action.workspace, `press/${body.trigger_id}`))) {
        logOutcome(context, route, 'repeated');
        return;
      }
      const key = pressKey(body, control.action_id, action.value);
      let isPosting = false;
      const mayPress = async () =>
        listener?.forOutsiders || !(await isOutsider(action.workspace, action.user, body));
      const refusal = (): ActionReply =>
        view
          ? { change: failureView(words, view.title.text, typedIn(view.state), 'failure.outsider') }
          : { tell: failureMessage(words, '', 'failure.outsider') };
      try {
        const reply = (await mayPress()) ? await handle() : refusal();
        const { open, fill, change } = reply;
        if (open) {
          const slack = await slacks(action.workspace);
          await openView(slack, deps, body.trigger_id, { open, fill });
        }
        if (change && view) await replaceView(await slacks(action.workspace), view.id, change);
        isPosting = reply.post !== undefined;
        const isRepeated = isPosting && !(await deduplicate.claim(action.workspace, key));
        if (!isRepeated && !view) await send(respond, reply, body.container.thread_ts);
        logOutcome(context, route, 'answered');
      } catch (error) {
        if (isPosting) await deduplicate.release(action.workspace, key);
        logOutcome(context, route, 'failed');
        log.error({ err: error, route }, 'could not answer an action');
        if (view) {
          const failure = failureView(words, view.title.text, typedIn(view.state));
          await replaceView(await slacks(action.workspace), view.id, failure);
          return;
        }
        const failureKey = isPosting ? 'failure.unsure' : undefined;
        await send(respond, { tell: failureMessage(words, '', failureKey) });
      }
    },
  );
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
    form: view && {
      id: view.id,
      about: view.private_metadata,
      values: valuesOf(view.state),
    },
  };
}

function controlValue(control: Control): string {
  if ('value' in control && typeof control.value === 'string') return control.value;
  if ('selected_option' in control) return control.selected_option?.value ?? '';
  return '';
}

function pressKey(body: BlockAction, actionId: string, value: string): string {
  return [body.user.id, body.channel?.id, body.container.message_ts, actionId, value].join('/');
}
