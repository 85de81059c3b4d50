import { LockTimeout, type Store, StoreUnavailable } from '../ports/store.ts';
import { hash } from '../text/hash.ts';
import { parseName, recordKey } from './record.ts';
import { type Semaphore, semaphore } from './semaphore.ts';
import { settle } from './settle.ts';
import type { StepDeps } from './steps/step.ts';
import { sweep, type sweepTimes } from './sweep.ts';
import { type DuePage, dueBy, duePages, type Entry, tidy } from './wake-index.ts';

/** How many appointments a replica settles at once, in all workspaces and in one. */
const maxConcurrent = 32;
const maxConcurrentPerWorkspace = 4;

/** Workspaces are divided into this many parts, each of which one replica at a time runs. */
const parts = 16;

const workspaceOf = ({ name }: Entry): string => name.split('/', 1)[0] ?? '';

const partOf = (workspace: string): number => hash(workspace) % parts;

const lockOf = (part: number): string => `_/outbox/${part}`;

/** A replica that died holds a lock no longer (milliseconds). */
const lockExpiry = 31_000;

/** An appointment that a sweep has woken may need another one once it is settled. */
const maxSweeps = 3;

export type RunResult = {
  /** The number of index entries due in the parts that this replica ran. */
  readonly due: number;
  /** The number of those settled. */
  readonly settled: number;
  /** The number of parts with something due that other replicas were running. */
  readonly elsewhere: number;
};

type Turns = {
  readonly until: number;
  readonly slots: Semaphore;
  readonly continues: () => boolean;
};

type Options = {
  /** Names this process, so that each begins with other parts. */
  readonly replica: string;
  readonly isStopping: () => boolean;
  readonly sweeps: ReturnType<typeof sweepTimes>;
};

/**
 * Settles every appointment that is due, starting nothing new after `until` (milliseconds), except
 * in the parts that other replicas are running. Schedules nothing while the clock is wrong. Rejects
 * if the store can't be reached.
 */
export async function runOutbox(
  deps: StepDeps,
  until: number,
  { replica, isStopping, sweeps }: Options,
): Promise<RunResult> {
  const { clock } = deps;
  const mayContinue = () => clock.now() < until && !isStopping();
  const settleNow = () => settleDue(deps, until, { replica, mayContinue });
  let result = await settleNow();
  const isRight = (await clock.isRight?.()) !== false;
  // What another replica is working on may only look as if it had been missed; waking it does no
  // harm but costs calls, so a sweep waits for a quiet run, though not for ever.
  const isQuiet = () => result.elsewhere === 0 || sweeps.isLate();
  const mayLook = () => isRight && isQuiet() && mayContinue();
  for (let count = 0; sweeps.isDue() && count < maxSweeps && mayLook(); count += 1) {
    const woken = await sweep(deps);
    if (woken === 0 || result.elsewhere > 0) sweeps.done();
    if (woken > 0) result = sumOf(result, await settleNow());
  }
  return result;
}

