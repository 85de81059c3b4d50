import { StoreUnavailable } from '../../ports/store.ts';
import { nextUnsent, queueTime } from '../next-occurrence.ts';
import { dueOf, type Message, recordKey, updateRecord } from '../record.ts';
import {
  callSlack,
  type StepDeps,
  type StepInput,
  type StepResult,
  waitForRateLimit,
} from './step.ts';

/** How long after it is due a message is settled again, in milliseconds. */
const settleDelay = 60_000;

/**
 * How long deleting an extra message may wait, in milliseconds: no record of it stays for a later
 * run.
 */
const deleteExtraTimeout = 5 * 60_000;

/**
 * Slack has the message: tells the planner and records its id. If the attempt took so long that it
 * was given up, another replica has queued the same occurrence, so this message is deleted.
 */
export async function markQueued(
  deps: StepDeps,
  input: StepInput,
  message: Message,
  { token, scheduled }: { readonly token: string; readonly scheduled: string },
): Promise<StepResult> {
  const { store, clock, log } = deps;
  const { appointment } = input;
  await notifyQueued(deps, input, message);
  const wakeAt = await wakeAfter(deps, input, message);
  const recorded = await updateRecord(store, appointment, wakeAt, (current) => {
    if (current?.stage.name !== 'queueing' || current.stage.token !== token) return undefined;
    return {
      ...current,
      stage: { ...message, name: 'queued', scheduled },
      attempts: 0,
      wakeAt: current.wish === 'none' ? wakeAt : current.wakeAt,
    };
  });
  const { workspace, kind } = appointment;
  const { occurrence, postAt } = message;
  if (recorded) {
    deps.metrics?.outboxMessage('queued');
    log.info({ workspace, kind, occurrence, postAt }, 'queued');
    return { isSettled: recorded.wish === 'none' };
  }
  const current = await store.get(recordKey(appointment));
  if (current && 'scheduled' in current.stage && current.stage.scheduled === scheduled) return {};
  log.warn({ workspace, kind, occurrence, postAt }, 'queued too late; deleting it');
  const limits = { ...input.limits, until: clock.now() + deleteExtraTimeout };
  await waitForRateLimit(deps, { ...input, limits }, 'chat.deleteScheduledMessage');
  await callSlack(deps, appointment, (slack) => slack.unschedule(message.channel, scheduled));
  return {};
}

/**
 * An error of the planner's is logged and ignored, because Slack has the message; only an outage is
 * retried.
 */
export async function notifyQueued(
  { log }: StepDeps,
  { appointment, planner }: StepInput,
  message: Message,
): Promise<void> {
  try {
    await planner.queued?.(appointment, dueOf(message));
  } catch (error) {
    if (error instanceof StoreUnavailable) throw error;
    log.error({ ...appointment, err: error }, 'a planner failed in queued()');
  }
}

/** When to settle again (ms): when the message after this one may be queued. */
export async function wakeAfter(
  { log }: Pick<StepDeps, 'log'>,
  { appointment, planner, record }: Pick<StepInput, 'appointment' | 'planner' | 'record'>,
  { occurrence, postAt, second }: Message,
): Promise<number> {
  const earliest = second * 1000 + settleDelay;
  try {
    const next = await nextUnsent(planner, appointment, [...record.sent, occurrence], postAt);
    return next ? Math.max(earliest, queueTime(planner, appointment, next.postAt)) : earliest;
  } catch (error) {
    if (error instanceof StoreUnavailable) throw error;
    log.error({ ...appointment, err: error }, 'a planner failed in next()');
    return earliest;
  }
}
