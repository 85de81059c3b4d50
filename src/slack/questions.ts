import { setTimeout } from 'node:timers/promises';
import type { App, KnownEventFromType } from '@slack/bolt';
import type { GenericMessageEvent } from '@slack/types';
import type { Log } from '../ports.ts';
import type { Words } from '../words/catalogue.ts';
import { apology } from './apology.ts';
import type { Care } from './care.ts';
import type { Question } from './feature.ts';
import type { Message } from './message.ts';
import { typedText } from './mrkdwn.ts';
import type { RecentKeys } from './recent-keys.ts';
import { note } from './request-record.ts';

type Parts = {
  readonly ask: (question: Question) => Promise<Care>;
  readonly words: Words;
  readonly log: Log;
  readonly recent: RecentKeys;
};

/** The three ways to ask: the command, a mention in a channel or thread, a message to the app itself. */
export function connectQuestions(app: App, { ask, words, log, recent }: Parts): void {
  /** The answer, or the apology with the person's own text: either way there is one. */
  async function answerTo(question: Question, typed: string, context: object): Promise<Message> {
    try {
      const { route, answer } = await ask(question);
      note(context, `care ${route}`, 'answered');
      return answer;
    } catch (error) {
      note(context, 'care', 'failed');
      log.error({ err: error }, 'a question could not be answered');
      return apology(words, typed);
    }
  }

  app.command('/care', async ({ command, ack, context }) => {
    const text = typedText(command.text ?? '');
    const { team_id: workspace, user_id: user, channel_id: channel } = command;
    const question = { workspace, user, channel, text };
    await ack(forTheAskerAlone(await answerTo(question, `/care ${text}`.trim(), context)));
  });

  app.event('app_mention', async ({ event, body, client, context }) => {
    const { user, channel, thread_ts } = event;
    if (!user || event.bot_id || recent.has(body.event_id)) return;
    const text = withoutMention(event.text, context.botUserId);
    const answer = await answerTo({ workspace: body.team_id, user, channel, text }, text, context);
    const message = { channel, user, ...inThread(thread_ts), ...answer };
    await withPatience(() => client.chat.postEphemeral(message));
  });

  app.event('message', async ({ event, body, client, context }) => {
    if (event.channel_type !== 'im' || !isPersonal(event) || recent.has(body.event_id)) return;
    const { user, channel, thread_ts } = event;
    const text = withoutMention(event.text ?? '', context.botUserId);
    const answer = await answerTo({ workspace: body.team_id, user, channel, text }, text, context);
    const message = { channel, ...inThread(thread_ts), ...answer };
    await withPatience(() => client.chat.postMessage(message));
  });
}

type MessageEvent = KnownEventFromType<'message'>;

/** Something a person wrote: not an edit, not a bot, not a notice of Slack's. */
function isPersonal(event: MessageEvent): event is GenericMessageEvent {
  const kinds: readonly (string | undefined)[] = [undefined, 'file_share', 'thread_broadcast'];
  return kinds.includes(event.subtype) && !('bot_id' in event && event.bot_id);
}

/** What was typed beside the mention of the app. */
function withoutMention(text: string, botUserId: string | undefined): string {
  const mention = new RegExp(`<@${botUserId}(\\|[^>]*)?>`, 'g');
  return typedText(text.replace(mention, ' ')).trim();
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
