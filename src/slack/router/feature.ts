import type { ModalView } from '@slack/types';
import type { Reading } from '../../i18n/rewriting.ts';
import type { Option } from '../ui/fields.ts';
import type { Message } from '../ui/message.ts';

/** The person who triggered something, and where. */
type Origin = {
  readonly workspace: string;
  readonly user: string;
  readonly channel: string;
};

/** A text typed after a slash command or a mention, or in a direct message to the app. */
export type Command = Origin & {
  /** As it is read: `normalizeTyped`, with names in place of ids. */
  readonly text: string;
  /** As Slack delivers it: escaped, with mentions of people and channels by their ids. */
  readonly raw: string;
  /** The same for every delivery of this command, and for no other. */
  readonly dedupeKey: string;
  /** For a search: the command that may be meant; what it returns depends on the day as well. */
  readonly suggest?: () => Suggested;
  /** Whether everyone in the channel reads it, as it is a message that mentions the app. */
  readonly isMention?: boolean;
};

/** Commands that a line may be meant for in which no command was found. */
export type Suggested = {
  /** The command word that a word with a typo may stand for. */
  readonly meant?: string | undefined;
  /** The command that lacks its first words, as in "Monday at 9:00". */
  readonly hint?: string | undefined;
};

/**
 * A form instead of a message. Only a slash command can open one; a mention gets the message
 * instead, which should hold a button for it. A view that takes longer than Slack waits comes from
 * `fill`, and replaces the form; without one the form stays.
 */
export type ModalReply = {
  readonly open: ModalView;
  readonly fill?: (() => Promise<ModalView | undefined>) | undefined;
  readonly instead: Message;
  /** The same for a mention, with names that Slack has to be asked for. Must not reject. */
  readonly insteadNamed?: (() => Promise<Message>) | undefined;
};
export type Reply = Message | ModalReply;

/** What follows a command word of `/care`. */
export type CareCommand = Command & {
  /** All that was typed behind `/care`, to be shown again. */
  readonly line: string;
  /** `text` in the words that the parsers know, in each language it may be in, the likeliest first. */
  readonly readings: readonly Reading[];
};

/** `undefined` if the text doesn't fit the command word: then all of it is a search. */
export type CareHandler = (command: CareCommand) => Reply | undefined | Promise<Reply | undefined>;
export type CommandHandler = (command: Command) => Reply | Promise<Reply>;

/** By field name: a text, option value, date or id; a list if several may be chosen. */
export type ViewValues = Readonly<Record<string, string | readonly string[]>>;

/**
 * A pressed button, a choice in a menu or a changed field; `value` is the control's own. On the Home
 * tab, in an answer to a press there, and in a form there is no channel: it is empty.
 */
export type Action<Value = string> = Origin & {
  readonly value: Value;
  /** The message that holds the control, if it is in one. */
  readonly message: { readonly ts: string } | undefined;
  /** The form that holds the control, if it is in one. */
  readonly form:
    | { readonly id: string; readonly about: string; readonly values: ViewValues }
    | undefined;
};

/**
 * `show` replaces the private message that holds the control; `tell` is a new private message, for
 * controls that others see too; `post` goes to the channel for everyone; `open` opens a form;
 * `change` replaces the form that holds the control. A trigger is valid for three seconds, so a
 * handler that opens a form looks nothing up first: `fill` does, and its view replaces the form.
 * Where there is no conversation, `show` and `tell` are modals instead.
 */
export type ActionReply = {
  readonly show?: Message;
  readonly tell?: Message;
  readonly post?: Message;
  readonly open?: ModalView;
  readonly fill?: () => Promise<ModalView | undefined>;
  readonly change?: ModalView;
};
export type ActionHandler<Value = string> = (
  action: Action<Value>,
) => ActionReply | Promise<ActionReply>;

/** Learns of a press after it was answered, whichever feature answers it. */
export type PressHandler = (press: Origin) => Promise<void>;

/** A handler in a feature's table; `accept` returns `undefined` for a value that doesn't fit. */
export type ActionListener = {
  readonly id: string;
  /** Whether people of other companies may use it, in a channel that is shared with them. */
  readonly forOutsiders?: boolean;
  /** Whether it needs a conversation; it is left out of answers to a press on the Home tab. */
  readonly onlyInChannels?: boolean;
  readonly accept: (action: Action) => (() => ActionReply | Promise<ActionReply>) | undefined;
};

