/** The outside world as types: what the product needs, without saying who provides it. */

import type { KnownBlock, ModalView } from '@slack/types';
import type { z } from 'zod';

export type Clock = {
  /** Milliseconds since 1970. */
  readonly now: () => number;
};

export const systemClock: Clock = { now: () => Date.now() };

/** Each call a new number from 0 up to, but without, 1. */
export type Chance = () => number;

export const systemChance: Chance = () => Math.random();

/** One line a happening; fields hold names, numbers and outcomes, never a person's words and never a token. */
export type Log = {
  readonly info: (fields: object, message: string) => void;
  readonly warn: (fields: object, message: string) => void;
  readonly error: (fields: object, message: string) => void;
};

/** A drawer of the store: what belongs to one concern, such as `shoutouts`. Letters and hyphens. */
export type Drawer = string;

/** Names one record, and says what it holds. */
export type Key<Value> = {
  readonly drawer: Drawer;
  /** Begins with the workspace's id and a slash; `_/` where a record belongs to all workspaces. */
  readonly name: string;
  readonly schema: z.ZodType<Value>;
};

/** What a change does to one record: it gets a value, which may end after `ttl` milliseconds, or goes. */
export type Write = {
  readonly key: Key<unknown>;
  readonly value: unknown;
  readonly ttl?: number | undefined;
};

export function put<Value>(key: Key<Value>, value: Value, ttl?: number): Write {
  return { key, value, ttl };
}

export function remove<Value>(key: Key<Value>): Write {
  return { key, value: undefined };
}

/** What `update` reads for these keys. */
export type Values<Keys extends readonly Key<unknown>[]> = {
  readonly [Place in keyof Keys]: Keys[Place] extends Key<infer Value> ? Value | undefined : never;
};

/** What `decide` makes of the values it was given: the writes, and what the caller gets. */
export type Decision<Result> = { readonly writes: readonly Write[]; readonly result: Result };

/**
 * Where people's words and promises are kept. Every call throws `StoreUnavailable` when the engine can't be reached; what was
 * acknowledged before is kept, and nothing is ever half written.
 */
export type Store = {
  /** `undefined` where there is none, or where what is there does not fit its schema: that is logged, and left as it is. */
  readonly get: <Value>(key: Key<Value>) => Promise<Value | undefined>;
  readonly getMany: <Value>(keys: readonly Key<Value>[]) => Promise<(Value | undefined)[]>;
  /** All or nothing; of several writes to one key the last counts. */
  readonly setMany: (writes: readonly Write[]) => Promise<void>;
  /**
   * Reads, decides and writes as one step, whoever else is at work: `decide` is pure and may run more than once. It may write
   * keys that it did not read. Rejects with `BrokenRecord` where a value that it would decide upon does not fit its schema, and
   * with what `decide` throws; nothing is written then.
   */
  readonly update: <const Keys extends readonly Key<unknown>[], Result>(
    keys: Keys,
    decide: (...values: Values<Keys>) => Decision<Result>,
  ) => Promise<Result>;
  /** True for the first who asks within `ttl` milliseconds. The name begins as a key's does. */
  readonly claim: (name: string, ttl: number) => Promise<boolean>;
  /** Gives a claim back before its time, so that the next who asks has it. */
  readonly release: (name: string) => Promise<void>;
  /**
   * Runs `task` while nobody else does under this name. The lock ends by itself when its holder dies; `held` tells a task that
   * takes long whether it still has it. Rejects with `LockTimeout` after `patience` milliseconds of waiting.
   */
  readonly withLock: <Result>(
    name: string,
    task: (lock: { readonly held: () => boolean }) => Promise<Result>,
    patience?: number,
  ) => Promise<Result>;
  /**
   * Every record of a workspace in a drawer whose name begins with `prefix`, one after the other, in constant memory and no particular
   * order. On Redis one may come twice while most of the others are being removed.
   */
  readonly forEach: <Value>(
    records: {
      readonly drawer: Drawer;
      readonly prefix: string;
      readonly schema: z.ZodType<Value>;
    },
    visit: (record: { readonly name: string; readonly value: Value }) => Promise<void> | void,
  ) => Promise<void>;
  /** Whether the engine answered when it was last asked. */
  readonly ready: () => boolean;
  readonly close: () => Promise<void>;
};

