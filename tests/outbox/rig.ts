import { onTestFinished } from 'vitest';
import { readManifest } from '../../playground/index.ts';
import { type Clock, stoppedClock } from '../../playground/server/clock.ts';
import { type LocalSlack, localSlack } from '../../playground/server/local-slack.ts';
import { slackClients } from '../../src/connections/slack-clients.ts';
import { slackLogger } from '../../src/connections/slack-logger.ts';
import { outbox, type RunningOutbox } from '../../src/outbox/outbox.ts';
import type { Appointment, Due, Planner, Slack, Store } from '../../src/ports.ts';
import { openStore } from '../../src/store/store.ts';
import { recordedLog } from '../recorded-log.ts';

export const second = 1000;
export const minute = 60 * second;
export const hour = 60 * minute;
export const day = 24 * hour;

/** A Monday, noon. */
export const noon = Date.UTC(2026, 10, 23, 12);

const manifest = await readManifest('manifest.yml');

/** A plan as a test changes it: a message at so many minutes after midnight (UTC), every day. */
export type Plan = {
  minutes: number;
  channel: string;
  text: string;
  until?: number;
  ahead?: number;
};

export type Noted = { readonly queued: string[]; readonly ended: string[] };

/** Knows the plans that a test keeps. */
export function planner(plans: Map<string, Plan>, noted: Noted): Planner {
  const planOf = ({ id }: Appointment) => plans.get(id);
  return {
    next: async (appointment, after) => {
      const plan = planOf(appointment);
      if (!plan) return undefined;
      const midnight = Math.floor(after / 86_400) * 86_400;
      const today = midnight + plan.minutes * 60;
      const postAt = today > after ? today : today + 86_400;
      if (plan.until !== undefined && postAt * 1000 > plan.until) return undefined;
      return { occurrence: dateOf(postAt), postAt, place: { channel: plan.channel } };
    },
    compose: async (appointment, { occurrence }) => ({
      text: `${planOf(appointment)?.text} ${occurrence}`,
      blocks: [],
    }),
    queued: async ({ id }: Appointment, { occurrence }: Due) => {
      const line = `${id} ${occurrence}`;
      if (!noted.queued.includes(line)) noted.queued.push(line);
    },
    ended: async ({ id }, reason) => {
      plans.delete(id);
      noted.ended.push(`${id} ${reason}`);
    },
  };
}

export const dateOf = (postAt: number): string =>
  new Date(postAt * 1000).toISOString().slice(0, 10);

export type Rig = Awaited<ReturnType<typeof outboxes>>;

/** Lets what is ready go on, and then what waits for real answers over real HTTP. */
export const aMoment = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const aWhile = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 1));

/** Lets the clock go on while something waits: so many seconds each time that so many milliseconds have really gone by. */
export async function asTimePasses<Result>(
  clock: Clock,
  work: Promise<Result>,
  { patience = 40, seconds = 1 } = {},
): Promise<Result> {
  let isDone = false;
  const end = () => {
    isDone = true;
  };
  work.then(end, end);
  for (let waits = 0; !isDone; waits += 1) {
    await (waits < 20 ? aMoment() : aWhile());
    if (waits > 20 && waits % patience === 0) clock.advance(seconds * second);
  }
  return work;
}

