import { setTimeout } from 'node:timers/promises';
import type { App, KnownEventFromType } from '@slack/bolt';
import type { GenericMessageEvent } from '@slack/types';
import type { Translate } from '../../i18n/catalogue.ts';
import type { Log } from '../../ports/log.ts';
import type { Message } from '../ui/message.ts';
import { typedText } from '../ui/mrkdwn.ts';
import { apology } from './apology.ts';
import type { CareReply } from './care-command.ts';
import type { Deduplicator } from './deduplicate.ts';
import type { Command, CommandHandler, Reply } from './feature.ts';
import { logOutcome } from './log-outcome.ts';
import { fillView, openNow } from './open-view.ts';
import { ackTimeout, TimeoutError, withTimeout } from './with-timeout.ts';

type Parts = {
  readonly ask: (question: Command) => Promise<CareReply>;
  /** Commands beside `/care`, by their names. */
  readonly commands: ReadonlyMap<string, CommandHandler>;
  readonly words: Translate;
  readonly log: Log;
  readonly deduplicate: Deduplicator;
};

/** The three ways to ask: a command, a mention in a channel or thread, a message to the app itself. */
export function registerCommands(
  app: App,
  { ask, commands, words, log, deduplicate }: Parts,
): void {
  /** The answer, or the apology with the person's own text: either way there is one. */
  async function answered(
    what: string,
    answering: () => Promise<CareReply>,
    typed: string,
    context: object,
  ): Promise<Reply> {
    try {
      const { route, answer } = await answering();
      logOutcome(context, route, 'answered');
      return answer;
    } catch (error) {
      logOutcome(context, what, 'failed');
      log.error({ err: error, what }, 'a question could not be answered');
      return apology(words, typed, error instanceof TimeoutError ? 'failure.slow' : undefined);
    }
  }

  const care = async (question: Command): Promise<CareReply> => {
    const { route, answer } = await ask(question);
    return { route: `care ${route}`, answer };
  };

  function listenTo(name: string, answer: (question: Command) => Promise<CareReply>): void {
    app.command(name, async ({ command, ack, client, context }) => {
      const raw = command.text ?? '';
      const text = typedText(raw);
      const { team_id: workspace, user_id: user, channel_id: channel, trigger_id } = command;
      const question = { workspace, user, channel, text, raw, dedupeKey: trigger_id };
      const typed = `${name} ${text}`.trim();
      const end = performance.now() + ackTimeout;
      const given = await answered(
        name.slice(1),
        () => withTimeout(answer(question)),
        typed,
        context,
      );
      if (!('open' in given)) return ack(forTheAskerAlone(given));
      let view: string | undefined;
      try {
        view = await openNow(client, trigger_id, given, end - performance.now());
      } catch (error) {
        log.error({ err: error, route: name }, 'a form could not be opened');
        return ack(forTheAskerAlone(given.instead));
      }
      await ack();
      await fillView(client, { words, log }, view, given);
    });
  }

  listenTo('/care', care);
  for (const [name, answer] of commands) {
    listenTo(name, async (question) => ({ route: name, answer: await answer(question) }));
  }

  app.event('app_mention', async ({ event, body, client, context }) => {
    const { user, channel, thread_ts } = event;
    if (!user || event.bot_id || !(await deduplicate.first(body.team_id, body.event_id))) return;
    const question = {
      ...wordsIn(event.text, context.botUserId),
      ...{ workspace: body.team_id, user, channel, dedupeKey: body.event_id, thread: thread_ts },
    };
    const answer = await answered('care', () => care(question), question.text, context);
    const message = { channel, user, ...inThread(thread_ts), ...asMessage(answer) };
    await withPatience(() => client.chat.postEphemeral(message));
  });

  app.event('message', async ({ event, body, client, context }) => {
    if (event.channel_type !== 'im' || !isPersonal(event)) return;
    if (!(await deduplicate.first(body.team_id, body.event_id))) return;
    const { user, channel, thread_ts } = event;
    const question = {
      ...wordsIn(event.text ?? '', context.botUserId),
      ...{ workspace: body.team_id, user, channel, dedupeKey: body.event_id, thread: thread_ts },
    };
    const answer = await answered('care', () => care(question), question.text, context);
    const message = { channel, ...inThread(thread_ts), ...asMessage(answer) };
    await withPatience(() => client.chat.postMessage(message));
  });
}

type MessageEvent = KnownEventFromType<'message'>;

/** Something a person wrote: not an edit, not a bot, not a notice of Slack's. */
function isPersonal(event: MessageEvent): event is GenericMessageEvent {
  const kinds: readonly (string | undefined)[] = [undefined, 'file_share', 'thread_broadcast'];
  return kinds.includes(event.subtype) && !('bot_id' in event && event.bot_id);
}

/** What was written beside the mention of the app. */
function wordsIn(written: string, botUserId: string | undefined) {
  const mention = new RegExp(`<@${botUserId}(\\|[^>]*)?>`, 'g');
  const raw = written.replace(mention, ' ').trim();
  return { raw, text: typedText(raw).trim() };
}

function asMessage(answer: Reply): Message {
  return 'open' in answer ? answer.instead : answer;
}

const inThread = (thread_ts: string | undefined) => (thread_ts ? { thread_ts } : {});

/** Seconds that somebody who asked in a channel will wait. */
const longestWait = 5;

/** A call over the rate limit was certainly not made, so it is made once more when Slack says it may be. */
async function withPatience<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    const seconds =
      (error as { readonly retryAfter?: number }).retryAfter ?? Number.POSITIVE_INFINITY;
    if (seconds > longestWait) throw error;
    await setTimeout(seconds * 1000);
    return call();
  }
}

const acknowledgements = new WeakMap<Message, Message & { response_type: 'ephemeral' }>();

/** The same object for the same answer, so that it is written out for the wire once. */
function forTheAskerAlone(answer: Message): Message & { response_type: 'ephemeral' } {
  const known = acknowledgements.get(answer) ?? { response_type: 'ephemeral', ...answer };
  acknowledgements.set(answer, known);
  return known;
}
