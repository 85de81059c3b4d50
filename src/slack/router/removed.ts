import type { AnyMiddlewareArgs, Middleware } from '@slack/bolt';
import type { Translate } from '../../i18n/catalogue.ts';
import type { Log } from '../../ports/log.ts';
import { paragraph } from '../ui/blocks.ts';
import { message } from '../ui/message.ts';
import { logOutcome } from './log-outcome.ts';

/**
 * A workspace that the app was removed from is served nothing and nothing of it is stored, whatever
 * is still under way or pressed on an old message.
 */
export function answerRemoved({
  words,
  log,
}: {
  readonly words: Translate;
  readonly log: Log;
}): Middleware<AnyMiddlewareArgs> {
  return async ({ context, body, next, ...args }) => {
    if (context.isRemoved !== true) return next();
    logOutcome(context, 'removed', 'refused');
    log.warn({ workspace: context.teamId }, 'a request from a workspace without the app');
    if (!('ack' in args)) return;
    const ack = args.ack as (answer?: object) => Promise<void>;
    const isCommand = 'command' in body;
    await (isCommand
      ? ack({ response_type: 'ephemeral', ...message([paragraph(words('failure.removed'))]) })
      : ack());
  };
}
