import { SlackFailure } from '../../ports/slack.ts';
import { nextUnsent } from '../next-occurrence.ts';
import { type AppointmentRecord, type Stage, stillWanted } from '../record.ts';
import { swapRecord } from '../record-store.ts';
import { releaseSlot } from '../slot-claims.ts';
import { wakeAfter } from './mark-queued.ts';
import { leadTime, nextStep } from './next-step.ts';
import { digestOf } from './schedule-next.ts';
import {
  callSlack,
  type StepDeps,
  type StepInput,
  type StepResult,
  waitForRateLimit,
} from './step.ts';

type AtSlack = Extract<Stage, { name: 'queued' | 'unqueueing' }>;

/** Something about the appointment has changed: keeps what is queued where it is what would be queued now. */
export async function checkMessage(
  tools: StepDeps,
  work: StepInput,
  stage: Extract<Stage, { name: 'queued' }>,
): Promise<StepResult> {
  const { store, clock } = tools;
  const { appointment, planner, record } = work;
  const now = Math.floor(clock.now() / 1000);
  const due = await nextUnsent(planner, appointment, record.sent, now + leadTime);
  const isRight =
    due?.occurrence === stage.occurrence &&
    due.postAt === stage.postAt &&
    due.place.channel === stage.place.channel &&
    due.place.thread === stage.place.thread &&
    digestOf(await planner.compose(appointment, due)) === stage.digest;
  if (!isRight) return unschedule(tools, work, stage);
  const wakeAt = await wakeAfter(tools, work, stage);
  await swapRecord(store, appointment, record, { ...record, wish: 'none', wakeAt });
  return {};
}

/** Deletes what is queued. That it is being deleted is noted first: whoever finds the record then deletes it again, which does no harm. */
export async function unschedule(
  tools: StepDeps,
  work: StepInput,
  stage: AtSlack,
): Promise<StepResult> {
  const { store, clock } = tools;
  const { appointment, record } = work;
  await waitForRateLimit(tools, work, 'chat.deleteScheduledMessage');
  const since = clock.now();
  // Waiting for the turn may have taken it into its last minutes.
  const isStill = nextStep({ ...record, stage: { ...stage, name: 'unqueueing', since } }, since);
  if (isStill !== 'take-back') return {};
  const going = await swapRecord(store, appointment, record, {
    ...record,
    stage: { ...stage, name: 'unqueueing', since },
  });
  if (!going) return {};
  await callSlack(tools, appointment, (slack) =>
    slack.unschedule(stage.channel, stage.scheduled).catch(unlessGone),
  );
  return markGone(tools, { ...work, record: going }, stage);
}

/** Slack does not have it: the occurrence may be queued anew. */
export async function markGone(
  { store }: StepDeps,
  { appointment, record }: Pick<StepInput, 'appointment' | 'record'>,
  stage: Exclude<Stage, { name: 'idle' }>,
): Promise<StepResult> {
  const next: AppointmentRecord = { ...stillWanted(record), stage: { name: 'idle' } };
  const done = await swapRecord(store, appointment, record, next);
  if (done) await releaseSlot(store, appointment, stage);
  return {};
}

/** It was deleted before, and only the answer was lost. */
function unlessGone(error: unknown): void {
  if (error instanceof SlackFailure && error.code === 'invalid_scheduled_message_id') return;
  throw error;
}
