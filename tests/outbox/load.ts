import { rateLimits } from '../../playground/server/api/rate-limits.ts';
import { type Clock, stoppedClock } from '../../playground/server/clock.ts';
import { outbox } from '../../src/outbox/outbox.ts';
import type { Planner } from '../../src/ports/outbox.ts';
import { type Slack, SlackFailure } from '../../src/ports/slack.ts';
import { LockTimeout, type Store } from '../../src/ports/store.ts';
import { openStore } from '../../src/store/store.ts';
import { recordedLog } from '../recorded-log.ts';
import { dateOf, hour, minute, noon, second } from './plans.ts';

/** As in the scheduler. */
const interval = 2 * minute;
const runLength = interval - 5 * second;

export type Load = {
  readonly workspaces: number;
  readonly plansEach: number;
  readonly replicas?: number;
};

export type LoadResult = {
  readonly expected: number;
  readonly queued: number;
  /** Calls that Slack would have answered with 429. */
  readonly limited: number;
  /** The most calls of one method for one workspace in one minute. */
  readonly mostInMinute: number;
  /** How many messages each replica queued. */
  readonly byReplica: readonly number[];
  /** The shortest time between queueing and being due, in hours. */
  readonly shortestLead: number;
  /** Processor time of a plan's day, in milliseconds. */
  readonly msPerPlan: number;
  /** Updates of the store for a plan's day. */
  readonly updates: number;
  /** The cost of a run when nothing is due. */
  readonly idle: { readonly ms: number; readonly reads: number };
  /** Memory per plan, including the memory store's records; only with `--expose-gc`. */
  readonly kbPerPlan: number;
};

/**
 * Plans for nine o'clock in several workspaces, on the memory store and a clock that runs as fast
 * as the work allows. Slack is a fake with rate limits that answers at once. The plans are arranged
 * on the first day; the figures are those of the second.
 */
export async function load({ workspaces, plansEach, replicas = 1 }: Load): Promise<LoadResult> {
  const heapBefore = heapUsed();
  const clock = stoppedClock(noon);
  const log = recordedLog();
  const limits = rateLimits(clock);
  let [limited, mostInMinute] = [0, 0];
  const leads: number[] = [];
  const byReplica = Array.from({ length: replicas }, () => 0);
  const lastMinute = new Map<string, number[]>();

  function called(team: string, method: string): void {
    const wait = limits.secondsToWait({ method, team, tier: 3 });
    const times = lastMinute.get(team) ?? [];
    const now = clock.now();
    times.push(now);
    while ((times[0] ?? now) <= now - minute) times.shift();
    lastMinute.set(team, times);
    mostInMinute = Math.max(mostInMinute, times.length);
    if (!wait) return;
    limited += 1;
    throw new SlackFailure(method, 'limited', 'ratelimited', { retryAfter: wait });
  }

  const slackOf = (team: string, replica: number) =>
    ({
      schedule: async (_place, postAt) => {
        called(team, 'chat.scheduleMessage');
        byReplica[replica] = (byReplica[replica] ?? 0) + 1;
        leads.push(postAt * 1000 - clock.now());
        return `Q${leads.length}`;
      },
    }) satisfies Partial<Slack> as unknown as Slack;

  const waiting = waitingFor(clock);
  const counted = countingStore(await openStore({ url: 'memory:', clock, log }));
  const boxes = byReplica.map((_, replica) => {
    const box = outbox({
      store: counted.store,
      slacks: async (workspace) => slackOf(workspace, replica),
      clock,
      log,
      pause: waiting.pause,
    });
    box.register('tip', atNine);
    return box;
  });

  const all = Array.from({ length: workspaces * plansEach }, (_, at) => ({
    workspace: `T${at % workspaces}`,
    kind: 'tip',
    id: `C${at}`,
  }));
  // Forty plans a minute per workspace and replica, as nobody sets up ten thousand at once.
  const each = Math.ceil(40 * workspaces * replicas);
  for (let from = 0; from < all.length; from += each) {
    const some = all.slice(from, from + each);
    const arranged = some.map((appointment, at) => boxes[at % replicas]?.arrange(appointment));
    await whileTimePasses(Promise.all(arranged));
    await day(clock.now() + minute);
  }
  // Until shortly before nine; all for this nine are queued, and nothing for the next.
  await day(noon + 21 * hour - 10 * minute);
  const idle = await idleRun();
  leads.length = 0;
  byReplica.fill(0);
  log.lines.length = 0;
  const updatesBefore = counted.updates();
  const before = process.cpuUsage();
  await day(noon + 45 * hour);
  const { user, system } = process.cpuUsage(before);
  const updates = (counted.updates() - updatesBefore) / all.length;
  const kbPerPlan = (heapUsed() - heapBefore) / 1024 / all.length;
  return {
    expected: all.length,
    queued: leads.length,
    limited,
    mostInMinute,
    byReplica,
    shortestLead:
      leads.reduce((one, other) => Math.min(one, other), Number.POSITIVE_INFINITY) / hour,
    msPerPlan: (user + system) / 1000 / all.length,
    updates,
    idle,
    kbPerPlan,
  };

  /** Runs every two minutes until then. */
  async function day(until: number): Promise<void> {
    while (clock.now() < until) {
      const started = clock.now();
      await whileTimePasses(Promise.all(boxes.map((box) => box.run(runLength))));
      const next = started + interval;
      const then = clock.now() < next ? next : next + interval;
      clock.set(Math.max(clock.now(), Math.min(until, then)));
    }
  }

  /** Where all is waiting for the clock, it goes on to the next thing that waits. */
  async function whileTimePasses(work: Promise<unknown>): Promise<void> {
    let isDone = false;
    const end = () => {
      isDone = true;
    };
    work.then(end, end);
    for (;;) {
      // A replica that waits for the store goes on before the clock does.
      for (let ticks = 0; (ticks < 2 || counted.busy() > 0) && !isDone; ticks += 1) {
        await new Promise((resolve) => setImmediate(resolve));
      }
      if (isDone) return;
      waiting.goOn();
    }
  }

  async function idleRun() {
    const reads = counted.reads();
    const from = process.cpuUsage();
    const rounds = 500;
    for (let round = 0; round < rounds; round += 1) {
      clock.advance(second);
      await whileTimePasses(Promise.all(boxes.map((box) => box.run(runLength))));
    }
    const { user, system } = process.cpuUsage(from);
    return {
      ms: (user + system) / 1000 / rounds,
      reads: (counted.reads() - reads) / rounds,
    };
  }
}

