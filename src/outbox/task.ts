import type { Appointment, Task, TaskNote, TaskResult } from '../ports/outbox.ts';
import { type Slack, SlackFailure, type Slacks } from '../ports/slack.ts';
import { LockTimeout, put, remove, type Store, StoreUnavailable } from '../ports/store.ts';
import type { Page } from '../store/index-pages.ts';
import {
  type AppointmentRecord,
  freshRecord,
  nameOf,
  nextRevision,
  recordKey,
  swapRecord,
} from './record.ts';
import { callSlack, type Limits, Postponed, type StepDeps, waitForTurn } from './steps/step.ts';
import { entryHead, entryWrites } from './wake-index.ts';

/** Milliseconds until the second attempt, and at most until any further one. */
const [firstDelay, maxDelay] = [15_000, 120_000];

/** After this many attempts a task that Slack refuses waits up to `maxRefusedDelay` milliseconds. */
const manyAttempts = 10;
const maxRefusedDelay = 30 * 60_000;

function delayAfter(attempts: number, { retryAfter, isRefused }: TaskResult): number {
  if (retryAfter !== undefined) return retryAfter * 1000;
  const most = isRefused && attempts >= manyAttempts ? maxRefusedDelay : maxDelay;
  return Math.min(firstDelay * 2 ** Math.min(attempts, manyAttempts), most);
}

/** What another update reads and writes to note now that a task is due at `wakeAt` (milliseconds). */
export function taskNote(
  appointment: Appointment,
  wakeAt: number,
  { now, keepsEarlier = false }: { readonly now: number; readonly keepsEarlier?: boolean },
): TaskNote {
  const key = recordKey(appointment);
  const entry = { name: nameOf(appointment), wakeAt };
  return {
    keys: [key, entryHead(entry)],
    writes: (values) => {
      const [current, head] = values as readonly [AppointmentRecord?, Page?];
      const revision = nextRevision(current);
      const next = { ...freshRecord, wish: 'arrange', revision, wakeAt, notedAt: now } as const;
      const { wakeAt: earlier = wakeAt } = current ?? {};
      // The index has that entry, and a run that is at it keeps it, as the record has changed.
      if (keepsEarlier && earlier < wakeAt) return [put(key, { ...next, wakeAt: earlier })];
      return [put(key, next), ...entryWrites(entry, head)];
    },
    done: [remove(key)],
  };
}

/** Notes the next attempt of a task, unless it is finished or was noted anew meanwhile. */
export async function retryTask(
  deps: Pick<StepDeps, 'store' | 'clock' | 'wakeAt'>,
  appointment: Appointment,
  result: TaskResult,
  seen?: AppointmentRecord,
): Promise<void> {
  const { store, clock } = deps;
  const record = seen ?? (await store.get(recordKey(appointment)));
  if (record?.wakeAt === undefined) return;
  const { attempts } = record;
  const notedAt = clock.now();
  const wakeAt = notedAt + Math.max(delayAfter(attempts, result), 1000);
  const next = { ...record, attempts: attempts + 1, wakeAt, notedAt };
  await swapRecord(store, appointment, record, next);
  deps.wakeAt(wakeAt);
}

/** Runs a task that is due. */
export async function settleTask(
  deps: StepDeps,
  appointment: Appointment,
  task: Task,
  limits: Limits,
  entry?: { readonly wakeAt: number },
): Promise<void> {
  const { store, clock, log } = deps;
  const record = await store.get(recordKey(appointment));
  const wakeAt = record?.wakeAt;
  if (!record || wakeAt === undefined || wakeAt > clock.now()) return;
  if (entry && entry.wakeAt !== wakeAt) return;
  let result: TaskResult;
  try {
    result = await task(appointment, limitedSlacks(deps, appointment, limits));
  } catch (error) {
    if (error instanceof StoreUnavailable) throw error;
    if (!(error instanceof LockTimeout))
      log.error({ ...appointment, err: error }, 'a task failed; will retry');
    result = { isDone: false };
  }
  if (!result.isDone) await retryTask(deps, appointment, result, record);
  else await forget(store, appointment, record.revision);
}

/** A task that is done has usually removed its record, in the step that noted its last change. */
function forget(store: Store, appointment: Appointment, revision: number): Promise<void> {
  const key = recordKey(appointment);
  return store.update([key], (current) => ({
    writes: current?.revision === revision ? [remove(key)] : [],
    result: undefined,
  }));
}

/** How long a task waits for a call that the rate limiter doesn't allow in this run, in seconds. */
const limitedWait = 60;

/** Slack for a task: calls that change messages keep to the rate limits and to a Retry-After. */
function limitedSlacks(deps: StepDeps, appointment: Appointment, limits: Limits): Slacks {
  const takeTurn = (method: string) =>
    waitForTurn(deps, { appointment, limits }, method).catch((error: unknown) => {
      if (!(error instanceof Postponed)) throw error;
      const options = { retryAfter: limitedWait, cause: error };
      throw new SlackFailure(method, 'limited', 'ratelimited', options);
    });
  const limited =
    <Args extends readonly unknown[], Result>(
      method: string,
      call: (slack: Slack, ...args: Args) => Promise<Result>,
      turn = () => takeTurn(method),
    ) =>
    async (...args: Args): Promise<Result> => {
      await turn();
      return callSlack(deps, appointment, (slack) => call(slack, ...args));
    };
  const posting = (turns: { taken: number }) => ({
    waitToPost: async () => {
      await takeTurn('chat.postMessage');
      turns.taken += 1;
    },
    post: limited(
      'chat.postMessage',
      (slack, ...args: Parameters<Slack['post']>) => slack.post(...args),
      async () => {
        if (turns.taken > 0) turns.taken -= 1;
        else await takeTurn('chat.postMessage');
      },
    ),
  });
  return async (workspace) => ({
    ...(await deps.slacks(workspace)),
    ...posting({ taken: 0 }),
    update: limited('chat.update', (slack, ...args: Parameters<Slack['update']>) =>
      slack.update(...args),
    ),
    deleteMessage: limited('chat.delete', (slack, ...args: Parameters<Slack['deleteMessage']>) =>
      slack.deleteMessage(...args),
    ),
  });
}
