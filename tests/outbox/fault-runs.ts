import type { Fault } from '../../playground/server/faults.ts';
import type { LocalSlack } from '../../playground/server/local-slack.ts';
import { type Slack, SlackFailure } from '../../src/ports/slack.ts';
import { seeded } from '../random.ts';
import { type Count, countOf } from './counts.ts';
import { day, hour, minute, second } from './plans.ts';
import { outboxes } from './rig.ts';

type MakeFault = (
  random: () => number,
) => Fault extends infer Any ? Omit<Any & Fault, 'on'> : never;

/** The faults by name. */
export const faultKinds = {
  'dropped before it was accepted': () => ({ does: 'drop-before' }),
  'dropped after it was accepted': () => ({ does: 'drop-after' }),
  'rate limit': (random) => ({ does: 'rate-limit', retryAfter: 1 + Math.floor(random() * 300) }),
  'HTTP 500, nothing done': () => ({ does: 'status', status: 500 }),
  'HTTP 500, done': () => ({ does: 'status', status: 500, after: true }),
  'timeout, done later': (random) => ({ does: 'delay', ms: (11 + random() * 50) * second }),
} satisfies Record<string, MakeFault> as Record<string, MakeFault>;

/** The calls that fail, by how often. */
export const methods = [
  'chat.scheduleMessage',
  'chat.scheduleMessage',
  'chat.scheduleMessage',
  'chat.scheduledMessages.list',
  'chat.deleteScheduledMessage',
];

/**
 * Two replicas with three daily plans: a day and a half with a fault at every other run while
 * people change the plans, then half a day without faults. Counts how often each message came.
 */
export async function faultRun(name: string, seed: number, storeUrl = 'memory:'): Promise<Count> {
  const random = seeded(seed);
  const pick = <Value>(values: readonly Value[]) =>
    values[Math.floor(random() * values.length)] as Value;
  const isTimeout = name.startsWith('timeout');
  const rig = await outboxes({
    replicas: 2,
    storeUrl,
    around: (slack, clock) => (isTimeout ? impatient(slack, clock) : slack),
  });
  const { slack, clock, plans, boxes, tip, whileTimePasses: during } = rig;
  const start = clock.now();
  for (const id of ['a', 'b', 'c']) {
    // The first is due no sooner than an hour after noon.
    const minutes = (13 * 60 + Math.floor(random() * 22 * 60)) % (24 * 60);
    plans.set(id, { minutes, channel: pick([rig.channel, rig.other]), text: id });
  }
  await during(Promise.all([...plans.keys()].map((id) => pick(boxes).arrange(tip(id)))));
  while (clock.now() < start + 2 * day) {
    const isQuiet = clock.now() > start + 1.5 * day;
    slack.faults.clear();
    if (!isQuiet && random() < 0.5) {
      slack.faults.add({ on: pick(methods), ...faultKinds[name]?.(random) } as Fault);
    }
    clock.advance((1 + random() * (isQuiet ? 30 : 12)) * minute);
    await during(Promise.all([...boxes.map((box) => box.run(minute)), change()]));
  }
  return countOf(slack, start, clock.now(), plans);

  /**
   * Somebody saves a plan again, or says it otherwise; the latter two hours before it is due at the
   * latest.
   */
  async function change(): Promise<void> {
    if (random() > 0.1) return;
    const [id, plan] = pick([...plans]);
    const due = start - 12 * hour + plan.minutes * minute;
    const left = (((due - clock.now()) % day) + day) % day;
    if (random() < 0.5 && left > 2 * hour) plan.text = `${id}${Math.floor(random() * 100)}`;
    await pick(boxes).arrange(tip(id));
  }
}

/** Gives a call up after ten seconds of the clock, as a client does; Slack may go on with it. */
export function impatient(slack: Slack, clock: LocalSlack['clock']): Slack {
  const within = <Result>(method: string, call: Promise<Result>): Promise<Result> => {
    call.catch(() => {});
    return Promise.race([
      call,
      new Promise<never>((_, reject) =>
        clock.at(clock.now() + 10 * second, () =>
          reject(new SlackFailure(method, 'unsure', 'timeout')),
        ),
      ),
    ]);
  };
  return {
    ...slack,
    schedule: (...args) => within('chat.scheduleMessage', slack.schedule(...args)),
    scheduled: (...args) => within('chat.scheduledMessages.list', slack.scheduled(...args)),
    unschedule: (...args) => within('chat.deleteScheduledMessage', slack.unschedule(...args)),
  };
}
