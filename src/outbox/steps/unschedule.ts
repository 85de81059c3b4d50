import { lastMinutes } from '../../ports/outbox.ts';
import { SlackFailure } from '../../ports/slack.ts';
import { StoreUnavailable } from '../../ports/store.ts';
import { nextUnsent } from '../next-occurrence.ts';
import {
  type AppointmentRecord,
  dueOf,
  recordKey,
  type Stage,
  swapRecord,
  updateRecord,
  withWishRestored,
} from '../record.ts';
import { releaseSlot } from '../slot-claims.ts';
import { wakeAfter } from './mark-queued.ts';
import { leadTime } from './next-step.ts';
import { recordFailure } from './record-failure.ts';
import { digestOf } from './schedule-next.ts';
import { callSlack, type StepDeps, type StepInput, type StepResult, writeInTurn } from './step.ts';

type AtSlack = Extract<Stage, { name: 'queued' | 'unqueueing' }>;

/**
 * After a change: keeps the queued message if it is what would be queued now, and deletes it
 * otherwise.
 */
export async function checkMessage(
  deps: StepDeps,
  input: StepInput,
  stage: Extract<Stage, { name: 'queued' }>,
): Promise<StepResult> {
  const { store, clock } = deps;
  const { appointment, planner, record } = input;
  const now = Math.floor(clock.now() / 1000);
  const due = await nextUnsent(planner, appointment, record.sent, now + leadTime);
  const isSameDue =
    due?.occurrence === stage.occurrence &&
    due.postAt === stage.postAt &&
    due.place.channel === stage.place.channel &&
    due.place.thread === stage.place.thread;
  const posted = isSameDue ? await planner.compose(appointment, due) : undefined;
  if (!posted || digestOf(posted) !== stage.digest) return unschedule(deps, input, stage);
  const wakeAt = await wakeAfter(deps, input, stage);
  await swapRecord(store, appointment, record, { ...record, wish: 'none', wakeAt });
  return {};
}

/**
 * Deletes the queued message. The deletion is recorded first; repeating it after a crash does no
 * harm.
 */
export async function unschedule(
  deps: StepDeps,
  input: StepInput,
  stage: AtSlack,
): Promise<StepResult> {
  const { store, clock } = deps;
  const { appointment, record } = input;
  const recorded = await writeInTurn(deps, input, 'chat.deleteScheduledMessage', async (turn) => {
    const since = clock.now();
    // The rate limiter may have delayed us past the point of no return, so check again.
    if (stage.second * 1000 - since <= lastMinutes) return undefined;
    const next = { ...record, stage: { ...stage, name: 'unqueueing', since } } as const;
    return swapRecord(store, appointment, record, next, [turn]);
  });
  if (recorded?.stage.name !== 'unqueueing') return {};
  const now = { ...input, record: recorded };
  try {
    await callSlack(deps, appointment, (slack) =>
      slack.unschedule(stage.channel, stage.scheduled).catch(ignoreDeleted),
    );
  } catch (error) {
    return recordFailure(deps, now, error);
  }
  return markGone(deps, now, recorded.stage);
}

type Open = Extract<Stage, { name: 'queueing' | 'unqueueing' }>;

/**
 * Slack does not have the message, so the occurrence may be queued again; whatever the plan has
 * become meanwhile.
 */
export async function markGone(
  { store, log }: StepDeps,
  { appointment, planner }: Pick<StepInput, 'appointment' | 'planner'>,
  stage: Open,
): Promise<StepResult> {
  const isOurs = (current: AppointmentRecord | undefined): current is AppointmentRecord =>
    current !== undefined && callOf(current.stage) === callOf(stage);
  // Another process may have ended the deletion, and the message may be queued again.
  if (!isOurs(await store.get(recordKey(appointment)))) return {};
  // Before the record says so: after a crash it is said again.
  try {
    await planner.unqueued?.(appointment, dueOf(stage));
  } catch (error) {
    if (error instanceof StoreUnavailable) throw error;
    log.error({ ...appointment, err: error }, 'a planner failed in unqueued()');
  }
  const done = await updateRecord(store, appointment, undefined, (current) =>
    isOurs(current) ? { ...withWishRestored(current), stage: { name: 'idle' } } : undefined,
  );
  if (done) await releaseSlot(store, appointment, stage);
  return {};
}

/** Names the call that is open. */
function callOf(stage: Stage): string | undefined {
  if (stage.name === 'queueing') return stage.token;
  return stage.name === 'unqueueing' ? stage.scheduled : undefined;
}

/** It was already deleted, and only the answer was lost. */
function ignoreDeleted(error: unknown): void {
  if (error instanceof SlackFailure && error.code === 'invalid_scheduled_message_id') return;
  throw error;
}
