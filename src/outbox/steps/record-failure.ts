import type { Due } from '../../ports/outbox.ts';
import { SlackFailure } from '../../ports/slack.ts';
import { StoreUnavailable } from '../../ports/store.ts';
import {
  type AppointmentRecord,
  dueOf,
  type Stage,
  updateRecord,
  withWishRestored,
} from '../record.ts';
import { isEnd, nextAttempt } from '../retry-policy.ts';
import { releaseSlot } from '../slot-claims.ts';
import { lease } from './next-step.ts';
import type { StepDeps, StepInput, StepResult } from './step.ts';

/** Milliseconds, times the number of failed attempts: a deletion has to succeed well before. */
const deletionRetryDelay = 15_000;

/**
 * Records a failed step: the appointment ends, or is retried later. `due` is the message concerned;
 * `token` names the attempt if queueing failed. Rejects with `StoreUnavailable`, and the unchanged
 * record is enough to continue from.
 */
export async function recordFailure(
  deps: StepDeps,
  { appointment, planner, record }: StepInput,
  error: unknown,
  { due, token }: { readonly due?: Due; readonly token?: string } = {},
): Promise<StepResult> {
  if (error instanceof StoreUnavailable) throw error;
  const { store, clock, log } = deps;
  const { workspace } = appointment;
  const now = clock.now();
  deps.metrics?.outboxMessage('failed');
  const failure = error instanceof SlackFailure ? error : undefined;
  const isUnsure = token !== undefined && failure?.outcome === 'unsure';
  const isLimited = failure?.outcome === 'limited';
  const ended = failure && isEnd(failure) ? failure.code : undefined;
  const reason = failure?.message ?? 'not a failure of Slack’s';
  if (ended) {
    log.warn({ ...appointment, reason }, 'appointment ended');
    await notifyEnded(ended);
  } else {
    const fields = { ...appointment, reason, attempts: record.attempts + 1 };
    log.warn(failure ? fields : { ...fields, err: error }, 'step failed; will retry');
  }
  const attempts = record.attempts + (isLimited ? 0 : 1);
  const wakeAt = ended ? undefined : wakeTime();
  let released: Stage | undefined;
  await updateRecord(store, appointment, wakeAt, (current) => {
    if (!current || !isOurs(current)) return undefined;
    const { stage, ...rest } = current;
    const keepsStage = token === undefined || isUnsure;
    released = keepsStage ? undefined : stage;
    return {
      ...(keepsStage ? rest : withWishRestored(rest)),
      ...(ended ? { wish: 'none' } : {}),
      stage: ended
        ? { name: 'idle' }
        : keepsStage && stage.name !== 'idle'
          ? failed(stage)
          : idle(),
      attempts,
      wakeAt,
    };
  });
  if (released && released.name !== 'idle') await releaseSlot(store, appointment, released);
  if (wakeAt !== undefined) deps.wakeAt(wakeAt);
  // The rate limiter waits until Slack takes the call again.
  const isRetriedNow =
    failure?.outcome === 'limited' && deps.rateLimiter.isBlocked(workspace, failure.method);
  return { isSettled: !isRetriedNow, ...(ended ? { ended } : {}) };

  /**
   * An outage leaves the record unchanged, so that this runs again; any other error of the
   * planner's is ignored.
   */
  async function notifyEnded(code: string): Promise<void> {
    try {
      await planner.ended(appointment, code);
    } catch (failed) {
      if (failed instanceof StoreUnavailable) throw failed;
      log.error({ ...appointment, err: failed }, 'a planner failed in ended()');
    }
  }

  function isOurs({ revision, stage }: AppointmentRecord): boolean {
    if (token !== undefined) return stage.name === 'queueing' && stage.token === token;
    return revision === record.revision || isSameDeletion(stage, record.stage);
  }

  /** A deletion that failed is no longer running, so that it is tried again at once. */
  function failed(stage: Stage): Stage {
    return stage.name === 'unqueueing' ? { ...stage, since: 0 } : stage;
  }

  function idle(): Stage {
    return { name: 'idle', ...(due ? { missed: dueOf(due) } : {}) };
  }

  function wakeTime(): number {
    if (isLimited) return now + (failure?.retryAfter ?? 30) * 1000;
    const { stage } = record;
    const postAt = due?.postAt ?? (stage.name === 'idle' ? undefined : stage.postAt);
    const next = nextAttempt(now, attempts, postAt);
    if (stage.name === 'unqueueing') return Math.min(next, now + attempts * deletionRetryDelay);
    return isUnsure ? Math.max(next, now + lease) : next;
  }
}

/** Whatever the plan has become meanwhile. */
const isSameDeletion = (one: Stage, other: Stage): boolean =>
  one.name === 'unqueueing' &&
  other.name === 'unqueueing' &&
  one.scheduled === other.scheduled &&
  one.since === other.since;
