import { onTestFinished } from 'vitest';
import { readManifest } from '../../playground/index.ts';
import { stoppedClock } from '../../playground/server/clock.ts';
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

/** Some replicas of the outbox on one store, one local Slack and one clock that stands still. */
export async function outboxes({
  replicas = 1,
  store: given,
  around = (slack) => slack,
  aroundStore = (store) => store,
}: {
  replicas?: number;
  store?: Store;
  around?: (slack: Slack) => Slack;
  aroundStore?: (store: Store) => Store;
} = {}) {
  const clock = stoppedClock(noon);
  const slack = await localSlack({ manifest, clock });
  const log = recordedLog();
  const store = given ?? (await openStore({ url: 'memory:', clock, log }));
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
      slacks: async (workspace) => around(await slacks(workspace)),
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

  /** One run, however long it waits for its turns: the clock goes on while it does. */
  async function run(one: RunningOutbox = box): Promise<void> {
    let isDone = false;
    const running = one.run(minute).finally(() => {
      isDone = true;
    });
    running.catch(() => {});
    for (let waits = 0; !isDone; waits += 1) {
      await (waits < 20 ? aMoment() : aWhile());
      if (waits % 50 === 49) clock.advance(second);
    }
    await running;
  }

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
