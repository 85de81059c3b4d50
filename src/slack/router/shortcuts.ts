import type { App, MessageShortcut } from '@slack/bolt';
import type { Translate } from '../../i18n/catalogue.ts';
import type { Log } from '../../ports/log.ts';
import type { Slacks } from '../../ports/slack.ts';
import { failureView } from '../ui/failure.ts';
import type { Shortcut, ShortcutHandler } from './feature.ts';
import { logOutcome, referenceOf } from './log-outcome.ts';
import { openView } from './open-view.ts';
import { type IsOutsider, workspaceOf } from './requester.ts';

type Deps = {
  /** By callback id. */
  readonly shortcuts: ReadonlyMap<string, ShortcutHandler>;
  readonly words: Translate;
  readonly slacks: Slacks;
  readonly log: Log;
  readonly isOutsider: IsOutsider;
};

/** Shortcuts open views: a global one has no conversation to answer in. */
export function registerShortcuts(app: App, deps: Deps): void {
  const { shortcuts, words, slacks, log, isOutsider } = deps;
  for (const [id, handler] of shortcuts) {
    app.shortcut(id, async ({ shortcut, ack, context }) => {
      await ack();
      const workspace = workspaceOf(context);
      const user = shortcut.user.id;
      const answer = async () =>
        (await isOutsider(workspace, user, shortcut))
          ? { open: failureView(words, words('failure.title'), '', 'failure.outsider') }
          : handler({
              workspace,
              user,
              message: shortcut.type === 'message_action' ? messageOf(shortcut) : undefined,
            });
      try {
        const { open, fill }: Awaited<ReturnType<ShortcutHandler>> = await answer();
        if (open) {
          const slack = await slacks(workspace);
          const reference = referenceOf(context);
          await openView(slack, { words, log, reference }, shortcut.trigger_id, { open, fill });
        }
        logOutcome(context, id, 'answered');
      } catch (error) {
        logOutcome(context, id, 'failed');
        const reference = referenceOf(context);
        log.error({ err: error, route: id, reference }, 'could not answer a shortcut');
      }
    });
  }
}

function messageOf({ channel, message }: MessageShortcut): Shortcut['message'] {
  return {
    channel: channel.id,
    ts: message.ts,
    author: message.bot_id ? undefined : message.user,
  };
}
