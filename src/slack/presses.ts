import type { App, BlockAction, RespondFn } from '@slack/bolt';
import type { Log } from '../ports.ts';
import type { Words } from '../words/catalogue.ts';
import { apology } from './apology.ts';
import type { PressAnswer, Reaction } from './feature.ts';
import type { RecentKeys } from './recent-keys.ts';
import { note } from './request-record.ts';

type Parts = {
  /** By route. */
  readonly actions: ReadonlyMap<string, PressAnswer>;
  readonly words: Words;
  readonly log: Log;
  readonly recent: RecentKeys;
};

/** Buttons: acknowledged at once, then answered by the response URL, which reaches every conversation. */
export function connectPresses(app: App, { actions, words, log, recent }: Parts): void {
  app.action({ type: 'block_actions' }, async ({ action, body, ack, respond, client, context }) => {
    await ack();
    const route = action.action_id.split('/', 1)[0] ?? '';
    const answer = actions.get(route);
    if (!answer) {
      note(context, 'unknown button', 'answered');
      return carry(respond, { tell: apology(words, '', 'failure.old-button') });
    }
    const value = 'value' in action && typeof action.value === 'string' ? action.value : '';
    const press = pressKey(body, action.action_id, value);
    let posting = false;
    try {
      const reaction = await answer({ ...whoAndWhere(body), value });
      const { open: view } = reaction;
      if (view) await client.views.open({ trigger_id: body.trigger_id, view });
      posting = reaction.post !== undefined;
      const again = posting && recent.has(press);
      if (!again) await carry(respond, reaction, body.container.thread_ts);
      note(context, route, 'answered');
    } catch (error) {
      recent.forget(press);
      note(context, route, 'failed');
      log.error({ err: error, route }, 'a button could not be answered');
      await carry(respond, { tell: apology(words, '', posting ? 'failure.unsure' : undefined) });
    }
  });
}

async function carry(
  respond: RespondFn,
  { post, show, tell }: Reaction,
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

function whoAndWhere(body: BlockAction) {
  return {
    workspace: body.team?.id ?? body.user.team_id ?? '',
    user: body.user.id,
    channel: body.channel?.id ?? '',
  };
}

function pressKey(body: BlockAction, actionId: string, value: string): string {
  return [body.user.id, body.channel?.id, body.container.message_ts, actionId, value].join(' ');
}