function heapUsed(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}

/** A pause on the clock, and a way to advance it to the first pause. */
function waitingFor(clock: Clock) {
  const times = new Set<{ readonly time: number }>();
  return {
    pause: (ms: number) =>
      new Promise<void>((resolve) => {
        const wait = { time: clock.now() + ms };
        times.add(wait);
        clock.at(wait.time, () => {
          times.delete(wait);
          resolve();
        });
      }),
    goOn: () => {
      const next = Math.min(...[...times].map(({ time }) => time));
      if (Number.isFinite(next)) clock.set(Math.max(next, clock.now()));
    },
  };
}

const atNine: Planner = {
  next: async ({ id }, after) => {
    const nine = Math.floor(after / 86_400) * 86_400 + 9 * 3600;
    const postAt = nine > after ? nine : nine + 86_400;
    return { occurrence: dateOf(postAt), postAt, place: { channel: id } };
  },
  compose: async ({ id }, { occurrence }) => ({ text: `${id} ${occurrence}`, blocks: [] }),
  ended: async () => {},
};

/**
 * Counts the records that are read, and the calls under way. Locks are renewed in real time, so here
 * they never expire.
 */
function countingStore(store: Store) {
  let [reads, updates, busy] = [0, 0, 0];
  const counted = <Result>(call: Promise<Result>): Promise<Result> => {
    busy += 1;
    return call.finally(() => {
      busy -= 1;
    });
  };
  const locked = new Set<string>();
  return {
    store: {
      ...store,
      withLock: async (name, task) => {
        if (locked.has(name)) throw new LockTimeout(name);
        locked.add(name);
        return task({ held: () => true }).finally(() => locked.delete(name));
      },
      get: (key) => {
        reads += 1;
        return counted(store.get(key));
      },
      getMany: (keys) => {
        reads += keys.length;
        return counted(store.getMany(keys));
      },
      update: (keys, decide) => {
        reads += keys.length;
        updates += 1;
        return counted(store.update(keys, decide));
      },
      claim: (...args) => {
        updates += 1;
        return counted(store.claim(...args));
      },
    } satisfies Store,
    busy: () => busy,
    reads: () => reads,
    updates: () => updates,
  };
}
