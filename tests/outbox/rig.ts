import { onTestFinished } from 'vitest';
import { readManifest } from '../../playground/index.ts';
import { type Clock, stoppedClock } from '../../playground/server/clock.ts';
import { type LocalSlack, localSlack } from '../../playground/server/local-slack.ts';
import { outbox, type RunningOutbox } from '../../src/outbox/outbox.ts';
import type { Appointment } from '../../src/ports/outbox.ts';
import type { Slack } from '../../src/ports/slack.ts';
import type { Store } from '../../src/ports/store.ts';
import { slackClients } from '../../src/slack/api/clients.ts';
import { slackLogger } from '../../src/slack/api/logger.ts';
import { openStore } from '../../src/store/store.ts';
import { recordedLog } from '../recorded-log.ts';
import { minute, type Noted, noon, type Plan, planner, second } from './plans.ts';

const manifest = await readManifest('manifest.yml');

/** Lets pending callbacks run; real HTTP answers need `aWhile`. */
export const aMoment = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const aWhile = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 1));

/** Advances the clock by `seconds` per `interval` real milliseconds until `work` is done. */
export async function asTimePasses<Result>(
  clock: Clock,
  work: Promise<Result>,
  { interval = 40, seconds = 1 } = {},
): Promise<Result> {
  let isDone = false;
  const end = () => {
    isDone = true;
  };
  work.then(end, end);
  for (let waits = 0; !isDone; waits += 1) {
    await (waits < 20 ? aMoment() : aWhile());
    if (waits > 20 && waits % interval === 0) clock.advance(seconds * second);
  }
  return work;
}

/** Replicas of the outbox on one store, with one local Slack and one stopped clock. */
export async function outboxes({
  replicas = 1,
  storeUrl = 'memory:',
  around = (slack) => slack,
}: {
  replicas?: number;
  /** Opened by each replica, except for the memory store. */
  storeUrl?: string;
  around?: (slack: Slack, clock: Clock) => Slack;
} = {}) {
  const clock = stoppedClock(noon);
  const slack = await localSlack({ manifest, clock });
  const log = recordedLog();
  const stores: Store[] = [];
  for (let count = 0; count < (storeUrl === 'memory:' ? 1 : replicas); count += 1) {
    stores.push(await openStore({ url: storeUrl, clock, log }));
  }
  const [store] = stores as [Store];
  const plans = new Map<string, Plan>();
  const noted: Noted = { queued: [], ended: [] };
  const open = (replica = 0): RunningOutbox => {
    const slacks = slackClients({
      botToken: async () => slack.botToken(),
      slackApiUrl: slack.apiUrl,
      logger: slackLogger(log),
      clock,
    });
    const box = outbox({
      store: stores[replica] ?? store,
      slacks: async (workspace) => around(await slacks(workspace), clock),
      clock,
      log,
      pause: (ms) => new Promise((resolve) => void clock.at(clock.now() + ms, resolve)),
    });
    box.register('tip', planner(plans, noted));
    box.register('recap', { ...planner(plans, noted), ahead: 1800 });
    return box;
  };
  const boxes = Array.from({ length: replicas }, (_, replica) => open(replica));
  onTestFinished(async () => {
    for (const one of stores) await one.close();
    await slack.close();
  });
  const channel = channelId(slack, 'general');
  const other = channelId(slack, 'service-desk');
  const [box] = boxes as [RunningOutbox];

  /** Advances the clock in steps, with a run of every replica after each. */
  async function pass(ms: number, step = 10 * minute): Promise<void> {
    const end = clock.now() + ms;
    while (clock.now() < end) {
      clock.set(Math.min(clock.now() + step, end));
      for (const one of boxes) await run(one);
    }
  }

  /** One run, however long it waits for the rate limiter. */
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

function channelId(slack: LocalSlack, name: string): string {
  const [message] = slack.messages(name);
  if (message) return message.channel;
  throw new Error(`Nothing was said in ${name}`);
}
