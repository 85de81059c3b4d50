import type { App, RespondFn } from '@slack/bolt';
import type { Clock, Log } from '../ports.ts';
import type { Words } from '../words/catalogue.ts';
import { apology } from './apology.ts';
import { careGrammar } from './care.ts';
import type { Asker, Feature, Question, Reaction } from './feature.ts';
import type { Message } from './message.ts';
import { typedText } from './mrkdwn.ts';
import { recentKeys } from './recent-keys.ts';

type Parts = {
  readonly features: readonly Feature[];
  readonly search: (question: Question) => Message | Promise<Message>;
  readonly words: Words;
  readonly clock: Clock;
  readonly log: Log;
};

/** What the connection notes of the request, for its line in the log. */
type Noted = { record?: { what: string; outcome: string } };

/** What the app listens to; the manifest has to name the same. */
export const listensTo = { commands: ['/care'], events: ['app_mention'] } as const;

/** How long Slack may repeat an event, with some room: its last try comes after six minutes. */
const repeatWindow = 10 * 60_000;

/** Puts features on Slack: commands, mentions and buttons in, one acknowledgement and one answer out. */
export function connectFeatures(app: App, { features, search, words, clock, log }: Parts): void {
  const ask = careGrammar(features, search);
  const actions = new Map(features.flatMap((feature) => Object.entries(feature.actions)));
  const recent = recentKeys(clock, repeatWindow);

  /** The answer, or the apology with the person's own text: either way there is one. */
  async function answerTo(question: Question, typed: string, { record }: Noted): Promise<Message> {
    try {
      const { route, answer } = await ask(question);
      note(record, `care ${route}`, 'answered');
      return answer;
    } catch (error) {
      note(record, 'care', 'failed');
      log.error({ err: error }, 'a question could not be answered');
      return apology(words, typed);
    }
  }

  app.command('/care', async ({ command, ack, context }) => {
    const text = typedText(command.text ?? '');
    const asker = {
      workspace: command.team_id,
      user: command.user_id,
      channel: command.channel_id,
    };
    const answer = await answerTo({ ...asker, text }, `/care ${text}`.trim(), context as Noted);
    await ack(forTheAskerAlone(answer));
  });

  app.event('app_mention', async ({ event, body, client, context }) => {
    if (!event.user || recent.has(body.event_id)) return;
    const text = typedText(event.text.replaceAll(`<@${context.botUserId}>`, ' ')).trim();
    const asker = { workspace: body.team_id, user: event.user, channel: event.channel };
    const answer = await answerTo({ ...asker, text }, text, context as Noted);
    await client.chat.postEphemeral({
      channel: event.channel,
      user: event.user,
      ...(event.thread_ts ? { thread_ts: event.thread_ts } : {}),
      ...answer,
    });
  });

  app.action({ type: 'block_actions' }, async ({ action, body, ack, respond, context }) => {
    await ack();
    const { record } = context as Noted;
    const route = action.action_id.split('/', 1)[0] ?? '';
    const asker: Asker = {
      workspace: body.team?.id ?? body.user.team_id ?? '',
      user: body.user.id,
      channel: body.channel?.id ?? '',
    };
    const own = body.container?.is_ephemeral === true;
    const answer = actions.get(route);
    if (!answer) {
      note(record, 'unknown button', 'answered');
      return send(respond, { show: apology(words, '', 'failure.old-button') }, false);
    }
    /** A second tap on the same button while the first is still at work posts nothing twice. */
    const press = `${asker.user} ${body.container?.message_ts} ${action.action_id}`;
    try {
      const value = 'value' in action && typeof action.value === 'string' ? action.value : '';
      const reaction = await answer({ ...asker, value });
      await send(respond, reaction.post && recent.has(press) ? {} : reaction, own);
      note(record, route, 'answered');
    } catch (error) {
      note(record, route, 'failed');
      log.error({ err: error, route }, 'a button could not be answered');
      await send(respond, { show: apology(words, '') }, false);
    }
  });

  app.error(async (error) => {
    throw error;
  });
}

const acknowledgements = new WeakMap<Message, Message & { response_type: 'ephemeral' }>();

/** The same object for the same answer, so that it is written out for the wire once. */
function forTheAskerAlone(answer: Message): Message & { response_type: 'ephemeral' } {
  const known = acknowledgements.get(answer) ?? { response_type: 'ephemeral', ...answer };
  acknowledgements.set(answer, known);
  return known;
}

/** By the response URL, which reaches every conversation, also those the app is not in. */
async function send(respond: RespondFn, { post, show }: Reaction, own: boolean): Promise<void> {
  if (post) await respond({ response_type: 'in_channel', replace_original: false, ...post });
  if (show) await respond({ response_type: 'ephemeral', replace_original: own, ...show });
}

function note(record: Noted['record'], what: string, outcome: string): void {
  if (record) Object.assign(record, { what, outcome });
}
