import type { HomeView, KnownBlock, ModalView } from '@slack/types';

/**
 * A message: blocks to show, and a text with the same content for notifications and screen readers.
 */
export type Posted = { readonly text: string; readonly blocks: KnownBlock[] };

/** Where to post: a channel's id, or a user's for a direct message; optionally in a thread. */
export type Place = { readonly channel: string; readonly thread?: string | undefined };

/** The kinds of Slack's ids, by their first letters. */
export const isUserId = (id: string): boolean => /^[UW]/.test(id);
export const isDirectMessage = (id: string): boolean => id.startsWith('D');
/** A public or private channel, not a direct message and not the Home tab, which has no id. */
export const isChannel = (id: string): boolean => /^[CG]/.test(id);

export type Person = {
  readonly id: string;
  /** The name shown in Slack; empty for a stranger. */
  readonly name: string;
  /** IANA name, such as `Europe/Lisbon`. */
  readonly timeZone: string;
  readonly locale: string | undefined;
  readonly isBot: boolean;
  readonly isDeactivated: boolean;
  /** From another organisation, through Slack Connect. */
  readonly isStranger: boolean;
  /** Sees only the channels that they were added to. */
  readonly isGuest: boolean;
  /** An administrator or owner of the workspace, or of its organisation. */
  readonly isAdmin: boolean;
};

/** `handle` is without the @. */
export type UserGroup = { readonly id: string; readonly handle: string };

export type Channel = {
  readonly id: string;
  /** Empty for a private one. */
  readonly name: string;
  readonly kind: 'public' | 'private' | 'direct' | 'group';
  readonly isArchived: boolean;
  /** Whether the app is a member. */
  readonly isMember: boolean;
  /** Whether it is shared with another company, or is about to be. */
  readonly isShared: boolean;
  /** Of those who are in it, as far as Slack tells. */
  readonly locale: string | undefined;
};

type Scheduled = { readonly id: string; readonly postAt: number };

/**
 * The Web API of one workspace. Each call is made once and never retried behind the caller's back;
 * one that fails rejects with a `SlackFailure`. Times are seconds since 1970, as in Slack's API.
 */
export type Slack = {
  readonly post: (place: Place, message: Posted) => Promise<{ channel: string; ts: string }>;
  /**
   * In a task: waits until a message may be posted, so that what is noted about a message before is
   * noted after all waiting; the next `post` comes at once. No call was made if it rejects.
   */
  readonly waitToPost?: () => Promise<void>;
  readonly update: (
    at: { readonly channel: string; readonly ts: string },
    message: Posted,
  ) => Promise<void>;
  readonly deleteMessage: (at: { readonly channel: string; readonly ts: string }) => Promise<void>;
  /** Posts a message that only one user sees. */
  readonly tell: (place: Place & { readonly user: string }, message: Posted) => Promise<void>;
  readonly openView: (triggerId: string, view: ModalView) => Promise<{ readonly id: string }>;
  /** Opens a modal on top of the open one, of at most three. */
  readonly pushView: (triggerId: string, view: ModalView) => Promise<{ readonly id: string }>;
  /** Replaces an open view. */
  readonly updateView: (id: string, view: ModalView) => Promise<void>;
  /**
   * Publishes a person's Home tab, and resolves with its hash. With the `hash` of the one before,
   * it is refused as `hash_conflict` if another one was published since.
   */
  readonly publishHome: (
    user: string,
    view: HomeView,
    hash?: string,
  ) => Promise<{ readonly hash: string }>;
  readonly person: (id: string) => Promise<Person>;
  readonly channel: (id: string) => Promise<Channel>;
  /** Whether a person is in a channel. */
  readonly isMember: (channel: string, user: string) => Promise<boolean>;
  /** The ids of a channel's members, apps among them; at most the first 999. */
  readonly members: (channel: string) => Promise<readonly string[]>;
  /** The user groups of the workspace that are in use. */
  readonly groups: () => Promise<readonly UserGroup[]>;
  /** The ids of the users in a user group. */
  readonly groupMembers: (group: string) => Promise<readonly string[]>;
  /** The id of the direct message channel between the app and a user. */
  readonly directChannel: (user: string) => Promise<string>;
  /** Whether anything was said in one of the app's direct messages. */
  readonly hasMessages: (direct: string) => Promise<boolean>;
  readonly permalink: (at: { readonly channel: string; readonly ts: string }) => Promise<string>;
  /** Posts a text file, named `name` and shown as `title`. */
  readonly sendFile: (
    place: Place,
    file: { readonly name: string; readonly title: string; readonly content: string },
  ) => Promise<void>;
  /** Resolves with the scheduled message's id. */
  readonly schedule: (place: Place, postAt: number, message: Posted) => Promise<string>;
  /** A channel's scheduled messages with `from <= postAt <= to`. */
  readonly scheduled: (channel: string, from: number, to: number) => Promise<readonly Scheduled[]>;
  readonly unschedule: (channel: string, id: string) => Promise<void>;
};

/** The Web API of a workspace, by its id. */
export type Slacks = (workspace: string) => Promise<Slack>;

/**
 * Why a call to Slack failed. `refused`: Slack rejected it and did nothing (`code` is Slack's
 * error). `limited`: not made because of a rate limit; try again after `retryAfter` seconds.
 * `unreached`: certainly not made. `unsure`: it is unknown whether Slack did it.
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

/** Slack refuses the token: the app was removed, or has no access to this workspace any more. */
const tokenErrors = new Set([
  'account_inactive',
  'token_revoked',
  'invalid_auth',
  'team_access_not_granted',
]);

export const refusesToken = ({ outcome, code }: SlackFailure): boolean =>
  outcome === 'refused' && tokenErrors.has(code);

const placeErrors = new Set([
  'channel_not_found',
  'not_in_channel',
  'is_archived',
  'messages_tab_disabled',
  'cannot_dm_bot',
  'user_disabled',
  'user_not_found',
  'user_not_visible',
  'thread_not_found',
]);

/** Whether this error of Slack's means that nothing can be posted in that place any more. */
export const refusesPlace = (code: string): boolean =>
  placeErrors.has(code) || code.startsWith('restricted_action');