/** A global shortcut, or one on a message; then `message` is that message. */
export type Shortcut = Omit<Origin, 'channel'> & {
  readonly message:
    | {
        readonly channel: string;
        readonly ts: string;
        /** The author's id; `undefined` if an app or Slack itself wrote it. */
        readonly author: string | undefined;
      }
    | undefined;
};
export type ShortcutHandler = (
  shortcut: Shortcut,
) => Pick<ActionReply, 'open' | 'fill'> | Promise<Pick<ActionReply, 'open' | 'fill'>>;

/** The letters typed into an external select menu. */
export type OptionsQuery = Omit<Origin, 'channel'> & { readonly text: string };
export type OptionsListener = {
  readonly id: string;
  readonly handler: (query: OptionsQuery) => Promise<readonly Option[]>;
};

/** A submitted form: its values, and its private metadata as `about`. */
export type ViewSubmission<About = string> = {
  readonly workspace: string;
  readonly user: string;
  readonly about: About;
  readonly values: ViewValues;
  /** The same for every delivery of this submission. */
  readonly dedupeKey: string;
};

/**
 * Errors by field; or a view, or an answer, that replaces the form; or neither, and the form closes.
 * `below` is what the page from which the form was opened shows then, if it is one. A handler has
 * two and a half seconds for all it does, since Slack waits three.
 */
export type ViewReply =
  | { readonly errors: Record<string, string> }
  | {
      readonly errors?: never;
      readonly show?: ModalView;
      readonly answer?: Message;
      readonly below?: () => Message | Promise<Message>;
    }
  | undefined;
export type ViewHandler<About = string> = (
  submission: ViewSubmission<About>,
) => ViewReply | Promise<ViewReply>;

/** A handler in a feature's table; `accept` returns `undefined` for metadata that don't fit. */
export type ViewListener = {
  readonly id: string;
  readonly accept: (
    submission: ViewSubmission,
  ) => (() => ViewReply | Promise<ViewReply>) | undefined;
};

/** Events about what became of a channel. */
export type ChannelEventName =
  | 'channel_left'
  | 'group_left'
  | 'channel_archive'
  | 'group_archive'
  | 'channel_deleted'
  | 'group_deleted';

/**
 * The Slack events that a feature can handle, and what it learns. Channel events are handled once;
 * the others are too many to be noted, and may arrive more than once.
 */
type Events = Readonly<Record<ChannelEventName, About>> & {
  readonly user_change: About & { readonly locale: string | undefined };
  /** Opened one of the app's own tabs; `hash` is that of the Home published before. */
  readonly app_home_opened: Omit<Origin, 'channel'> & {
    readonly tab: 'home' | 'messages';
    readonly hash: string | undefined;
  };
  readonly member_joined_channel: Origin & {
    /** Whether it is the app itself that joined. */
    readonly isApp: boolean;
  };
};
type About = {
  readonly workspace: string;
  /** The id of what the event is about: a user for `user_change`, otherwise a channel. */
  readonly id: string;
};

export type EventName = keyof Events;
export type EventHandler<Name extends EventName = ChannelEventName | 'user_change'> = (
  event: Events[Name],
) => Promise<void>;

/** One noun of the product: a table of everything that Slack can trigger in it. */
export type Feature = {
  /** By the first word after `/care`; `text` is what follows it. '' answers `/care` alone. */
  readonly care?: Readonly<Record<string, CareHandler>>;
  /** The command that a line may lack the first words of, for one in which no command is found. */
  readonly hint?: (readings: readonly Reading[]) => string | undefined;
  /** Other slash commands, such as `/shoutout`. */
  readonly commands?: Readonly<Record<string, CommandHandler>>;
  /** Made with `action` or `select`. */
  readonly actions?: readonly ActionListener[];
  /** For every control that is used in a message or on the Home tab. */
  readonly pressed?: PressHandler;
  /** Made with `select`. */
  readonly options?: readonly OptionsListener[];
  /** By callback id. */
  readonly shortcuts?: Readonly<Record<string, ShortcutHandler>>;
  /** Made with `view`. */
  readonly views?: readonly ViewListener[];
  readonly events?: { readonly [Name in EventName]?: EventHandler<Name> };
};
