import { setTimeout } from 'node:timers/promises';
import type {
  AllMiddlewareArgs,
  App,
  KnownEventFromType,
  SlackCommandMiddlewareArgs,
} from '@slack/bolt';
import type { GenericMessageEvent } from '@slack/types';
import type { Translate } from '../../i18n/catalogue.ts';
import type { Grammar } from '../../i18n/grammar.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import { SlackFailure, type Slacks } from '../../ports/slack.ts';
import { normalizeTyped } from '../../text/normalize.ts';
import { paragraph } from '../ui/blocks.ts';
import { failureMessage, typedTextBlock, withReference } from '../ui/failure.ts';
import { type Message, message } from '../ui/message.ts';
import { typedText } from '../ui/mrkdwn.ts';
import type { CareReply } from './care-command.ts';
import type { Deduplicator } from './deduplicate.ts';
import type { Command, CommandHandler, Reply } from './feature.ts';
import { logOutcome, referenceOf, referenceOfError } from './log-outcome.ts';
import { fillView, openNow } from './open-view.ts';
import { type IsOutsider, workspaceOf } from './requester.ts';
import { ackTimeout, TimeoutError, withTimeout } from './with-timeout.ts';

/** UTF-16 code units as Slack delivers them; no command needs more. */
const maxTypedLength = 8000;

/** A command before it is read. */
type CommandSource = Omit<Command, 'text'>;

const textOf = (raw: string): string => typedText(normalizeTyped(raw)).trim();

const helpWord = /^\W{0,9}(?:help|\?)\W{0,9}$/i;

/** Characters; a longer text is no word for help. */
const maxHelpLength = 40;

type Deps = {
  readonly care: (command: Command) => Promise<CareReply>;
  /** Slash commands other than `/care`, by name. */
  readonly commands: ReadonlyMap<string, CommandHandler>;
  readonly words: Translate;
  readonly grammars: () => readonly Grammar[];
  readonly slacks: Slacks;
  readonly log: Log;
  readonly deduplicate: Deduplicator;
  /** Milliseconds for which `deduplicate` remembers. */
  readonly window: number;
  readonly clock: Clock;
  readonly isOutsider: IsOutsider;
};

/** Slash commands, mentions in a channel or thread, and direct messages to the app. */
export function registerCommands(app: App, deps: Deps): void {
  const { commands, words, slacks, log, deduplicate, isOutsider } = deps;

  type Request = {
    readonly command: CommandSource;
    readonly body: object;
    readonly context: object;
    /** Milliseconds. */
    readonly within?: number;
  };

  /** The reply, or an apology with the typed text; never rejects. */
  async function replyOf(
    name: string,
    answer: (command: CommandSource) => Promise<CareReply>,
    { command, body, context, within }: Request,
    typed: () => string = () => typedText(command.raw),
  ): Promise<Reply> {
    const work = async (): Promise<CareReply> =>
      (await isOutsider(command.workspace, command.user, body))
        ? { route: 'outsider', reply: failureMessage(words, typed(), 'failure.outsider') }
        : answer(command);
    try {
      const { route, reply } = await (within === undefined ? work() : withTimeout(work(), within));
      logOutcome(context, route, 'answered');
      return 'open' in reply ? reply : withReference(words, reply, referenceOfError(context));
    } catch (error) {
      logOutcome(context, name, 'failed');
      const reference = referenceOf(context);
      log.error({ err: error, what: name, reference }, 'could not answer a command');
      const key = error instanceof TimeoutError ? 'failure.slow' : undefined;
      return failureMessage(words, typed(), key, reference);
    }
  }

  /**
   * False for a message that was told before, in whatever way: a retry, an edit (with a new event
   * id), a second mention in it, a broadcast from a thread. Edits of older messages don't count.
   */
  async function isNew(workspace: string, told: Told): Promise<boolean> {
    const age = deps.clock.now() - Number(told.ts) * 1000;
    if (told.edited && age > deps.window) return false;
    return deduplicate.claim(workspace, messageKey(told));
  }

  /** A text that is too long is refused before any pattern sees it. */
  const careFor = async (command: CommandSource, isMessage = false): Promise<CareReply> => {
    if (command.raw.length > maxTypedLength) return tooLong(command.raw, isMessage);
    const { route, reply } = await deps.care({ ...command, text: textOf(command.raw) });
    return { route: `care ${route}`, reply };
  };

  const careForMessage = (command: CommandSource) => careFor(command, true);

  const tooLong = (raw: string, isMessage = false): CareReply => {
    const values = { count: raw.length, most: maxTypedLength };
    const lead = paragraph(words('failure.too-long', values));
    // A message of the person's own still stands in its conversation; a command is gone.
    const typed = isMessage ? undefined : typedText(raw);
    return { route: 'too long', reply: message([lead, ...typedTextBlock(words, typed)]) };
  };

  const isHelp = (text: string): boolean =>
    text.length < maxHelpLength &&
    deps.grammars().some((grammar) => helpWord.test(grammar.read('help', text).text));

  const slashCommands = new Map<string, (request: SlashCommandRequest) => Promise<void>>();

  function register(name: string, answer: (command: CommandSource) => Promise<CareReply>): void {
    slashCommands.set(name, async ({ command: body, ack, context }) => {
      const deadline = performance.now() + ackTimeout;
      const raw = body.text ?? '';
      const { user_id: user, channel_id: channel, trigger_id } = body;
      const workspace = workspaceOf(context);
      const command = { workspace, user, channel, raw, dedupeKey: trigger_id };
      const reply = await replyOf(
        name.slice(1),
        answer,
        { command, body, context, within: ackTimeout },
        () => `${name} ${typedText(raw)}`.trim(),
      );
      if (!('open' in reply)) return ack(ephemeral(reply));
      const slack = await slacks(workspace);
      let view: string;
      try {
        view = await openNow(slack, trigger_id, reply, deadline - performance.now());
      } catch (error) {
        log.error({ err: error, route: name }, 'could not open a view');
        return ack(ephemeral(reply.instead));
      }
      await ack();
      await fillView(slack, { words, log, reference: referenceOf(context) }, view, reply);
    });
  }

  register('/care', (command) => careFor(command));
  for (const [name, handler] of commands) {
    register(name, async (source) => {
      const { raw } = source;
      if (raw.length > maxTypedLength) return tooLong(raw);
      const text = textOf(raw);
      // "/shoutout help" is "/care help shoutout".
      if (isHelp(text)) return careFor({ ...source, raw: `help ${name.slice(1)}` });
      return { route: name, reply: await handler({ ...source, text }) };
    });
  }

  // Bolt tries its listeners, two dozen here, one by one on every request; this comes before them.
  app.use(async (request) => {
    const answer = isSlashCommand(request) && slashCommands.get(request.command.command);
    await (answer ? answer(request) : request.next());
  });

  app.event('app_mention', async ({ event, body, context }) => {
    const { user, channel, thread_ts: thread } = event;
    const workspace = workspaceOf(context);
    if (!user || event.bot_id || !(await isNew(workspace, event))) return;
    const raw = withoutMention(event.text, context.botUserId);
    const dedupeKey = messageKey(event);
    const command = { raw, workspace, user, channel, dedupeKey, isMention: true };
    const reply = await messageOf(
      await replyOf('care', careForMessage, { command, body, context }),
    );
    const slack = await slacks(workspace);
    await afterLimits(() => slack.tell({ channel, thread, user }, reply));
  });

  app.event('message', async ({ event, body, context }) => {
    if (event.channel_type !== 'im' || !isWrittenByPerson(event)) return;
    const workspace = workspaceOf(context);
    if (!(await isNew(workspace, event))) return;
    const { user, channel, thread_ts: thread } = event;
    const raw = withoutMention(event.text ?? '', context.botUserId);
    const command = { raw, workspace, user, channel, dedupeKey: messageKey(event) };
    const reply = await messageOf(
      await replyOf('care', careForMessage, { command, body, context }),
    );
    const slack = await slacks(workspace);
    await afterLimits(() => slack.post({ channel, thread }, reply));
  });
}

