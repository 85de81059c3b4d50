import { hash } from 'node:crypto';
import type { Due } from '../../ports/outbox.ts';
import { isUserId, type Posted } from '../../ports/slack.ts';
import { nextUnsent, queueTime } from '../next-occurrence.ts';
import { type AppointmentRecord, dueOf, type Message, swapRecord, withSent } from '../record.ts';
import { withSlot } from '../slot-claims.ts';
import { markQueued } from './mark-queued.ts';
import { leadTime } from './next-step.ts';
import { recordFailure } from './record-failure.ts';
import {
  callSlack,
  Postponed,
  type StepDeps,
  type StepInput,
  type StepResult,
  waitForRateLimit,
  writeInTurn,
} from './step.ts';

/** In seconds; Slack accepts messages up to 120 days ahead. */
const maxAhead = 110 * 24 * 3600;

/**
 * A call recorded longer ago is not made (milliseconds), because another replica may soon consider
 * it lost.
 */
const maxRecordAge = 10_000;

export function digestOf(posted: Posted): string {
  return hash('sha256', JSON.stringify(posted), 'base64url').slice(0, 22);
}

/**
 * Queues the next message, or records when to. The attempt is recorded first, then comes one call,
 * then its outcome is recorded.
 */
export async function scheduleNext(deps: StepDeps, input: StepInput): Promise<StepResult> {
  const { store, clock, log } = deps;
  const { appointment, planner, record } = input;
  const now = Math.floor(clock.now() / 1000);
  const late = await lateMessage(input, now);
  const due = late ?? (await nextUnsent(planner, appointment, record.sent, now + leadTime));
  const missed = record.stage.name === 'idle' ? record.stage.missed : undefined;
  if (missed && !late && missed.postAt <= now + leadTime) {
    log.error({ ...appointment, occurrence: missed.occurrence }, 'not queued in time');
  }
  if (!due) return idleUntil({ ...record, wakeAt: undefined });
  const wakeAt = queueTime(planner, appointment, due.postAt);
  const isImmediate = record.wish === 'arrange' && planner.ahead === undefined;
  if (clock.now() < wakeAt && !(isImmediate && due.postAt - now < maxAhead)) {
    return idleUntil({ ...record, wakeAt });
  }

  try {
    const posted = await planner.compose(appointment, due);
    if (!posted) {
      await swapRecord(store, appointment, record, withSent(record, due.occurrence));
      return {};
    }
    const direct = await directChannel(deps, input, due);
    const channel = direct?.channel ?? due.place.channel;
    const message = { ...dueOf(due), channel, digest: digestOf(posted) };
    return await queue(direct ? { ...record, direct } : record, message, posted);
  } catch (error) {
    if (error instanceof Postponed) throw error;
    return recordFailure(deps, input, error, { due });
  }

  async function idleUntil(next: AppointmentRecord): Promise<StepResult> {
    const stage = { name: 'idle' } as const;
    const { plannedFrom = now } = record;
    const idle: AppointmentRecord = { ...next, wish: 'none', stage, plannedFrom, attempts: 0 };
    const done = await swapRecord(store, appointment, record, idle);
    return { isSettled: done !== undefined };
  }

  async function queue(
    seen: AppointmentRecord,
    unsent: Omit<Message, 'second'>,
    posted: Posted,
  ): Promise<StepResult> {
    const token = crypto.randomUUID();
    const attempt = await writeInTurn(deps, input, 'chat.scheduleMessage', (turn) =>
      withSlot(clock, appointment, unsent, async (second, claim) => {
        const message = { ...unsent, second };
        const since = clock.now();
        const stage = { ...message, name: 'queueing', token, since } as const;
        const next = { ...seen, wish: 'none', stage } as const;
        const recorded = await swapRecord(store, appointment, seen, next, [turn, claim]);
        return { message, since, recorded };
      }),
    );
    const { message, since, recorded } = attempt;
    if (!recorded) return {};
    if (clock.now() - since > maxRecordAge) return { isSettled: true };
    const { thread } = message.place;
    const place = { channel: message.channel, ...(thread ? { thread } : {}) };
    let scheduled: string;
    try {
      scheduled = await callSlack(deps, appointment, (slack) =>
        slack.schedule(place, message.second, posted),
      );
    } catch (error) {
      return recordFailure(deps, { ...input, record: recorded }, error, { due: message, token });
    }
    return markQueued(deps, input, message, { token, scheduled });
  }
}

/** A message that wasn't queued in time and may still be sent, at the next full minute. */
async function lateMessage(
  { appointment, planner, record: { plannedFrom, sent } }: StepInput,
  now: number,
): Promise<Due | undefined> {
  if (planner.late === undefined || plannedFrom === undefined) return undefined;
  const from = Math.max(now - planner.late, plannedFrom);
  const due = await nextUnsent(planner, appointment, sent, from);
  const soonest = now + leadTime;
  if (!due || due.postAt > soonest) return undefined;
  return { ...due, postAt: Math.ceil(soonest / 60) * 60 };
}

/**
 * Slack lists scheduled messages by channel, so a user's id is resolved once to their direct
 * message channel.
 */
async function directChannel(
  deps: StepDeps,
  input: StepInput,
  { place: { channel: user } }: Due,
): Promise<AppointmentRecord['direct']> {
  const { direct } = input.record;
  if (!isUserId(user)) return undefined;
  if (direct?.user === user) return direct;
  await waitForRateLimit(deps, input, 'conversations.open');
  const channel = await callSlack(deps, input.appointment, (slack) => slack.directChannel(user));
  return { user, channel };
}
