import type { Clock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import type { Metrics } from '../../ports/metrics.ts';
import type { Appointment, Due, Planner, Task } from '../../ports/outbox.ts';
import { type Slack, SlackFailure, type Slacks } from '../../ports/slack.ts';
import type { Store } from '../../ports/store.ts';
import { type RateLimiter, type Turn, takeTurn } from '../rate-limiter.ts';
import type { AppointmentRecord } from '../record.ts';

export type StepDeps = {
  readonly store: Store;
  readonly slacks: Slacks;
  readonly rateLimiter: RateLimiter;
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics?: Metrics | undefined;
  readonly planners: ReadonlyMap<string, Planner>;
  readonly tasks: ReadonlyMap<string, Task>;
  /** Asks for a run at this time (milliseconds), if none would come before. */
  readonly wakeAt: (time: number) => void;
};

/** The input of one step of one appointment. */
export type StepInput = {
  readonly appointment: Appointment;
  readonly planner: Planner;
  /** The record for which the step was chosen. */
  readonly record: AppointmentRecord;
  readonly limits: Limits;
};

export type Limits = {
  /** The rate limiter waits no longer than until this time, in milliseconds since 1970. */
  readonly until: number;
  /** Releases the appointment's slot while waiting. */
  readonly yieldWhile: <Result>(wait: () => Promise<Result>) => Promise<Result>;
};

/** The result of a step; `isSettled` if there is nothing more to do now. */
export type StepResult = {
  readonly onItsWay?: Due;
  readonly ended?: string;
  readonly isSettled?: boolean;
};

/** A call may not be made now, because of a rate limit or a wrong clock. Nothing was done. */
export class Postponed extends Error {
  override name = 'Postponed';
}

/** Always the same, as thousands may be postponed in a run, and nobody reads where. */
const postponed = new Postponed('it may not be called now');

/**
 * Waits until the method may be called, and takes the call's turn; rejects with `Postponed` if that
 * is too late, and with `SlackFailure` if the app is not in the workspace. Nothing is written for
 * such a one, as its data may just be deleted.
 */
export async function waitForTurn(
  deps: StepDeps,
  input: Pick<StepInput, 'appointment' | 'limits'>,
  method: string,
): Promise<void> {
  await withTurn(deps, input, method, (turn) => takeTurn(deps.store, turn));
}

/** Also rejects with `Postponed` while the clock is wrong, for what depends on the time. */
export function waitForRateLimit(deps: StepDeps, input: StepInput, method: string): Promise<void> {
  return writeInTurn(deps, input, method, (turn) => takeTurn(deps.store, turn));
}

/** Like `waitForRateLimit`; `write` takes the turn together with what it writes. */
export function writeInTurn<Result>(
  deps: StepDeps,
  input: StepInput,
  method: string,
  write: (turn: Turn) => Promise<Result>,
): Promise<Result> {
  return withTurn(deps, input, method, async (turn) => {
    if ((await deps.clock.isRight?.()) === false) throw postponed;
    return write(turn);
  });
}

async function withTurn<Result>(
  { rateLimiter, slacks, wakeAt }: StepDeps,
  { appointment, limits }: Pick<StepInput, 'appointment' | 'limits'>,
  method: string,
  write: (turn: Turn) => Promise<Result>,
): Promise<Result> {
  const { until, yieldWhile } = limits;
  const { workspace } = appointment;
  await slacks(workspace);
  const outcome = await rateLimiter.withTurn({ workspace, method, until }, write, yieldWhile);
  if ('result' in outcome) return outcome.result;
  wakeAt(outcome.start);
  throw postponed;
}

/**
 * Makes one call; the caller has already waited for the rate limiter. A 429 blocks the method.
 * Rejects with `SlackFailure`.
 */
export async function callSlack<Result>(
  { slacks, rateLimiter }: StepDeps,
  { workspace }: Appointment,
  call: (slack: Slack) => Promise<Result>,
): Promise<Result> {
  try {
    return await call(await slacks(workspace));
  } catch (error) {
    if (error instanceof SlackFailure && error.outcome === 'limited') {
      rateLimiter.block(workspace, error.method, error.retryAfter ?? 30);
    }
    throw error;
  }
}
