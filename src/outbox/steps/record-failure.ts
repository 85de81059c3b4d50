import type { Due } from '../../ports/outbox.ts';
import { SlackFailure } from '../../ports/slack.ts';
import { StoreUnavailable } from '../../ports/store.ts';
import { type AppointmentRecord, dueOf, type Stage, stillWanted } from '../record.ts';
import { changeRecord } from '../record-store.ts';
import { isEnd, isUnauthorized, nextAttempt } from '../retry-policy.ts';
import { releaseSlot } from '../slot-claims.ts';
import { lease } from './next-step.ts';
import type { StepDeps, StepInput, StepResult } from './step.ts';

/**
 * Takes note of a step that failed: the appointment ends, or is tried again later. `due` is what it was about; `token` names the
 * attempt where the call that queues failed. Rejects with `StoreUnavailable`: then the record stays, and says enough for whoever comes next.
 */
export async function recordFailure(
  tools: StepDeps,
  { appointment, planner, record }: StepInput,
  error: unknown,
  { due, token }: { readonly due?: Due; readonly token?: string } = {},
): Promise<StepResult> {
  if (error instanceof StoreUnavailable) throw error;
  const { store, clock, log } = tools;
  const now = clock.now();
  const failure = error instanceof SlackFailure ? error : undefined;
  const isUnsure = token !== undefined && failure?.outcome === 'unsure';
  const isLimited = failure?.outcome === 'limited';
  const ended = failure && isEnd(failure, record, now) ? failure.code : undefined;
  const reason = failure?.message ?? 'not Slack’s failure';
  if (ended) {
    log.warn({ ...appointment, reason }, 'an appointment ended');
    await tellEnded(ended);
  } else {
    const fields = { ...appointment, reason, attempts: record.attempts + 1 };
    log.warn(failure ? fields : { ...fields, err: error }, 'to be tried again');
  }
  const attempts = record.attempts + (isLimited ? 0 : 1);
  const wakeAt = ended ? undefined : wakeTime();
  let released: Stage | undefined;
  await changeRecord(store, appointment, wakeAt, (current) => {
    if (!current || !isOurs(current)) return undefined;
    const { stage, turnedOutSince: since, ...rest } = current;
    const stays = token === undefined || isUnsure;
    released = stays ? undefined : stage;
    return {
      ...(stays ? rest : stillWanted(rest)),
      ...(ended ? { wish: 'none' } : {}),
      ...(failure && isUnauthorized(failure) ? { turnedOutSince: since ?? now } : {}),
      stage: ended ? { name: 'idle' } : stays && stage.name !== 'idle' ? stage : idle(),
      attempts,
      wakeAt,
    };
  });
  if (released && released.name !== 'idle') await releaseSlot(store, appointment, released);
  return { isAtRest: true, ...(ended ? { ended } : {}) };

  /** An outage leaves all as it is, to be told again; whatever else the planner makes of it, it is over. */
  async function tellEnded(code: string): Promise<void> {
    try {
      await planner.ended(appointment, code);
    } catch (failed) {
      if (failed instanceof StoreUnavailable) throw failed;
      log.error({ ...appointment, err: failed }, 'a planner could not take note of an end');
    }
  }

  function isOurs({ revision, stage }: AppointmentRecord): boolean {
    if (token === undefined) return revision === record.revision;
    return stage.name === 'queueing' && stage.token === token;
  }

  function idle(): Stage {
    return { name: 'idle', ...(due ? { missed: dueOf(due) } : {}) };
  }

  function wakeTime(): number {
    if (isLimited) return now + (failure?.retryAfter ?? 30) * 1000;
    const { stage } = record;
    const postAt = due?.postAt ?? (stage.name === 'idle' ? undefined : stage.postAt);
    const next = nextAttempt(now, attempts, postAt);
    return isUnsure ? Math.max(next, now + lease) : next;
  }
}
