import type { App, MessageShortcut } from '@slack/bolt';
import type { Translate } from '../../i18n/catalogue.ts';
import type { Log } from '../../ports/log.ts';
import type { Shortcut, ShortcutHandler } from './feature.ts';
import { logOutcome } from './log-outcome.ts';
import { openView } from './open-view.ts';

type Parts = {
  /** By callback id. */
  readonly shortcuts: ReadonlyMap<string, ShortcutHandler>;
  readonly words: Translate;
  readonly log: Log;
};

/** Shortcuts open forms: a global one has no conversation that an answer could go to. */
export function registerShortcuts(app: App, { shortcuts, words, log }: Parts): void {
  for (const [id, answer] of shortcuts) {
    app.shortcut(id, async ({ shortcut, ack, client, context }) => {
      await ack();
      try {
        const { open, fill } = await answer({
          workspace: shortcut.team?.id ?? shortcut.user.team_id ?? '',
          user: shortcut.user.id,
          message: shortcut.type === 'message_action' ? calledOn(shortcut) : undefined,
        });
        if (open) await openView(client, { words, log }, shortcut.trigger_id, { open, fill });
        logOutcome(context, id, 'answered');
      } catch (error) {
        logOutcome(context, id, 'failed');
        log.error({ err: error, route: id }, 'a shortcut could not be answered');
      }
    });
  }
}

function calledOn({ channel, message }: MessageShortcut): Shortcut['message'] {
  return {
    channel: channel.id,
    ts: message.ts,
    thread: typeof message.thread_ts === 'string' ? message.thread_ts : undefined,
    author: message.bot_id ? undefined : message.user,
  };
}
