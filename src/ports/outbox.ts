import type { Place, Posted } from './slack.ts';

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