/** The engine behind the store can't be reached. Nothing that was acknowledged is lost; try again later. */
export class StoreUnavailable extends Error {
  constructor(cause: unknown) {
    super('the store cannot be reached', { cause });
    this.name = 'StoreUnavailable';
  }
}

/** A record does not fit its schema, and is left as it is. */
export class BrokenRecord extends Error {
  constructor(drawer: Drawer, name: string) {
    super(`the record ${drawer} ${name} is broken; it was left as it is`);
    this.name = 'BrokenRecord';
  }
}

export class LockTimeout extends Error {
  constructor(name: string) {
    super(`somebody else is still at work under ${name}`);
    this.name = 'LockTimeout';
  }
}

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

/** Resolves after so many milliseconds of the clock's time. */
export type Pause = (ms: number) => Promise<void>;

export const systemPause: Pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Something that posts by itself, once or again and again: the tips of a channel, a question to a person. */
export type Appointment = {
  readonly workspace: string;
  /** Whose planner knows it, such as `tip`. Letters and hyphens. */
  readonly kind: string;
  readonly id: string;
};

/** One message that an appointment is to post. */
export type Due = {
  /** Names it among all of its appointment, such as its local date. The same name never goes out twice. */
  readonly occurrence: string;
  /** Seconds since 1970, on a full minute. */
  readonly postAt: number;
  readonly place: Place;
};

/**
 * What the outbox asks a feature about its appointments. All of it may be asked more than once, and again after a crash: `next` and
 * `compose` change nothing; `queued` and `ended` take note of the same thing only once.
 */
export type Planner = {
  /**
   * How many seconds before it is due a message may be queued at the earliest. Left out, it is a day; and an appointment that
   * was arranged just now is queued at once, however far ahead.
   */
  readonly ahead?: number;
  /** The first one due after this moment, in seconds; `undefined` where nothing comes any more. */
  readonly next: (appointment: Appointment, after: number) => Promise<Due | undefined>;
  /** What an occurrence says: the same each time, until somebody arranges the appointment anew. */
  readonly compose: (appointment: Appointment, due: Due) => Promise<Posted>;
  /** Slack has it: what it uses is used. */
  readonly queued?: (appointment: Appointment, due: Due) => Promise<void>;
  /** Nothing more will be posted, because Slack refuses for good: `reason` is Slack's word, such as `is_archived`. */
  readonly ended: (appointment: Appointment, reason: string) => Promise<void>;
};

/** What has become of an appointment that was arranged or cancelled. */
export type Arranged = {
  /** Due within ten minutes, and not to be stopped or changed any more. */
  readonly onItsWay: Due | undefined;
  /** What comes next, and whether Slack has it already; where not, it gets it within minutes. */
  readonly upcoming: (Due & { readonly isQueued: boolean }) | undefined;
  /** Why Slack refuses it for good; its planner was told. */
  readonly ended: string | undefined;
};

/** Messages for later. They are queued with Slack ahead of time, each exactly once, and come also while the app is down. */
export type Outbox = {
  /** Who knows the appointments of a kind. To be said before anything else is asked. */
  readonly register: (kind: string, planner: Planner) => void;
  /**
   * Something about an appointment is about to be written, and `arrange` or `cancel` will follow. Where it doesn't, because the process
   * died or the store went down in between, the outbox looks at it by itself a minute later.
   */
  readonly prepare: (appointment: Appointment) => Promise<void>;
  /**
   * An appointment is new, or something about it has changed: what is queued and no longer right is taken back, and what comes
   * next is queued. Answers after two seconds at the latest; what is not done then goes on by itself. Rejects only where the
   * store can't be reached.
   */
  readonly arrange: (appointment: Appointment) => Promise<Arranged>;
  /** Nothing of it is wanted any more. */
  readonly cancel: (appointment: Appointment) => Promise<Arranged>;
  /** What comes next, for display. */
  readonly upcoming: (appointment: Appointment) => Promise<Arranged['upcoming']>;
};