async function settleDue(
  deps: StepDeps,
  until: number,
  { replica, mayContinue }: { readonly replica: string; readonly mayContinue: () => boolean },
): Promise<RunResult> {
  const { store, clock } = deps;
  const now = clock.now();
  const found = await duePages(store, now);
  const workspaces = Map.groupBy(dueBy(found.pages, now), workspaceOf);
  const byPart = Map.groupBy(workspaces.keys(), partOf);
  const dueIn = (part: number): readonly (readonly Entry[])[] =>
    byPart.get(part)?.map((workspace) => workspaces.get(workspace) ?? []) ?? [];
  const order = (part: number) => hash(`${replica} ${part}`);
  const slots = semaphore(maxConcurrent);
  const ran = new Set<number>();
  const settled = new Set<Entry>();
  const runs: Promise<void>[] = [];

  /** Resolves when the part has begun, or another replica has it; `runs` has its end. */
  async function begin(part: number): Promise<void> {
    const begun = Promise.withResolvers<void>();
    const run = store.withLock(
      lockOf(part),
      async ({ held }) => {
        ran.add(part);
        const continues = () => held() && mayContinue();
        const work = settleAll(deps, dueIn(part), { until, slots, continues });
        begun.resolve();
        for (const entry of await work) settled.add(entry);
      },
      0,
    );
    runs.push(run);
    run.then(begun.resolve, begun.resolve);
    await begun.promise;
  }

  for (const part of [...byPart.keys()].sort((one, other) => order(one) - order(other))) {
    // A replica that is busy with some parts leaves the next one to others.
    await slots.run(async () => {});
    if (!mayContinue()) break;
    await begin(part);
  }
  const elsewhere = await countLocked(runs);
  if (elsewhere > 0) deps.wakeAt(clock.now() + lockExpiry);
  const due = [...ran].flatMap(dueIn).reduce((sum, entries) => sum + entries.length, 0);
  const isOpen = (entry: Entry): boolean =>
    entry.wakeAt > now || (!settled.has(entry) && ran.has(partOf(workspaceOf(entry))));
  const done = new Set<DuePage>();
  await Promise.all(
    found.pages.map(async (page) => {
      if (await isDone(store, page, isOpen)) done.add(page);
    }),
  );
  // Not by a later time: what became due meanwhile, perhaps while the process was suspended, was not
  // looked at.
  await tidy(store, Math.min(now, clock.now()), found, (page) => done.has(page));
  return { due, settled: settled.size, elsewhere };
}

/** Waits for all of them, and rejects with any failure but that another replica has the lock. */
async function countLocked(runs: readonly Promise<void>[]): Promise<number> {
  const failures = (await Promise.allSettled(runs)).flatMap((outcome) =>
    outcome.status === 'rejected' ? [outcome.reason as unknown] : [],
  );
  const [failed] = failures.filter((error) => !(error instanceof LockTimeout));
  if (failed) throw failed;
  return failures.length;
}

function sumOf(one: RunResult, other: RunResult): RunResult {
  return {
    due: one.due + other.due,
    settled: one.settled + other.settled,
    elsewhere: other.elsewhere,
  };
}

/** Settles what is due in each workspace, all of them in parallel. Resolves with the entries settled. */
async function settleAll(
  deps: StepDeps,
  due: readonly (readonly Entry[])[],
  { until, slots, continues }: Turns,
): Promise<ReadonlySet<Entry>> {
  const { run, yieldWhile } = slots;
  const settled = new Set<Entry>();

  async function settleEach(
    entries: Iterator<Entry>,
    limit: { isReached: boolean },
  ): Promise<void> {
    for (let next = entries.next(); !next.done; next = entries.next()) {
      if (limit.isReached || !continues()) return;
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
    due.flatMap((entries) => {
      const queue = entries.values();
      const limit = { isReached: false };
      return Array.from({ length: Math.min(maxConcurrentPerWorkspace, entries.length) }, () =>
        settleEach(queue, limit),
      );
    }),
  );
  return settled;
}

/** Whether no record refers to any entry of a page any more. `isOpen` knows some that do. */
async function isDone(
  store: Store,
  { entries }: DuePage,
  isOpen: (entry: Entry) => boolean,
): Promise<boolean> {
  if (entries.some(isOpen)) return false;
  // One is read first, because many pages may wait for another replica.
  const last = entries.slice(-1);
  return (await isForgotten(store, last)) && (await isForgotten(store, entries));
}

async function isForgotten(store: Store, entries: readonly Entry[]): Promise<boolean> {
  const known = entries.flatMap((entry) => {
    const appointment = parseName(entry.name);
    return appointment ? [{ key: recordKey(appointment), wakeAt: entry.wakeAt }] : [];
  });
  const records = await store.getMany(known.map(({ key }) => key));
  return records.every((record, at) => record?.wakeAt !== known[at]?.wakeAt);
}
