import { dueOf, type Stage, swapRecord, withSent } from '../record.ts';
import { markQueued, notifyQueued } from './mark-queued.ts';
import { nextStep } from './next-step.ts';
import {
  callSlack,
  type StepDeps,
  type StepInput,
  type StepResult,
  waitForRateLimit,
} from './step.ts';
import { markGone } from './unschedule.ts';

type Open = Extract<Stage, { name: 'queueing' | 'unqueueing' }>;

/**
 * Finds out whether a call with a lost answer was made, from the messages that Slack lists for
 * exactly its second.
 */
export async function reconcile(
  deps: StepDeps,
  input: StepInput,
  stage: Open,
): Promise<StepResult> {
  const { store, clock, log } = deps;
  const { appointment, record } = input;
  await waitForRateLimit(deps, input, 'chat.scheduledMessages.list');
  if (nextStep(record, clock.now()) !== 'reconcile') return {};
  const { channel, second, occurrence } = stage;
  const [found] = await callSlack(deps, appointment, (slack) =>
    slack.scheduled(channel, second, second),
  );
  log.info(
    { ...appointment, occurrence, isThere: found !== undefined },
    'reconciled a lost answer',
  );
  if (!found) return markGone(deps, input, stage);
  if (stage.name === 'unqueueing') {
    await swapRecord(store, appointment, record, withSent(record, occurrence));
    return { onItsWay: dueOf(stage) };
  }
  const { name: _, token, since: __, ...message } = stage;
  return markQueued(deps, input, message, { token, scheduled: found.id });
}

/**
 * It is too late to know whether Slack has the message. It counts as sent: twice would be worse
 * than not at all.
 */
export async function markUnknownSent(
  deps: StepDeps,
  input: StepInput,
  stage: Open,
): Promise<StepResult> {
  const { store, clock, log } = deps;
  const { appointment, record } = input;
  const { occurrence, second } = stage;
  log.error({ ...appointment, occurrence }, 'unknown whether it was queued; counts as sent');
  deps.metrics?.outboxMessage('unknown');
  if (stage.name === 'queueing') await notifyQueued(deps, input, stage);
  await swapRecord(store, appointment, record, withSent(record, occurrence));
  return second * 1000 > clock.now() ? { onItsWay: dueOf(stage) } : {};
}
