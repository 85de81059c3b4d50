import type { Clock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import type { Appointment, Due, Planner } from '../../ports/outbox.ts';
import { type Slack, SlackFailure, type Slacks } from '../../ports/slack.ts';
import type { Store } from '../../ports/store.ts';
import type { RateLimiter } from '../rate-limiter.ts';
import type { AppointmentRecord } from '../record.ts';

export type StepDeps = {
  readonly store: Store;
  readonly slacks: Slacks;
  readonly rates: RateLimiter;
  readonly clock: Clock;
  readonly log: Log;
  readonly planners: ReadonlyMap<string, Planner>;
};

/** One step for one appointment. */
export type StepInput = {
  readonly appointment: Appointment;
  readonly planner: Planner;
  /** As it was seen when the step was chosen. */
  readonly record: AppointmentRecord;
  readonly limits: Limits;
};

export type Limits = {
  /** Milliseconds since 1970: no turn is waited for beyond it. */
  readonly until: number;
  /** Runs what waits without counting as at work. */
  readonly outside: <Result>(wait: () => Promise<Result>) => Promise<Result>;
};

/** What a step adds to the answer; `rest` where there is nothing more to do now. */
export type StepResult = {
  readonly onItsWay?: Due;
  readonly ended?: string;
  readonly isAtRest?: boolean;
};

/** The turn of a call does not come in time. Nothing was done; it is for later. */
export class RateLimitTimeout extends Error {
  constructor(method: string) {
    super(`no turn for ${method} in time`);
    this.name = 'NoTurn';
  }
}

export async function waitForRateLimit(
  { rates }: StepDeps,
  work: StepInput,
  method: string,
): Promise<void> {
  const { until, outside } = work.limits;
  const { workspace } = work.appointment;
  if (!(await outside(() => rates.turn(workspace, method, until))))
    throw new RateLimitTimeout(method);
}

/** Makes a call whose turn has come. */
export async function callSlack<Result>(
  { slacks, rates }: StepDeps,
  { workspace }: Appointment,
  call: (slack: Slack) => Promise<Result>,
): Promise<Result> {
  try {
    return await call(await slacks(workspace));
  } catch (error) {
    if (error instanceof SlackFailure && error.outcome === 'limited') {
      rates.close(workspace, error.method, error.retryAfter ?? 30);
    }
    throw error;
  }
}
