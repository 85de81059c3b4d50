import { type Clock, type Pause, systemPause } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { Metrics } from '../ports/metrics.ts';
import type {
  Appointment,
  Arranged,
  Change,
  Outbox,
  Planner,
  Task,
  WaitsFor,
} from '../ports/outbox.ts';
import type { Slacks } from '../ports/slack.ts';
import type { Store } from '../ports/store.ts';
import { oldestWake } from './backlog.ts';
import { forgetUser } from './forget-user.ts';
import { nextUnsent, queueTime } from './next-occurrence.ts';
import { rateLimiter } from './rate-limiter.ts';
import { type AppointmentRecord, dueOf, freshRecord, recordKey, updateRecord } from './record.ts';
import { type RunResult, runOutbox } from './run.ts';
import { type Settled, settle } from './settle.ts';
import { leadTime } from './steps/next-step.ts';
import type { Limits, StepDeps } from './steps/step.ts';
import { sweepTimes, wakeMissed } from './sweep.ts';
import { retryTask, taskNote } from './task.ts';
import { beginIndex, forgetEntries } from './wake-index.ts';
import { wakeWorkspace } from './workspace.ts';

export type OutboxDeps = {
  readonly store: Store;
  readonly slacks: Slacks;
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics?: Metrics | undefined;
  readonly pause?: Pause | undefined;
};

export type RunningOutbox = Outbox & {
  /** Settles what is due and no other replica is at work on, for up to `ms` milliseconds. */
  readonly run: (ms: number) => Promise<RunResult>;
  /** Calls back with the time (milliseconds) of a run that is needed before the next regular one. */
  readonly onWork: (wakeAt: (time: number) => void) => void;
  /**
   * Seconds since the earliest work that is due and not done yet became due; 0 if there is none.
   * Rejects if the store can't be reached.
   */
  readonly oldestDue: () => Promise<number>;
  /** Continues with the appointments of a workspace to which the app was added again. */
  readonly wakeWorkspace: (workspace: string) => Promise<void>;
  /** Removes what is noted of a workspace outside of its own records. */
  readonly forgetWorkspace: (workspace: string) => Promise<void>;
  /** Starts nothing new, and resolves when all running work has settled. */
  readonly stop: () => Promise<void>;
};

/**
 * How long `arrange` and `cancel` wait for the result, in milliseconds; the work itself goes on.
 */
const answerTimeout = 2000;

/** How long their calls wait for the rate limiter, in milliseconds. */
const rateLimitTimeout = 20_000;

/** How long after `prepare` the outbox settles an appointment by itself, in milliseconds. */
const prepareTimeout = 60_000;

/** In seconds; `now` in milliseconds. */
const plannedFrom = (
  current: AppointmentRecord | undefined,
  now: number,
  { isSamePlan = false }: Change = {},
): number => (isSamePlan ? current?.plannedFrom : undefined) ?? Math.floor(now / 1000);

/** Nothing else waits for a place. */
const atOnce: Limits['yieldWhile'] = (wait) => wait();

