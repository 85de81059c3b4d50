import type { ModalView } from '@slack/types';
import type { Message } from '../ui/message.ts';

/** Who asks, and where. */
type Asker = {
  readonly workspace: string;
  readonly user: string;
  readonly channel: string;
};

/** What somebody typed after a command or a mention. */
export type Command = Asker & {
  /** As they typed it. */
  readonly text: string;
  /** As Slack wrote it: escaped, with mentions of people and channels by their ids. */
  readonly raw: string;
  /** The same when Slack brings the same thing again, and never for anything else. */
  readonly dedupeKey: string;
  /** The thread it was asked in; commands are never in one. */
  readonly thread?: string | undefined;
};

/**
 * A form instead of a message. Only a command can open one; a mention gets the message, which should hold a button for it. What
 * takes longer to find out than Slack waits comes from `fill`, and takes the place of the form.
 */
export type ModalReply = {
  readonly open: ModalView;
  readonly fill?: (() => Promise<ModalView>) | undefined;
  readonly instead: Message;
};
export type Reply = Message | ModalReply;

/** `undefined`: the words after the command word do not fit it, so they are a search. */
export type CareHandler = (question: Command) => Reply | undefined | Promise<Reply | undefined>;
export type CommandHandler = (question: Command) => Reply | Promise<Reply>;

/** What was filled in by the names of the fields: a text, an option's value, a date; ids or values where several may be chosen. */
export type ViewValues = Readonly<Record<string, string | readonly string[]>>;

/** A pressed button, or something chosen; `value` is what the control was given. */
export type Action<Value = string> = Asker & {
  readonly value: Value;
  /** The message it stands in, for a control in a message. */
  readonly message: { readonly ts: string; readonly thread: string | undefined } | undefined;
  /** The form it stands in, for a control in a form. */
  readonly form:
    | { readonly id: string; readonly about: string; readonly values: ViewValues }
    | undefined;
};

/**
 * What pressing a button does. `show` takes the place of the private message it stood in; `tell` is a new private answer, for
 * buttons that others see too; `post` goes to the channel for everyone; `open` is a form; `change` takes the place of the form it
 * stood in. Slack lets a form be opened within three seconds of the press, so an answer that opens one looks nothing up first:
 * `fill` does, and what it gives takes the place of the form.
 */
export type ActionReply = {
  readonly show?: Message;
  readonly tell?: Message;
  readonly post?: Message;
  readonly open?: ModalView;
  readonly fill?: () => Promise<ModalView>;
  readonly change?: ModalView;
};
export type ActionHandler<Value = string> = (
  action: Action<Value>,
) => ActionReply | Promise<ActionReply>;

/** A handler in a feature's table; `accept` gives `undefined` for a value that doesn't fit. */
export type ActionListener = {
  readonly id: string;
  readonly accept: (action: Action) => (() => ActionReply | Promise<ActionReply>) | undefined;
};

/** A shortcut, from a message's menu or from anywhere; `message` is the one it was called on. */
export type Shortcut = Omit<Asker, 'channel'> & {
  readonly message:
    | {
        readonly channel: string;
        readonly ts: string;
        readonly thread: string | undefined;
        /** The author's id; `undefined` where an app or Slack itself wrote it. */
        readonly author: string | undefined;
      }
    | undefined;
};
export type ShortcutHandler = (
  shortcut: Shortcut,
) => Pick<ActionReply, 'open' | 'fill'> | Promise<Pick<ActionReply, 'open' | 'fill'>>;

/** What is offered for the letters typed into a menu that is too long to show. At most 100. */
export type Option = { readonly text: string; readonly value: string };
export type OptionsQuery = Omit<Asker, 'channel'> & { readonly text: string };
export type OptionsHandler = (
  query: OptionsQuery,
) => readonly Option[] | Promise<readonly Option[]>;
export type OptionsListener = { readonly id: string; readonly handler: OptionsHandler };

/** A form that was sent: what was filled in, and what the form was about. */
export type ViewSubmission<About = string> = {
  readonly workspace: string;
  readonly user: string;
  readonly about: About;
  readonly values: ViewValues;
  /** The same when a form arrives twice. */
  readonly dedupeKey: string;
};

/**
 * What is wrong, by field; or what takes the place of the form; or `undefined`, and the form closes. All of it has to be done
 * within two and a half seconds, for Slack waits three.
 */
export type ViewReply =
  | { readonly errors: Record<string, string> }
  | { readonly errors?: never; readonly show: ModalView }
  | undefined;
export type ViewHandler<About = string> = (
  submission: ViewSubmission<About>,
) => ViewReply | Promise<ViewReply>;

/** A handler in a feature's table; `accept` gives `undefined` for metadata that don't fit. */
export type ViewListener = {
  readonly id: string;
  readonly accept: (
    submission: ViewSubmission,
  ) => (() => ViewReply | Promise<ViewReply>) | undefined;
};

/** Something that happened in a workspace without anybody asking. */
export type ChannelEvent = {
  readonly workspace: string;
  readonly channel: string;
};
export type EventHandler = (happening: ChannelEvent) => Promise<void>;

/** The events of Slack that a feature may hear of: what happens to a channel. */
export type EventName =
  | 'channel_left'
  | 'group_left'
  | 'channel_archive'
  | 'group_archive'
  | 'channel_deleted'
  | 'group_deleted';

/** One noun of the product: everything that Slack can trigger in it, as a table. */
export type Feature = {
  /** By the first word after `/care`; `text` is what follows it. The empty word answers `/care` alone. */
  readonly care?: Readonly<Record<string, CareHandler>>;
  /** Commands of its own, such as `/shoutout`. */
  readonly commands?: Readonly<Record<string, CommandHandler>>;
  /** Made with `action` or `select`; the record by action id is the old form. */
  readonly actions?: readonly ActionListener[] | Readonly<Record<string, ActionHandler>>;
  /** Made with `select`. */
  readonly options?: readonly OptionsListener[];
  /** By the callback id. */
  readonly shortcuts?: Readonly<Record<string, ShortcutHandler>>;
  /** Made with `view`; the record by callback id is the old form. */
  readonly views?: readonly ViewListener[] | Readonly<Record<string, ViewHandler>>;
  readonly events?: Readonly<Partial<Record<EventName, EventHandler>>>;
};
