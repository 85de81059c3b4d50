import { z } from 'zod';
import { type Clock, maxClockDifference } from '../ports/clock.ts';
import type { Appointment, Due } from '../ports/outbox.ts';
import { StoreUnavailable } from '../ports/store.ts';
import { nextUnsent, queueTime } from './next-occurrence.ts';
import {
  type AppointmentRecord,
  parseName,
  recordSchema,
  updateRecord,
  withWishRestored,
} from './record.ts';
import { nextAttempt } from './retry-policy.ts';
import { leadTime, mayBeRunning, nextStep } from './steps/next-step.ts';
import type { StepDeps } from './steps/step.ts';
import { duePages, namespace } from './wake-index.ts';

const minute = 60_000;
const day = 24 * 3_600_000;

/** Milliseconds between two sweeps of a process. */
const interval = 6 * 3_600_000;

/** An entry due longer ago (milliseconds) than this was missed by the runs since. */
const maxDelay = 10 * minute;

/** Enough failed attempts for the longest time between two. */
const manyAttempts = 20;

/** Index pages are among them. */
const records = { namespace, prefix: '', schema: z.unknown() };

type Deps = Pick<StepDeps, 'store' | 'clock' | 'log' | 'planners' | 'tasks'>;

/** Tells when a sweep is due: at first, every six hours, and after the clock was set back. */
export function sweepTimes(clock: Clock): {
  readonly isDue: () => boolean;
  /** Whether one was due six hours ago. */
  readonly isLate: () => boolean;
  readonly done: () => void;
} {
  const begun = clock.now();
  let last = Number.NEGATIVE_INFINITY;
  return {
    isLate: () => clock.now() - Math.max(last, begun) > 2 * interval,
    isDue: () => clock.now() < last || clock.now() - last > interval,
    done: () => {
      last = clock.now();
    },
  };
}

/**
 * Finds every appointment whose next message is not at Slack though it should be and that no run
 * would get to by the wake index, and wakes it; resolves with how many. Reads all records, most of
 * them without asking their planner. What a wrong clock left behind is found here.
 */
export async function sweep(deps: Deps): Promise<number> {
  let woken = 0;
  const due = (await duePages(deps.store, deps.clock.now())).pages.flatMap(
    ({ entries }) => entries,
  );
  const wakeTimes = Map.groupBy(due, ({ name }) => name);
  await deps.store.forEach(records, async ({ name, value }) => {
    if (name.startsWith('_/')) return;
    const { data: queued } = queuedSchema.safeParse(value);
    if (queued && isForToday(queued, deps.clock.now())) return;
    const appointment = parseName(name);
    const { data: record } = recordSchema.safeParse(value);
    if (!appointment || !record) return;
    // What waits for the rate limiter is late, but not lost.
    const hasEntry = wakeTimes.get(name)?.some(({ wakeAt }) => wakeAt === record.wakeAt);
    if (hasEntry && nextStep(record, deps.clock.now()) !== 'wait') return;
    if (await wakeMissed(deps, appointment, record)) woken += 1;
  });
  if (woken > 0) deps.log.warn({ woken }, 'found messages that were not queued; queueing them');
  return woken;
}

/** Wakes an appointment if its next message should be at Slack and isn't. */
export async function wakeMissed(
  deps: Deps,
  appointment: Appointment,
  record: AppointmentRecord,
): Promise<boolean> {
  const { store, clock, log } = deps;
  const wakeAt = clock.now();
  try {
    if (!(await isMissed(deps, appointment, record, wakeAt))) return false;
  } catch (error) {
    if (error instanceof StoreUnavailable) throw error;
    log.error({ ...appointment, err: error }, 'a planner failed in next()');
    return false;
  }
  const woken = await updateRecord(store, appointment, wakeAt, (current) => {
    if (current?.revision !== record.revision) return undefined;
    return { ...(current.stage.name === 'idle' ? current : withWishRestored(current)), wakeAt };
  });
  return woken !== undefined;
}

/** Slack has the message as it was wished. This is all that most records are read for. */
const queuedSchema = z.object({
  wish: z.literal('none'),
  wakeAt: z.number(),
  stage: z.object({ name: z.literal('queued'), second: z.number() }),
});

/** Whether its message comes within a day, and a run will come to the next one. */
function isForToday({ wakeAt, stage }: z.infer<typeof queuedSchema>, now: number): boolean {
  const left = stage.second * 1000 - now;
  return left > 0 && left <= day && wakeAt >= now - maxDelay;
}

async function isMissed(
  { planners, tasks }: Deps,
  appointment: Appointment,
  { stage, wish, wakeAt, notedAt, sent }: AppointmentRecord,
  now: number,
): Promise<boolean> {
  const planner = planners.get(appointment.kind);
  const isTask = tasks.has(appointment.kind);
  if (!planner && !isTask) return false;
  if ('since' in stage && mayBeRunning(stage.since, now)) return false;
  if (wakeAt !== undefined && wakeAt < now - maxDelay) return true;
  if (!planner) {
    // A task says itself how long it waits; only a clock that was ahead was wrong about it.
    const isKnown = notedAt !== undefined && notedAt <= now + maxClockDifference;
    return !isKnown && isTooLate(wakeAt, now, now, undefined);
  }
  if ('since' in stage) return isTooLate(wakeAt, now, now, stage);
  const isAhead = stage.name === 'queued' && stage.second * 1000 > now;
  if (isAhead && wish === 'none' && wakeAt !== undefined && stage.second * 1000 <= now + day)
    return false;
  const known = stage.name === 'queued' && !isAhead ? [...sent, stage.occurrence] : sent;
  const due = await nextUnsent(planner, appointment, known, Math.floor(now / 1000) + leadTime);
  if (isAhead && wish === 'none' && due && due.postAt < stage.postAt) return true;
  if (wish !== 'none') return isTooLate(wakeAt, now, now, due);
  if (isAhead) return wakeAt === undefined;
  return (
    due !== undefined && isTooLate(wakeAt, queueTime(planner, appointment, due.postAt), now, due)
  );
}

/** Whether an appointment to be settled at `time` wakes later than after any failed attempt. */
function isTooLate(
  wakeAt: number | undefined,
  time: number,
  now: number,
  due: Pick<Due, 'postAt'> | undefined,
): boolean {
  if (wakeAt === undefined) return true;
  const latest = nextAttempt(now, manyAttempts, due?.postAt);
  return wakeAt > Math.max(time + minute, latest) + maxClockDifference;
}