export function outbox(options: OutboxDeps): RunningOutbox {
  const { store, slacks, clock, log, metrics, pause = systemPause } = options;
  const planners = new Map<string, Planner>();
  const tasks = new Map<string, Task>();
  const sweeps = sweepTimes(clock);
  const replica = crypto.randomUUID();
  let askForRun = (_time: number): void => {};
  const deps: StepDeps = {
    store,
    slacks,
    clock,
    log,
    metrics,
    planners,
    tasks,
    rateLimiter: rateLimiter({ clock, pause }),
    wakeAt: (time) => askForRun(time),
  };
  const running = new Set<Promise<unknown>>();
  let stopping = false;
  let started: Promise<void> | undefined;

  /** Creates the wake index once, before the first entry is written. */
  function begin(): Promise<void> {
    started ??= beginIndex(store, clock.now()).catch((error: unknown) => {
      started = undefined;
      throw error;
    });
    return started;
  }

  function tracked<Result>(work: Promise<Result>): Promise<Result> {
    const done = work.finally(() => running.delete(done));
    running.add(done);
    return done;
  }

  async function prepare(appointment: Appointment, change?: Change): Promise<void> {
    await begin();
    const now = clock.now();
    const wakeAt = now + prepareTimeout;
    await updateRecord(store, appointment, wakeAt, (current) => ({
      ...(current ?? freshRecord),
      ...{ wish: 'arrange', plannedFrom: plannedFrom(current, now, change), wakeAt },
    }));
    askForRun(wakeAt);
  }

  async function request(
    appointment: Appointment,
    wish: 'arrange' | 'cancel',
    change?: Change,
  ): Promise<Arranged> {
    await begin();
    const wakeAt = clock.now();
    const changed = await updateRecord(store, appointment, wakeAt, (current) =>
      current === undefined && wish === 'cancel'
        ? undefined
        : {
            ...(current ?? freshRecord),
            ...{ wish, plannedFrom: plannedFrom(current, wakeAt, change), wakeAt },
          },
    );
    if (!changed) return { onItsWay: undefined, upcoming: undefined, ended: undefined };
    const until = clock.now() + rateLimitTimeout;
    const settled = tracked(settle(deps, appointment, { until, yieldWhile: atOnce }));
    const timeout = pause(answerTimeout).then((): Settled | undefined => undefined);
    // A later failure is recorded, and the next run retries it.
    settled.catch(() => {});
    const { onItsWay, ended } = (await Promise.race([settled, timeout])) ?? {};
    const coming = wish === 'arrange' && !ended ? await upcoming(appointment) : undefined;
    return { onItsWay, upcoming: coming, ended };
  }

  async function upcoming(appointment: Appointment): Promise<Arranged['upcoming']> {
    const record = await store.get(recordKey(appointment));
    const now = Math.floor(clock.now() / 1000);
    const { stage, sent } = record ?? freshRecord;
    if (record) await wakeIfMissed(appointment, record);
    if (stage.name === 'queued' && stage.second > now) return { ...dueOf(stage), isQueued: true };
    const planner = planners.get(appointment.kind);
    const done = stage.name === 'queued' ? [...sent, stage.occurrence] : sent;
    const due = planner && (await nextUnsent(planner, appointment, done, now + leadTime));
    if (!due) return undefined;
    const isTurn = clock.now() >= queueTime(planner, appointment, due.postAt);
    const isWished = record?.wish === 'arrange' && planner.ahead === undefined;
    return { ...due, isQueued: false, waitsFor: await reason(record, isTurn || isWished) };
  }

  /** Why Slack doesn't have a message yet. */
  async function reason(record: AppointmentRecord | undefined, isTurn: boolean): Promise<WaitsFor> {
    if ((await clock.isRight?.()) === false) return 'clock';
    if (!isTurn) return 'turn';
    return record && record.attempts > 0 ? 'retry' : 'moment';
  }

  /** A person who looks at a plan doesn't wait for the next sweep. */
  async function wakeIfMissed(appointment: Appointment, record: AppointmentRecord): Promise<void> {
    if (await wakeMissed(deps, appointment, record)) askForRun(clock.now());
  }

  return {
    register: (kind, planner) => void planners.set(kind, planner),
    registerTask: (kind, task) => void tasks.set(kind, task),
    noteTask: async (appointment, wakeAt, options) => {
      await begin();
      return taskNote(appointment, wakeAt, { ...options, now: clock.now() });
    },
    retryTask: (appointment, result) => retryTask(deps, appointment, result),
    prepare,
    arrange: (appointment, change) => request(appointment, 'arrange', change),
    cancel: (appointment) => request(appointment, 'cancel'),
    forgetUser: (workspace, user) => {
      const limits = { until: clock.now() + rateLimitTimeout, yieldWhile: atOnce };
      return tracked(begin().then(() => forgetUser(deps, { workspace, user }, limits)));
    },
    upcoming,
    onWork: (wakeAt) => {
      askForRun = wakeAt;
    },
    oldestDue: async () => {
      await begin();
      const now = clock.now();
      return Math.max(now - ((await oldestWake(store, now)) ?? now), 0) / 1000;
    },
    wakeWorkspace: async (workspace) => {
      await wakeWorkspace(deps, workspace);
      askForRun(clock.now());
    },
    forgetWorkspace: async (workspace) => {
      await forgetEntries(store, (name) => name.startsWith(`${workspace}/`));
    },
    run: (ms) =>
      tracked(
        begin().then(() =>
          runOutbox(deps, clock.now() + ms, { replica, isStopping: () => stopping, sweeps }),
        ),
      ),
    stop: async () => {
      stopping = true;
      await Promise.allSettled(running);
    },
  };
}
