import type { Appointment, Due } from '../ports/outbox.ts';
import { type AppointmentRecord, dueOf, recordKey, withSent } from './record.ts';
import { swapRecord } from './record-store.ts';
import { nextStep, type Step } from './steps/next-step.ts';
import { markUnknownSent, reconcile } from './steps/reconcile.ts';
import { recordFailure } from './steps/record-failure.ts';
import { scheduleNext } from './steps/schedule-next.ts';
import {
  type Limits,
  RateLimitTimeout,
  type StepDeps,
  type StepInput,
  type StepResult,
} from './steps/step.ts';
import { checkMessage, unschedule } from './steps/unschedule.ts';

/** More steps than this one after the other mean that something goes round in circles. */
const mostSteps = 25;

const hour = 3_600_000;

export type Settled = {
  readonly onItsWay: Due | undefined;
  readonly ended: string | undefined;
  /** It was not its turn yet; the index keeps it. */
  readonly isBusy: boolean;
};

/**
 * Brings an appointment to rest, one step after the other, each noted before the next: whoever reads the record after a crash can
 * go on. Others may be at it at the same time; each change is made only to the record that was seen. An `entry` that the record
 * does not name any more asks for nothing. Rejects where the store can't be reached; any other failure is noted and tried
 * again later.
 */
export async function settle(
  tools: StepDeps,
  appointment: Appointment,
  limits: Limits,
  entry?: { readonly wakeAt: number },
): Promise<Settled> {
  const { store, clock, log, planners } = tools;
  const planner = planners.get(appointment.kind);
  let onItsWay: Due | undefined;
  for (let steps = 0; steps < mostSteps; steps += 1) {
    const record = await store.get(recordKey(appointment));
    const isStale = steps === 0 && entry !== undefined && record?.wakeAt !== entry.wakeAt;
    const step = record && !isStale ? nextStep(record, clock.now()) : 'rest';
    if (record && !planner && step !== 'rest') await leave(record);
    if (!record || !planner || step === 'rest')
      return { onItsWay, ended: undefined, isBusy: false };
    const work: StepInput = { appointment, planner, record, limits };
    try {
      const result = await resultOf(step, tools, work).catch((error: unknown) => {
        if (error instanceof RateLimitTimeout) throw error;
        return recordFailure(tools, work, error);
      });
      onItsWay = result.onItsWay ?? onItsWay;
      if (result.isAtRest) return { onItsWay, ended: result.ended, isBusy: false };
    } catch (error) {
      if (!(error instanceof RateLimitTimeout)) throw error;
      return { onItsWay, ended: undefined, isBusy: true };
    }
  }
  log.error({ ...appointment }, 'an appointment does not come to rest');
  return { onItsWay, ended: undefined, isBusy: false };

  /** A version of the app that knows this kind may come back. */
  async function leave(record: AppointmentRecord): Promise<void> {
    log.warn({ ...appointment }, 'nobody plans this kind of appointment');
    const wakeAt = clock.now() + hour;
    await swapRecord(store, appointment, record, { ...record, wakeAt });
  }
}

async function resultOf(step: Step, tools: StepDeps, work: StepInput): Promise<StepResult> {
  const { appointment, record } = work;
  const { stage } = record;
  const swap = async (next: typeof record): Promise<StepResult> => {
    await swapRecord(tools.store, appointment, record, next);
    return {};
  };
  if (step === 'plan') return scheduleNext(tools, work);
  if (step === 'forget' || stage.name === 'idle') return forget();
  switch (step) {
    case 'passed':
      return swap(withSent(record, stage.occurrence));
    case 'let-go':
      await swap(withSent(record, stage.occurrence));
      return { onItsWay: dueOf(stage) };
    case 'check':
      return stage.name === 'queued' ? checkMessage(tools, work, stage) : {};
    case 'take-back':
      return stage.name === 'queueing' ? {} : unschedule(tools, work, stage);
    case 'find':
      return stage.name === 'queued' ? {} : reconcile(tools, work, stage);
    case 'give-up':
      return stage.name === 'queued' ? {} : markUnknownSent(tools, work, stage);
    case 'rest':
      return { isAtRest: true };
  }

  async function forget(): Promise<StepResult> {
    const next = { ...record, wish: 'none', stage: { name: 'idle' }, wakeAt: undefined } as const;
    const done = await swapRecord(tools.store, appointment, record, next);
    return { isAtRest: done !== undefined };
  }
}
