import { type Clock, type Pause, systemPause } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { Appointment, Arranged, Outbox, Planner } from '../ports/outbox.ts';
import type { Slacks } from '../ports/slack.ts';
import type { Store } from '../ports/store.ts';
import { nextUnsent } from './next-occurrence.ts';
import { rateLimiter } from './rate-limiter.ts';
import { dueOf, freshRecord, recordKey } from './record.ts';
import { changeRecord } from './record-store.ts';
import { type RunResult, runOutbox } from './run.ts';
import { type Settled, settle } from './settle.ts';
import { leadTime } from './steps/next-step.ts';
import type { StepDeps } from './steps/step.ts';
import { beginIndex } from './wake-index.ts';

export type OutboxParts = {
  readonly store: Store;
  readonly slacks: Slacks;
  readonly clock: Clock;
  readonly log: Log;
  readonly pause?: Pause | undefined;
};

export type RunningOutbox = Outbox & {
  /** Looks at what is due, for at most `ms` milliseconds; `undefined` where another replica is at it. */
  readonly run: (ms: number) => Promise<RunResult | undefined>;
  /** Takes up nothing new, and resolves when what is at work has come to rest. */
  readonly stop: () => Promise<void>;
};

/** A person waits for so long, in milliseconds. What takes longer goes on without them. */
const answerTimeout = 2000;

/** How long such work waits for the turn of its calls. */
const turnPatience = 20_000;

/** A change that was prepared is over by then, in milliseconds. */
const changeTime = 60_000;

export function outbox(parts: OutboxParts): RunningOutbox {
  const { store, slacks, clock, log, pause = systemPause } = parts;
  const planners = new Map<string, Planner>();
  const tools: StepDeps = {
    store,
    slacks,
    clock,
    log,
    planners,
    rates: rateLimiter({ clock, pause }),
  };
  const working = new Set<Promise<unknown>>();
  let stopping = false;
  let begun: Promise<void> | undefined;

  /** The index begins before the first entry, and once. */
  function begin(): Promise<void> {
    begun ??= beginIndex(store, clock.now()).catch((error: unknown) => {
      begun = undefined;
      throw error;
    });
    return begun;
  }

  function counted<Result>(work: Promise<Result>): Promise<Result> {
    const done = work.finally(() => working.delete(done));
    working.add(done);
    return done;
  }

  async function prepare(appointment: Appointment): Promise<void> {
    await begin();
    const wakeAt = clock.now() + changeTime;
    await changeRecord(store, appointment, wakeAt, (current) => ({
      ...(current ?? freshRecord),
      ...{ wish: 'arrange', wakeAt },
    }));
  }

  async function wish(appointment: Appointment, what: 'arrange' | 'cancel'): Promise<Arranged> {
    await begin();
    const wakeAt = clock.now();
    const wished = await changeRecord(store, appointment, wakeAt, (current) =>
      current === undefined && what === 'cancel'
        ? undefined
        : { ...(current ?? freshRecord), wish: what, wakeAt },
    );
    if (!wished) return { onItsWay: undefined, upcoming: undefined, ended: undefined };
    const until = clock.now() + turnPatience;
    const settled = counted(settle(tools, appointment, { until, outside: (wait) => wait() }));
    const late = pause(answerTimeout).then((): Settled | undefined => undefined);
    // What fails after that has its note, and the next run.
    settled.catch(() => {});
    const { onItsWay, ended } = (await Promise.race([settled, late])) ?? {};
    const coming = what === 'arrange' && !ended ? await upcoming(appointment) : undefined;
    return { onItsWay, upcoming: coming, ended };
  }

  async function upcoming(appointment: Appointment): Promise<Arranged['upcoming']> {
    const record = await store.get(recordKey(appointment));
    const now = Math.floor(clock.now() / 1000);
    const { stage, sent } = record ?? freshRecord;
    if (stage.name === 'queued' && stage.second > now) return { ...dueOf(stage), isQueued: true };
    const planner = planners.get(appointment.kind);
    const gone = stage.name === 'queued' ? [...sent, stage.occurrence] : sent;
    const due = planner && (await nextUnsent(planner, appointment, gone, now + leadTime));
    return due && { ...due, isQueued: false };
  }

  return {
    register: (kind, planner) => void planners.set(kind, planner),
    prepare,
    arrange: (appointment) => wish(appointment, 'arrange'),
    cancel: (appointment) => wish(appointment, 'cancel'),
    upcoming,
    run: (ms) => counted(begin().then(() => runOutbox(tools, clock.now() + ms, () => stopping))),
    stop: async () => {
      stopping = true;
      await Promise.allSettled(working);
    },
  };
}
