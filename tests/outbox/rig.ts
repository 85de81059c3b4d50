import { onTestFinished } from 'vitest';
import { readManifest } from '../../playground/index.ts';
import { type Clock, stoppedClock } from '../../playground/server/clock.ts';
import { type LocalSlack, localSlack } from '../../playground/server/local-slack.ts';
import { outbox, type RunningOutbox } from '../../src/outbox/outbox.ts';
import type { Clock as AppClock } from '../../src/ports/clock.ts';
import type { Log } from '../../src/ports/log.ts';
import type { Appointment } from '../../src/ports/outbox.ts';
import type { Slack } from '../../src/ports/slack.ts';
import type { Store } from '../../src/ports/store.ts';
import { slackClients } from '../../src/slack/api/clients.ts';
import { slackLogger } from '../../src/slack/api/logger.ts';
import type { Watch } from '../../src/slack/api/web-client.ts';
import { engineStore } from '../../src/store/engine-store.ts';
import { memoryEngine } from '../../src/store/engines/memory.ts';
import { openStore } from '../../src/store/store.ts';
import { recordedLog } from '../recorded-log.ts';
import { minute, type Noted, noon, type Plan, planner, second } from './plans.ts';

const manifest = await readManifest('manifest.yml');

/** Lets pending callbacks run. */
export const aMoment = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Moments without any work under way after which everything waits for the clock. */
const quietMoments = 4;

/** A replica's own clock, and how it looks at Slack's answers. */
export type ReplicaClock = { readonly clock: AppClock; readonly watch?: Watch };

/** Replicas of the outbox on one store, with one local Slack and one stopped clock. */
export async function outboxes({
  replicas = 1,
  storeUrl = 'memory:',
  around = (slack) => slack,
  clockOf = (_replica, clock) => ({ clock }),
}: {
  replicas?: number;
  /** Opened by each replica; they share one memory store. */
  storeUrl?: string;
  around?: (slack: Slack, clock: Clock) => Slack;
  clockOf?: (replica: number, clock: Clock, log: Log) => ReplicaClock;
} = {}) {
  const clock = stoppedClock(noon);
  const slack = await localSlack({ manifest, clock });
  const log = recordedLog();
  const memory = memoryEngine();
  const { busy, counted } = workCounter();
  const clocks = Array.from({ length: replicas }, (_, replica) => clockOf(replica, clock, log));
  const stores: Store[] = [];
  for (const { clock: own } of clocks) {
    const isMemory = storeUrl === 'memory:';
    const options = { clock: own, log };
    const opened = isMemory
      ? engineStore(memory, options)
      : await openStore({ url: storeUrl, ...options });
    stores.push(countedStore(opened, counted));
  }
  const [store] = stores as [Store];
  const plans = new Map<string, Plan>();
  const noted: Noted = { queued: [], ended: [] };
  const open = (replica = 0): RunningOutbox => {
    const { clock: own, watch } = clocks[replica] as ReplicaClock;
    const slacks = slackClients({
      accessOf: async () => ({ token: slack.botToken() }),
      slackApiUrl: slack.apiUrl,
      logger: slackLogger(log),
      clock: own,
      store: stores[replica] ?? store,
      watch,
    });
    const box = outbox({
      store: stores[replica] ?? store,
      slacks: async (workspace) => around(countedSlack(await slacks(workspace), counted), clock),
      clock: own,
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

  /** Advances the clock second by second, whenever everything waits for it, until the work is done. */
  async function whileTimePasses<Result>(work: Promise<Result>): Promise<Result> {
    let isDone = false;
    const end = () => {
      isDone = true;
    };
    work.then(end, end);
    for (let quiet = 0; !isDone; quiet = busy() > slack.faults.held() ? 0 : quiet + 1) {
      if (quiet > quietMoments) clock.advance(second);
      await aMoment();
    }
    return work;
  }

  /** One run, however long it waits for the rate limiter. */
  const run = (one: RunningOutbox = box) => whileTimePasses(one.run(minute));

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
    whileTimePasses,
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

type Counted = <Result>(work: Promise<Result>) => Promise<Result>;

/** Counts the calls to Slack and the store that are under way. */
function workCounter(): { readonly busy: () => number; readonly counted: Counted } {
  let count = 0;
  return {
    busy: () => count,
    counted: (work) => {
      count += 1;
      return work.finally(() => {
        count -= 1;
      });
    },
  };
}

function countedSlack(slack: Slack, counted: Counted): Slack {
  return {
    ...slack,
    schedule: (...args) => counted(slack.schedule(...args)),
    scheduled: (...args) => counted(slack.scheduled(...args)),
    unschedule: (...args) => counted(slack.unschedule(...args)),
    directChannel: (...args) => counted(slack.directChannel(...args)),
  };
}

/** A lock counts while it is waited for and released. */
function countedStore(store: Store, counted: Counted): Store {
  return {
    ...store,
    get: (...args) => counted(store.get(...args)),
    getMany: (...args) => counted(store.getMany(...args)),
    setMany: (...args) => counted(store.setMany(...args)),
    update: (...args) => counted(store.update(...args)),
    claim: (...args) => counted(store.claim(...args)),
    release: (...args) => counted(store.release(...args)),
    withLock: async (name, task, timeout) => {
      const begun = Promise.withResolvers<void>();
      const done = Promise.withResolvers<void>();
      const locked = store.withLock(
        name,
        (lock) => {
          begun.resolve();
          return task(lock).finally(done.resolve);
        },
        timeout,
      );
      await Promise.race([counted(Promise.race([begun.promise, locked])), locked]);
      await done.promise;
      return counted(locked);
    },
  };
}
