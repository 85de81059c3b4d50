import { StoreUnavailable } from '../../ports/store.ts';
import { nextUnsent, queueTime } from '../next-occurrence.ts';
import { dueOf, type Message, recordKey } from '../record.ts';
import { changeRecord } from '../record-store.ts';
import { callSlack, type StepDeps, type StepInput, waitForRateLimit } from './step.ts';

/** A message is looked at again so long after it is due, in milliseconds. */
const afterwards = 60_000;

/** Taking an extra message back does not wait for a later run: nobody would know of it then. */
const extraPatience = 5 * 60_000;

/**
 * Slack has the message: tells the planner, and notes its id. If the attempt was given up meanwhile because it took so long, somebody
 * else has queued the same occurrence, and this one is taken back.
 */
export async function markQueued(
  tools: StepDeps,
  work: StepInput,
  message: Message,
  { token, scheduled }: { readonly token: string; readonly scheduled: string },
): Promise<void> {
  const { store, clock, log } = tools;
  const { appointment } = work;
  await notifyQueued(tools, work, message);
  const wakeAt = await wakeAfter(tools, work, message);
  const noted = await changeRecord(store, appointment, wakeAt, (current) => {
    if (current?.stage.name !== 'queueing' || current.stage.token !== token) return undefined;
    const { turnedOutSince: _, ...rest } = current;
    return {
      ...rest,
      stage: { ...message, name: 'queued', scheduled },
      attempts: 0,
      wakeAt: current.wish === 'none' ? wakeAt : current.wakeAt,
    };
  });
  const { workspace, kind } = appointment;
  const { occurrence, postAt } = message;
  if (noted) return log.info({ workspace, kind, occurrence, postAt }, 'queued');
  const current = await store.get(recordKey(appointment));
  if (current && 'scheduled' in current.stage && current.stage.scheduled === scheduled) return;
  log.warn({ workspace, kind, occurrence, postAt }, 'queued too late, so taken back');
  const limits = { ...work.limits, until: clock.now() + extraPatience };
  await waitForRateLimit(tools, { ...work, limits }, 'chat.deleteScheduledMessage');
  await callSlack(tools, appointment, (slack) => slack.unschedule(message.channel, scheduled));
}

/** Whatever the planner makes of it, the message is with Slack; only an outage leaves the note for later. */
export async function notifyQueued(
  { log }: StepDeps,
  { appointment, planner }: StepInput,
  message: Message,
): Promise<void> {
  try {
    await planner.queued?.(appointment, dueOf(message));
  } catch (error) {
    if (error instanceof StoreUnavailable) throw error;
    log.error({ ...appointment, err: error }, 'a planner could not take note');
  }
}

/** When to look again after a message that is queued: when the one after it may be. */
export async function wakeAfter(
  { log }: Pick<StepDeps, 'log'>,
  { appointment, planner, record }: Pick<StepInput, 'appointment' | 'planner' | 'record'>,
  { occurrence, postAt, second }: Message,
): Promise<number> {
  const earliest = second * 1000 + afterwards;
  try {
    const next = await nextUnsent(planner, appointment, [...record.sent, occurrence], postAt);
    return next ? Math.max(earliest, queueTime(planner, appointment, next.postAt)) : earliest;
  } catch (error) {
    if (error instanceof StoreUnavailable) throw error;
    log.error({ ...appointment, err: error }, 'a planner could not say what comes next');
    return earliest;
  }
}
