import { dueOf, type Stage, withSent } from '../record.ts';
import { swapRecord } from '../record-store.ts';
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

/** What became of a call whose answer was lost: Slack lists what waits in the channel at exactly this second. */
export async function reconcile(
  tools: StepDeps,
  work: StepInput,
  stage: Open,
): Promise<StepResult> {
  const { store, clock, log } = tools;
  const { appointment, record } = work;
  await waitForRateLimit(tools, work, 'chat.scheduledMessages.list');
  if (nextStep(record, clock.now()) !== 'find') return {};
  const { channel, second, occurrence } = stage;
  const [found] = await callSlack(tools, appointment, (slack) =>
    slack.scheduled(channel, second, second),
  );
  log.info({ ...appointment, occurrence, isThere: found !== undefined }, 'looked it up');
  if (!found) return markGone(tools, work, stage);
  if (stage.name === 'unqueueing') {
    await swapRecord(store, appointment, record, withSent(record, occurrence));
    return { onItsWay: dueOf(stage) };
  }
  const { name: _, token, since: __, ...message } = stage;
  await markQueued(tools, work, message, { token, scheduled: found.id });
  return {};
}

/** It is due, and nobody knows whether Slack has it. Twice would be worse than not at all: it counts as sent. */
export async function markUnknownSent(
  tools: StepDeps,
  work: StepInput,
  stage: Open,
): Promise<StepResult> {
  const { store, clock, log } = tools;
  const { appointment, record } = work;
  const { occurrence, second } = stage;
  log.error({ ...appointment, occurrence }, 'nobody knows whether it was queued; counts as sent');
  if (stage.name === 'queueing') await notifyQueued(tools, work, stage);
  await swapRecord(store, appointment, record, withSent(record, occurrence));
  return second * 1000 > clock.now() ? { onItsWay: dueOf(stage) } : {};
}
