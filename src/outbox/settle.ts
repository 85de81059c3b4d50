import type { Appointment, Due } from '../ports/outbox.ts';
import { type AppointmentRecord, dueOf, recordKey, swapRecord, withSent } from './record.ts';
import { lease, nextStep, type Step } from './steps/next-step.ts';
import { markUnknownSent, reconcile } from './steps/reconcile.ts';
import { recordFailure } from './steps/record-failure.ts';
import { scheduleNext } from './steps/schedule-next.ts';
import {
  type Limits,
  Postponed,
  type StepDeps,
  type StepInput,
  type StepResult,
} from './steps/step.ts';
import { checkMessage, unschedule } from './steps/unschedule.ts';
import { settleTask } from './task.ts';

/** More steps than this mean an endless loop. */
const maxSteps = 25;

const hour = 3_600_000;

export type Settled = {
  readonly onItsWay: Due | undefined;
  readonly ended: string | undefined;
  /** What stopped it, if anything; its index entry stays for the next run. */
  readonly postponedBy?: 'limit' | 'clock';
};

/**
 * Takes an appointment step by step to a state that needs nothing for now. Each step is recorded
 * before the next, so that any replica can continue after a crash. Replicas may do this
 * concurrently: a change is made only to the record that was read. An `entry` that the record no
 * longer refers to is ignored. Rejects if the store can't be reached; any other failure is recorded
 * and retried later.
 */
export async function settle(
  deps: StepDeps,
  appointment: Appointment,
  limits: Limits,
  entry?: { readonly wakeAt: number },
): Promise<Settled> {
  const { store, clock, log, planners, tasks } = deps;
  const planner = planners.get(appointment.kind);
  const task = tasks.get(appointment.kind);
  if (task) {
    await settleTask(deps, appointment, task, limits, entry);
    return { onItsWay: undefined, ended: undefined };
  }
  let onItsWay: Due | undefined;
  for (let steps = 0; steps < maxSteps; steps += 1) {
    if ((await clock.isRight?.()) === false)
      return { onItsWay, ended: undefined, postponedBy: 'clock' };
    const record = await store.get(recordKey(appointment));
    const isStale = steps === 0 && entry !== undefined && record?.wakeAt !== entry.wakeAt;
    const step = record && !isStale ? nextStep(record, clock.now()) : 'wait';
    if (record && !planner && step !== 'wait') await skipUnknownKind(record);
    if (record && step === 'wait' && 'since' in record.stage)
      deps.wakeAt(record.stage.since + lease);
    if (!record || !planner || step === 'wait') return { onItsWay, ended: undefined };
    const input: StepInput = { appointment, planner, record, limits };
    try {
      const result = await runStep(step, deps, input).catch((error: unknown) => {
        if (error instanceof Postponed) throw error;
        return recordFailure(deps, input, error);
      });
      onItsWay = result.onItsWay ?? onItsWay;
      if (result.isSettled) return { onItsWay, ended: result.ended };
    } catch (error) {
      if (!(error instanceof Postponed)) throw error;
      return { onItsWay, ended: undefined, postponedBy: 'limit' };
    }
  }
  log.error({ ...appointment }, `appointment did not settle after ${maxSteps} steps`);
  return { onItsWay, ended: undefined };

  /** Leaves records of unknown kinds alone: a newer replica may own them. */
  async function skipUnknownKind(record: AppointmentRecord): Promise<void> {
    log.warn({ ...appointment }, 'no planner registered for this kind; retrying in an hour');
    const wakeAt = clock.now() + hour;
    await swapRecord(store, appointment, record, { ...record, wakeAt });
  }
}

async function runStep(step: Step, deps: StepDeps, input: StepInput): Promise<StepResult> {
  const { appointment, record } = input;
  const { stage } = record;
  const swap = async (next: typeof record): Promise<StepResult> => {
    await swapRecord(deps.store, appointment, record, next);
    return {};
  };
  if (step === 'plan') return scheduleNext(deps, input);
  if (step === 'clear' || stage.name === 'idle') return clear();
  switch (step) {
    case 'sent': {
      const next = withSent(record, stage.occurrence);
      // Most have another message to queue, and that it was sent is written with it.
      if (next.wish !== 'cancel') return scheduleNext(deps, { ...input, record: next });
      return swap(next);
    }
    case 'mark-sent':
      await swap(withSent(record, stage.occurrence));
      return { onItsWay: dueOf(stage) };
    case 'check':
      return stage.name === 'queued' ? checkMessage(deps, input, stage) : {};
    case 'unschedule':
      return stage.name === 'queueing' ? {} : unschedule(deps, input, stage);
    case 'reconcile':
      return stage.name === 'queued' ? {} : reconcile(deps, input, stage);
    case 'mark-unknown':
      return stage.name === 'queued' ? {} : markUnknownSent(deps, input, stage);
    case 'wait':
      return { isSettled: true };
  }

  async function clear(): Promise<StepResult> {
    const next = { ...record, wish: 'none', stage: { name: 'idle' }, wakeAt: undefined } as const;
    const done = await swapRecord(deps.store, appointment, record, next);
    return { isSettled: done !== undefined };
  }
}
