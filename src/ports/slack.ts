import type { KnownBlock, ModalView } from '@slack/types';

/** What is posted: blocks for the eye, and a text with all of it. */
export type Posted = { readonly text: string; readonly blocks: KnownBlock[] };

/** Where something is posted: a channel's id, or a person's for a direct message; in a thread of it, or not. */
export type Place = { readonly channel: string; readonly thread?: string | undefined };

export type Person = {
  readonly id: string;
  /** As people see it. */
  readonly name: string;
  /** IANA, such as `Europe/Lisbon`. */
  readonly timeZone: string;
  readonly locale: string | undefined;
  readonly isBot: boolean;
  readonly isDeactivated: boolean;
  /** From another company, by Slack Connect. */
  readonly isStranger: boolean;
  readonly isAdmin: boolean;
};

export type Channel = {
  readonly id: string;
  readonly name: string;
  readonly kind: 'public' | 'private' | 'direct' | 'group';
  readonly isArchived: boolean;
  /** Whether the app is in it. */
  readonly isMember: boolean;
};

type Scheduled = { readonly id: string; readonly postAt: number };

/**
 * A workspace's Slack, called once for each call: nothing is repeated behind our back. Every call rejects with a `SlackFailure`.
 * Times are seconds since 1970, as Slack counts.
 */
export type Slack = {
  readonly post: (place: Place, message: Posted) => Promise<{ channel: string; ts: string }>;
  readonly update: (
    at: { readonly channel: string; readonly ts: string },
    message: Posted,
  ) => Promise<void>;
  readonly deleteMessage: (at: { readonly channel: string; readonly ts: string }) => Promise<void>;
  /** For one person's eyes alone. */
  readonly tell: (place: Place & { readonly user: string }, message: Posted) => Promise<void>;
  readonly openView: (triggerId: string, view: ModalView) => Promise<{ readonly id: string }>;
  /** Puts another view in the place of one that is open. */
  readonly updateView: (id: string, view: ModalView) => Promise<void>;
  readonly person: (id: string) => Promise<Person>;
  readonly channel: (id: string) => Promise<Channel>;
  /** The ids of everyone in a channel. */
  readonly members: (channel: string) => Promise<readonly string[]>;
  /** The ids of the people in a user group. */
  readonly groupMembers: (group: string) => Promise<readonly string[]>;
  /** The channel of the direct messages between the app and a person. */
  readonly directChannel: (user: string) => Promise<string>;
  readonly permalink: (at: { readonly channel: string; readonly ts: string }) => Promise<string>;
  readonly sendFile: (
    place: Place,
    file: { readonly name: string; readonly title: string; readonly content: string },
  ) => Promise<void>;
  readonly schedule: (place: Place, postAt: number, message: Posted) => Promise<string>;
  /** What waits for a channel with `from <= postAt <= to`. */
  readonly scheduled: (channel: string, from: number, to: number) => Promise<readonly Scheduled[]>;
  readonly unschedule: (channel: string, id: string) => Promise<void>;
};

/** Each workspace's Slack, by its id. */
export type Slacks = (workspace: string) => Promise<Slack>;

/**
 * Why a call to Slack failed. `refused`: Slack said no, and did nothing (`code` is Slack's own word). `limited`: not made, because
 * of a rate limit; may be made again after `retryAfter` seconds. `unreached`: certainly not made. `unsure`: nobody knows
 * whether it was.
 */
export class SlackFailure extends Error {
  readonly outcome: 'refused' | 'limited' | 'unreached' | 'unsure';
  readonly method: string;
  readonly code: string;
  readonly retryAfter: number | undefined;
  constructor(
    method: string,
    outcome: SlackFailure['outcome'],
    code: string,
    { retryAfter, cause }: { retryAfter?: number; cause?: unknown } = {},
  ) {
    super(`${method}: ${code}`, { cause });
    this.name = 'SlackFailure';
    this.outcome = outcome;
    this.method = method;
    this.code = code;
    this.retryAfter = retryAfter;
  }
}
