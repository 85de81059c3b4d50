import { LockTimeout, type Store, StoreUnavailable } from '../ports/store.ts';
import { parseName, recordKey } from './record.ts';
import { semaphore } from './semaphore.ts';
import { settle } from './settle.ts';
import type { StepDeps } from './steps/step.ts';
import { sweep, type sweepTimes } from './sweep.ts';
import { type DuePage, duePages, type Entry, tidy } from './wake-index.ts';

/** How many appointments are settled at once, in all workspaces and in one. */
const maxConcurrent = 32;
const maxConcurrentPerWorkspace = 4;

const lockName = '_/outbox';

/** A replica that died holds the lock no longer (milliseconds). */
const lockExpiry = 31_000;

/** An appointment that a sweep has woken may need another one once it is settled. */
const maxSweeps = 3;

export type RunResult = {
  /** The number of index entries due. */
  readonly due: number;
  /** The number of those settled. */
  readonly settled: number;
};

type Options = {
  readonly isStopping: () => boolean;
  readonly sweeps: ReturnType<typeof sweepTimes>;
};

/**
 * Settles every appointment that is due, starting nothing new after `until` (milliseconds). One
 * replica runs at a time, so that it alone keeps the rate limits; `undefined` if another is
 * running. Schedules nothing while the clock is wrong. Rejects if the store can't be reached.
 */
export async function runOutbox(
  deps: StepDeps,
  until: number,
  { isStopping, sweeps }: Options,
): Promise<RunResult | undefined> {
  const { store, clock } = deps;
  try {
    return await store.withLock(
      lockName,
      async ({ held }) => {
        const mayContinue = () => held() && clock.now() < until && !isStopping();
        let result = await settleDue(deps, until, mayContinue);
        const isRight = (await clock.isRight?.()) !== false;
        for (
          let count = 0;
          isRight && sweeps.isDue() && count < maxSweeps && mayContinue();
          count += 1
        ) {
          if (!(await sweep(deps))) sweeps.done();
          else result = sumOf(result, await settleDue(deps, until, mayContinue));
        }
        return result;
      },
      0,
    );
  } catch (error) {
    if (!(error instanceof LockTimeout)) throw error;
    deps.wakeAt(clock.now() + lockExpiry);
    return undefined;
  }
}

async function settleDue(
  deps: StepDeps,
  until: number,
  mayContinue: () => boolean,
): Promise<RunResult> {
  const { store, clock } = deps;
  const pages = await duePages(store, clock.now());
  const due = dueBy(pages, clock.now());
  const seen = await settleAll(deps, due, until, mayContinue);
  const checked = pages.map(async (page) => ({ page, isDone: await isDone(store, page, seen) }));
  await tidy(store, clock.now(), await Promise.all(checked));
  return { due: due.length, settled: seen.size };
}

function sumOf(one: RunResult, other: RunResult): RunResult {
  return { due: one.due + other.due, settled: one.settled + other.settled };
}

/** The due entries in the order of their times. The last bucket also holds later ones. */
function dueBy(pages: readonly DuePage[], now: number): Entry[] {
  return pages
    .flatMap(({ entries }) => entries)
    .filter(({ wakeAt }) => wakeAt <= now)
    .sort((one, other) => one.wakeAt - other.wakeAt);
}

/**
 * Settles all workspaces in parallel, each in the order of its times. Resolves with the entries
 * settled.
 */
async function settleAll(
  deps: StepDeps,
  due: readonly Entry[],
  until: number,
  mayContinue: () => boolean,
): Promise<ReadonlySet<Entry>> {
  const { run, yieldWhile } = semaphore(maxConcurrent);
  const settled = new Set<Entry>();
  const workspaces = Map.groupBy(due, ({ name }) => name.split('/', 1)[0]);

  async function settleEach(
    entries: Iterator<Entry>,
    limit: { isReached: boolean },
  ): Promise<void> {
    for (let next = entries.next(); !next.done; next = entries.next()) {
      if (limit.isReached || !mayContinue()) return;
      const entry = next.value;
      const appointment = parseName(entry.name);
      if (!appointment) {
        settled.add(entry);
        continue;
      }
      try {
        const limits = { until, yieldWhile };
        const { postponedBy } = await run(() => settle(deps, appointment, limits, entry));
        if (postponedBy === 'limit') limit.isReached = true;
        if (!postponedBy) settled.add(entry);
      } catch (error) {
        if (error instanceof StoreUnavailable) throw error;
        deps.log.error({ ...appointment, err: error }, 'could not settle an appointment');
      }
    }
  }

  await Promise.all(
    [...workspaces.values()].flatMap((entries) => {
      const queue = entries.values();
      const limit = { isReached: false };
      return Array.from({ length: Math.min(maxConcurrentPerWorkspace, entries.length) }, () =>
        settleEach(queue, limit),
      );
    }),
  );
  return settled;
}

/** Whether all entries of a page were settled, and no record refers to any of them any more. */
async function isDone(
  store: Store,
  { entries }: DuePage,
  seen: ReadonlySet<Entry>,
): Promise<boolean> {
  if (!entries.every((entry) => seen.has(entry))) return false;
  const known = entries.flatMap((entry) => {
    const appointment = parseName(entry.name);
    return appointment ? [{ key: recordKey(appointment), wakeAt: entry.wakeAt }] : [];
  });
  const records = await store.getMany(known.map(({ key }) => key));
  return records.every((record, at) => record?.wakeAt !== known[at]?.wakeAt);
}

/** How many records are read at once, and at most, to find one that is still due. */
const [wakeBatch, maxWakes] = [50, 500];

/**
 * When the earliest work that is due and not done became due, in milliseconds. Entries outlive their
 * work until the page is full and done, so their records are read, but only those of the first ones.
 */
export async function oldestWake(store: Store, now: number): Promise<number | undefined> {
  const due = dueBy(await duePages(store, now), now).slice(0, maxWakes);
  for (let first = 0; first < due.length; first += wakeBatch) {
    const known = due.slice(first, first + wakeBatch).flatMap(({ name, wakeAt }) => {
      const appointment = parseName(name);
      return appointment ? [{ key: recordKey(appointment), wakeAt }] : [];
    });
    const records = await store.getMany(known.map(({ key }) => key));
    const open = known.find(({ wakeAt }, at) => records[at]?.wakeAt === wakeAt);
    if (open) return open.wakeAt;
  }
  return undefined;
}