type SlashCommandRequest = SlackCommandMiddlewareArgs & AllMiddlewareArgs;

const isSlashCommand = (request: object): request is SlashCommandRequest => 'command' in request;

/** A message in an event. */
type Told = { readonly channel: string; readonly ts: string; readonly edited?: unknown };

const messageKey = ({ channel, ts }: Told): string => `${channel}.${ts}`;

type MessageEvent = KnownEventFromType<'message'>;

const personSubtypes: readonly (string | undefined)[] = [
  undefined,
  'file_share',
  'thread_broadcast',
];

/** Leaves out edits, bots and Slack's own notices. */
function isWrittenByPerson(event: MessageEvent): event is GenericMessageEvent {
  return personSubtypes.includes(event.subtype) && !('bot_id' in event && event.bot_id);
}

function withoutMention(written: string, botUserId: string | undefined): string {
  const mention = new RegExp(`<@${botUserId}(\\|[^<>]*)?>`, 'g');
  return written.replace(mention, ' ').trim();
}

/** A message for where no form can open. */
async function messageOf(reply: Reply): Promise<Message> {
  if (!('open' in reply)) return reply;
  return reply.insteadNamed ? reply.insteadNamed() : reply.instead;
}

/** Seconds that a reply waits for Slack's rate limit, in all. */
const longestRetryWait = 5;

/** Repeats a call that Slack's rate limit stopped: it was certainly not made. */
async function afterLimits<T>(call: () => Promise<T>): Promise<T> {
  let left = longestRetryWait;
  for (;;) {
    try {
      return await call();
    } catch (error) {
      // A timer may end a millisecond before the limit does, which then lasts another second.
      const seconds = error instanceof SlackFailure ? error.retryAfter : undefined;
      if (seconds === undefined || seconds > left) throw error;
      left -= Math.max(seconds, 1);
      await setTimeout(seconds * 1000);
    }
  }
}

const acknowledgements = new WeakMap<Message, Message & { response_type: 'ephemeral' }>();

/** The same object for the same message, so that it is serialised once. */
function ephemeral(message: Message): Message & { response_type: 'ephemeral' } {
  const known = acknowledgements.get(message) ?? { response_type: 'ephemeral', ...message };
  acknowledgements.set(message, known);
  return known;
}