/** Some replicas of the outbox on one store, one local Slack and one clock that stands still. */
export async function outboxes({
  replicas = 1,
  openStore: given,
  around = (slack) => slack,
  aroundStore = (store) => store,
}: {
  replicas?: number;
  openStore?: (clock: Clock) => Promise<Store>;
  around?: (slack: Slack, clock: Clock) => Slack;
  aroundStore?: (store: Store) => Store;
} = {}) {
  const clock = stoppedClock(noon);
  const slack = await localSlack({ manifest, clock });
  const log = recordedLog();
  const store = await (given?.(clock) ?? openStore({ url: 'memory:', clock, log }));
  const plans = new Map<string, Plan>();
  const noted: Noted = { queued: [], ended: [] };
  const open = (): RunningOutbox => {
    const slacks = slackClients({
      botToken: async () => slack.botToken(),
      slackApiUrl: slack.apiUrl,
      logger: slackLogger(log),
    });
    const box = outbox({
      store: aroundStore(store),
      slacks: async (workspace) => around(await slacks(workspace), clock),
      clock,
      log,
      pause: (ms) => new Promise((resolve) => void clock.at(clock.now() + ms, resolve)),
    });
    box.register('tip', planner(plans, noted));
    box.register('recap', { ...planner(plans, noted), ahead: 1800 });
    return box;
  };
  const boxes = Array.from({ length: replicas }, open);
  onTestFinished(async () => {
    await store.close();
    await slack.close();
  });
  const channel = channelId(slack, 'general');
  const other = channelId(slack, 'service-desk');
  const [box] = boxes as [RunningOutbox];

  /** Moves the clock on, with a run of every replica after each step. */
  async function pass(ms: number, step = 10 * minute): Promise<void> {
    const end = clock.now() + ms;
    while (clock.now() < end) {
      clock.set(Math.min(clock.now() + step, end));
      for (const one of boxes) await run(one);
    }
  }

  /** One run, however long it waits for its turns. */
  const run = (one: RunningOutbox = box) => asTimePasses(clock, one.run(minute));

  return {
    clock,
    slack,
    log,
    store,
    plans,
    noted,
    box,
    boxes,
    open,
    channel,
    other,
    pass,
    run,
    tip: (id: string): Appointment => ({ workspace: 'T0100001', kind: 'tip', id }),
    texts: (name = 'general') =>
      slack
        .messages(name)
        .map(({ text }) => text)
        .filter((text) => /\d{4}-\d\d-\d\d$/.test(text)),
    times: (name = 'general') =>
      slack
        .messages(name)
        .filter(({ text }) => /\d{4}-\d\d-\d\d$/.test(text))
        .map(({ ts }) => new Date(Number(ts) * 1000).toISOString().slice(0, 16)),
    calls: (method: string) => slack.traffic.filter(({ name }) => name === method).length,
  };
}

export function channelId(slack: LocalSlack, name: string): string {
  const [message] = slack.messages(name);
  if (message) return message.channel;
  throw new Error(`Nothing was said in ${name}`);
}

/** How often the messages came that should have come. */
export type Count = {
  expected: number;
  once: number;
  twice: number;
  missing: number;
  other: number;
};

/** Looks at every day of every plan between two moments. */
export function countOf(
  slack: LocalSlack,
  from: number,
  to: number,
  plans: ReadonlyMap<string, Plan>,
): Count {
  const came = new Map<string, number>();
  for (const name of ['general', 'service-desk']) {
    for (const { text, ts } of slack.messages(name)) {
      const { id, date } = /^(?<id>[a-z])\d* (?<date>\d{4}-\d\d-\d\d)$/.exec(text)?.groups ?? {};
      if (!id || !date) continue;
      const due = Date.parse(date) + (plans.get(id)?.minutes ?? 0) * minute;
      const late = Number(ts) * 1000 - due;
      const line = late >= 0 && late < minute ? `${id} ${due}` : `${id} off the minute`;
      came.set(line, (came.get(line) ?? 0) + 1);
    }
  }
  const count: Count = { expected: 0, once: 0, twice: 0, missing: 0, other: 0 };
  for (const [id, { minutes }] of plans) {
    const first = Math.floor(from / day) * day + minutes * minute;
    for (let due = first; due <= to - minute; due += day) {
      if (due <= from) continue;
      const times = came.get(`${id} ${due}`) ?? 0;
      came.delete(`${id} ${due}`);
      count.expected += 1;
      if (times === 1) count.once += 1;
      else if (times === 0) count.missing += 1;
      else count.twice += 1;
    }
  }
  for (const times of came.values()) count.other += times;
  return count;
}

export function sumOf(counts: readonly Count[]): Count {
  const sum: Count = { expected: 0, once: 0, twice: 0, missing: 0, other: 0 };
  for (const count of counts) {
    for (const key of Object.keys(sum) as (keyof Count)[]) sum[key] += count[key];
  }
  return sum;
}
