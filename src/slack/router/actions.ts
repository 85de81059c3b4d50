import type { App, BlockAction, RespondFn } from '@slack/bolt';
import type { Translate } from '../../i18n/catalogue.ts';
import type { Log } from '../../ports/log.ts';
import { failedView } from '../ui/views.ts';
import { apology } from './apology.ts';
import type { Deduplicator } from './deduplicate.ts';
import type { Action, ActionListener, ActionReply } from './feature.ts';
import { logOutcome } from './log-outcome.ts';
import { openView, replaceView } from './open-view.ts';
import { typedIn, valuesOf } from './view-state.ts';

type Parts = {
  /** By the action id up to its `/`. */
  readonly actions: ReadonlyMap<string, ActionListener>;
  readonly words: Translate;
  readonly log: Log;
  /** A button that posts is pressed twice by a nervous thumb, not on purpose. */
  readonly deduplicate: Deduplicator;
};

/** Controls: acknowledged at once, then answered by the response URL, which reaches every conversation, or in the form they stand in. */
export function registerActions(app: App, { actions, words, log, deduplicate }: Parts): void {
  app.action({ type: 'block_actions' }, async ({ action, body, ack, respond, client, context }) => {
    await ack();
    const route = action.action_id.split('/', 1)[0] ?? '';
    const { view } = body;
    const press = pressOf(body, action);
    const answer = actions.get(route)?.accept(press);
    if (!answer) {
      logOutcome(context, 'unknown button', 'answered');
      // A field that changes in a form is heard of too, and is no matter.
      if (!view) await carry(respond, { tell: apology(words, '', 'failure.old-button') });
      return;
    }
    const key = pressKey(body, action.action_id, press.value);
    let posting = false;
    try {
      const reaction = await answer();
      const { open, fill, change } = reaction;
      if (open) await openView(client, { words, log }, body.trigger_id, { open, fill });
      if (change && view) await replaceView(client, view.id, change);
      posting = reaction.post !== undefined;
      const again = posting && !(await deduplicate.first(press.workspace, key));
      if (!again && !view) await carry(respond, reaction, body.container.thread_ts);
      logOutcome(context, route, 'answered');
    } catch (error) {
      if (posting) await deduplicate.forget(press.workspace, key);
      logOutcome(context, route, 'failed');
      log.error({ err: error, route }, 'a button could not be answered');
      if (view) {
        const sorry = failedView(words, view.title.text, typedIn(view.state));
        await replaceView(client, view.id, sorry);
        return;
      }
      await carry(respond, { tell: apology(words, '', posting ? 'failure.unsure' : undefined) });
    }
  });
}

async function carry(
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

function pressOf(body: BlockAction, action: BlockAction['actions'][number]): Action {
  const { view, container, channel } = body;
  return {
    workspace: body.team?.id ?? body.user.team_id ?? '',
    user: body.user.id,
    channel: channel?.id ?? '',
    value: pressedValue(action),
    message: view
      ? undefined
      : { ts: String(container.message_ts ?? ''), thread: container.thread_ts },
    form: view && {
      id: view.id,
      about: view.private_metadata,
      values: valuesOf(view.state),
    },
  };
}

function pressedValue(action: BlockAction['actions'][number]): string {
  if ('value' in action && typeof action.value === 'string') return action.value;
  if ('selected_option' in action) return action.selected_option?.value ?? '';
  return '';
}

function pressKey(body: BlockAction, actionId: string, value: string): string {
  return [body.user.id, body.channel?.id, body.container.message_ts, actionId, value].join('/');
}
