import { createHash } from 'node:crypto';
import type { Due } from '../../ports/outbox.ts';
import type { Posted } from '../../ports/slack.ts';
import { nextUnsent, queueTime } from '../next-occurrence.ts';
import { type AppointmentRecord, dueOf, type Message } from '../record.ts';
import { swapRecord } from '../record-store.ts';
import { claimSlot, releaseSlot } from '../slot-claims.ts';
import { markQueued } from './mark-queued.ts';
import { leadTime } from './next-step.ts';
import { recordFailure } from './record-failure.ts';
import {
  callSlack,
  RateLimitTimeout,
  type StepDeps,
  type StepInput,
  type StepResult,
  waitForRateLimit,
} from './step.ts';

/** Slack takes messages up to 120 days ahead. */
const farthest = 110 * 24 * 3600;

/** A call that was noted longer ago than this is not made any more: somebody else may soon take it for lost. */
const freshness = 10_000;

export function digestOf(posted: Posted): string {
  return createHash('sha256').update(JSON.stringify(posted)).digest('base64url').slice(0, 22);
}

/** Nothing is at Slack: queues what comes next, or notes when to. The note comes first, then one call, then a note of its outcome. */
export async function scheduleNext(tools: StepDeps, work: StepInput): Promise<StepResult> {
  const { store, clock, log } = tools;
  const { appointment, planner, record } = work;
  const now = Math.floor(clock.now() / 1000);
  const due = await nextUnsent(planner, appointment, record.sent, now + leadTime);
  const missed = record.stage.name === 'idle' ? record.stage.missed : undefined;
  if (missed && missed.postAt <= now + leadTime) {
    log.error({ ...appointment, occurrence: missed.occurrence }, 'could not be queued in time');
  }
  if (!due) return rest({ ...record, wakeAt: undefined });
  const wakeAt = queueTime(planner, appointment, due.postAt);
  const isAtOnce = record.wish === 'arrange' && planner.ahead === undefined;
  if (clock.now() < wakeAt && !(isAtOnce && due.postAt - now < farthest)) {
    return rest({ ...record, wakeAt });
  }

  try {
    const posted = await planner.compose(appointment, due);
    const direct = await directChannel(tools, work, due);
    await waitForRateLimit(tools, work, 'chat.scheduleMessage');
    const channel = direct?.channel ?? due.place.channel;
    const second = await claimSlot(tools, appointment, channel, due.postAt);
    const message = { ...dueOf(due), channel, second, digest: digestOf(posted) };
    return await queue(direct ? { ...record, direct } : record, message, posted);
  } catch (error) {
    if (error instanceof RateLimitTimeout) throw error;
    return recordFailure(tools, work, error, { due });
  }

  async function rest(next: AppointmentRecord): Promise<StepResult> {
    const stage = { name: 'idle' } as const;
    const { turnedOutSince: _, ...others } = next;
    const resting: AppointmentRecord = { ...others, wish: 'none', stage, attempts: 0 };
    const done = await swapRecord(store, appointment, record, resting);
    return { isAtRest: done !== undefined };
  }

  async function queue(
    seen: AppointmentRecord,
    message: Message,
    posted: Posted,
  ): Promise<StepResult> {
    const token = crypto.randomUUID();
    const since = clock.now();
    const stage = { ...message, name: 'queueing', token, since } as const;
    const noted = await swapRecord(store, appointment, seen, { ...seen, wish: 'none', stage });
    if (!noted) {
      await releaseSlot(store, appointment, message);
      return {};
    }
    if (clock.now() - since > freshness) return { isAtRest: true };
    const { thread } = message.place;
    const place = { channel: message.channel, ...(thread ? { thread } : {}) };
    let scheduled: string;
    try {
      scheduled = await callSlack(tools, appointment, (slack) =>
        slack.schedule(place, message.second, posted),
      );
    } catch (error) {
      return recordFailure(tools, { ...work, record: noted }, error, { due: message, token });
    }
    await markQueued(tools, work, message, { token, scheduled });
    return {};
  }
}

/** Slack schedules for a channel and lists by channel: a person's id is turned into that of their direct messages, once. */
async function directChannel(
  tools: StepDeps,
  work: StepInput,
  { place: { channel: user } }: Due,
): Promise<AppointmentRecord['direct']> {
  const { direct } = work.record;
  if (!/^[UW]/.test(user)) return undefined;
  if (direct?.user === user) return direct;
  await waitForRateLimit(tools, work, 'conversations.open');
  const channel = await callSlack(tools, work.appointment, (slack) => slack.directChannel(user));
  return { user, channel };
}
