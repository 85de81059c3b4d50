import type { Place, Posted, Slacks } from './slack.ts';
import type { Key, Write } from './store.ts';

/**
 * Something that posts on a schedule, once or repeatedly: a channel's tips, a question to a person.
 */
export type Appointment = {
  readonly workspace: string;
  /** Names the planner that knows it, such as `tip`. Letters and hyphens. */
  readonly kind: string;
  readonly id: string;
};

/**
 * In its last ten minutes (milliseconds) a message counts as sent. Slack refuses to delete it in the
 * last minute, and by several reports one deleted in about the last five is answered with `ok`,
 * leaves the list and is still posted.
 */
export const lastMinutes = 10 * 60_000;

/**
 * Milliseconds that the process which makes a change has to finish the work it makes necessary,
 * before its task takes over.
 */
export const ownTime = 30_000;

/** One message of an appointment. */
export type Due = {
  /**
   * Unique within the appointment, such as its local date. The same occurrence is never sent twice.
   */
  readonly occurrence: string;
  /** Seconds since 1970, on a full minute. */
  readonly postAt: number;
  readonly place: Place;
};

/**
 * A feature's answers to the outbox about its appointments. Every function may be called more than
 * once, and again after a crash: `next` and `compose` change nothing; the others are idempotent.
 */
export type Planner = {
  /**
   * The earliest moment at which a message may be queued, in seconds before it is due. By default a
   * day, and a newly arranged appointment is queued at once, however far ahead.
   */
  readonly ahead?: number;
  /**
   * How long after it was due (seconds) a message is still sent that wasn't queued in time, because
   * the app or Slack was down; by default not at all.
   */
  readonly late?: number;
  /** The first message due after this moment (seconds); `undefined` if there are no more. */
  readonly next: (appointment: Appointment, after: number) => Promise<Due | undefined>;
  /**
   * The message of an occurrence: the same each time, until the appointment is arranged again.
   * `undefined`: there is nothing to say, and the occurrence passes without a message.
   */
  readonly compose: (appointment: Appointment, due: Due) => Promise<Posted | undefined>;
  /** Slack has accepted the message, so what it uses is used up. */
  readonly queued?: (appointment: Appointment, due: Due) => Promise<void>;
  /** Slack doesn't have the message any more, as it was deleted before it was due. */
  readonly unqueued?: (appointment: Appointment, due: Due) => Promise<void>;
  /**
   * Slack refuses for good and nothing more is posted. `reason` is Slack's error, such as
   * `is_archived`.
   */
  readonly ended: (appointment: Appointment, reason: string) => Promise<void>;
};

/** Whether a task is done; if not, how long to wait at least, in seconds. */
export type TaskResult = {
  readonly isDone: boolean;
  readonly retryAfter?: number | undefined;
  /** Slack refused; after some attempts the task is tried less often. */
  readonly isRefused?: boolean | undefined;
};

/**
 * Brings messages at Slack in line with a record, on any replica and also after a crash; may be
 * called more than once. Calls through these `slacks` keep to the rate limits.
 */
export type Task = (appointment: Appointment, slacks: Slacks) => Promise<TaskResult>;

/**
 * How the update of a record notes in the same step that a task is to be run: it also reads `keys`,
 * and adds `writes` of the values of these keys. `done` ends the task instead.
 */
export type TaskNote = {
  readonly keys: readonly Key<unknown>[];
  readonly writes: (values: readonly unknown[]) => readonly Write[];
  readonly done: readonly Write[];
};

/**
 * Why Slack doesn't have a message yet. `turn`: it is queued later, at most a day ahead. `moment`: it
 * is being queued. `retry`: that failed, and is tried again. `clock`: nothing is queued while this
 * machine's clock is wrong.
 */
export type WaitsFor = 'turn' | 'moment' | 'retry' | 'clock';

/** What a change is about. */
export type Change = {
  /**
   * When messages are due stays as it was, and only what they say may be different: one that is
   * late may still be sent. After any other change nothing is that was due before.
   */
  readonly isSamePlan?: boolean;
};

/** The outcome of arranging or cancelling an appointment. */
export type Arranged = {
  /** In its last ten minutes. */
  readonly onItsWay: Due | undefined;
  /** The next message; with the reason if Slack doesn't have it yet. */
  readonly upcoming:
    | (Due & { readonly isQueued: boolean; readonly waitsFor?: WaitsFor })
    | undefined;
  /** Why Slack refuses for good; `ended` of the planner has been called. */
  readonly ended: string | undefined;
};

/**
 * Messages for later. Each is queued with Slack ahead of time, exactly once, so it is posted even
 * while the app is down.
 */
export type Outbox = {
  /** Sets the planner of a kind of appointments; call it before anything else. */
  readonly register: (kind: string, planner: Planner) => void;
  /** Sets the task of a kind; call it before anything else. */
  readonly registerTask: (kind: string, task: Task) => void;
  /**
   * For work on messages that a change makes necessary. The feature does the work itself; what it
   * hasn't finished by `wakeAt` (milliseconds), because it failed or its process died, is done by
   * the task of this kind. `keepsEarlier`: not later than a task that was noted before would.
   */
  readonly noteTask: (
    appointment: Appointment,
    wakeAt: number,
    options?: { readonly keepsEarlier?: boolean },
  ) => Promise<TaskNote>;
  /** The work noted for a task failed: when to try again. */
  readonly retryTask: (appointment: Appointment, result: TaskResult) => Promise<void>;
  /**
   * Announces a change that `arrange` or `cancel` will follow. If neither does, because the process
   * died or the store went down in between, the outbox settles the appointment by itself a minute
   * later.
   */
  readonly prepare: (appointment: Appointment, change?: Change) => Promise<void>;
  /**
   * Brings Slack's queue in line with an appointment that is new or has changed: deletes what is no
   * longer right and queues what comes next. Answers within two seconds; unfinished work goes on in
   * the background. Rejects only if the store can't be reached.
   */
  readonly arrange: (appointment: Appointment, change?: Change) => Promise<Arranged>;
  /** Ends an appointment and deletes what is queued. */
  readonly cancel: (appointment: Appointment) => Promise<Arranged>;
  /**
   * Ends every appointment of a person, whose id it has or begins with, and forgets all of them;
   * false if something is under way at this moment.
   */
  readonly forgetUser: (workspace: string, user: string) => Promise<boolean>;
  /** The next message, for display. */
  readonly upcoming: (appointment: Appointment) => Promise<Arranged['upcoming']>;
};
