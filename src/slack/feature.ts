import type { ModalView } from '@slack/types';
import type { Message } from './message.ts';

/** Who asks, and where. */
type Asker = {
  readonly workspace: string;
  readonly user: string;
  readonly channel: string;
};

/** What somebody typed after `/care` or a mention, as they typed it. */
export type Question = Asker & { readonly text: string };

/** A pressed button; `value` is what the button was given. */
export type Press = Asker & { readonly value: string };

/** `undefined`: the words after the command word do not fit it, so they are a search. */
export type CareAnswer = (question: Question) => Message | undefined | Promise<Message | undefined>;

/**
 * What pressing a button does. `show` takes the place of the private message it stood in; `tell` is a new private answer, for
 * buttons that others see too; `post` goes to the channel for everyone; `open` is a form. Slack lets a form be opened within
 * three seconds of the press, so an answer that opens one looks nothing up first.
 */
export type Reaction = {
  readonly show?: Message;
  readonly tell?: Message;
  readonly post?: Message;
  readonly open?: ModalView;
};
export type PressAnswer = (press: Press) => Reaction | Promise<Reaction>;

/** A form that was sent: what was typed by the names of its fields, and what the form was about. */
export type Submission = {
  readonly workspace: string;
  readonly user: string;
  readonly about: string;
  readonly values: Readonly<Record<string, string>>;
};

/** Either what is wrong, by field; or a message for a channel, and the thanks that take the place of the form. */
export type Submitted =
  | { readonly errors: Record<string, string> }
  | {
      readonly errors?: never;
      readonly channel: string;
      readonly message: Message;
      readonly thanks: ModalView;
    };
export type SubmitAnswer = (submission: Submission) => Submitted;

/** One noun of the product: everything that Slack can trigger in it, as a table. */
export type Feature = {
  /** By the first word after `/care`; `text` is what follows it. The empty word answers `/care` alone. */
  readonly care: Readonly<Record<string, CareAnswer>>;
  /** By the route of the action: the action id up to its `/`. */
  readonly actions: Readonly<Record<string, PressAnswer>>;
  /** By the route of the form. */
  readonly submissions?: Readonly<Record<string, SubmitAnswer>>;
};
