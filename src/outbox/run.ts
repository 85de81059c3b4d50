import { LockTimeout, type Store, StoreUnavailable } from '../ports/store.ts';
import { parseName, recordKey } from './record.ts';
import { semaphore } from './semaphore.ts';
import { settle } from './settle.ts';
import type { StepDeps } from './steps/step.ts';
import { type DuePage, duePages, type Entry, tidy } from './wake-index.ts';

/** Appointments at work at once, in all workspaces together, and in one. */
const mostAtWork = 32;
const mostInWorkspace = 4;

const lockName = '_/outbox';

export type RunResult = {
  /** Entries of the index that were due. */
  readonly due: number;
  /** Those that were brought to rest. */
  readonly settled: number;
};

/**
 * Looks at every appointment that is due to be looked at, and takes up nothing new after `until` (milliseconds). One replica does it
 * at a time, so that one keeps the rates; `undefined` where another is at it. Rejects where the store can't be reached.
 */
export async function runOutbox(
  tools: StepDeps,
  until: number,
  isStopping: () => boolean,
): Promise<RunResult | undefined> {
  const { store, clock } = tools;
  try {
    return await store.withLock(
      lockName,
      async ({ held }) => {
        const pages = await duePages(store, clock.now());
        const mayGoOn = () => held() && clock.now() < until && !isStopping();
        const due = dueBy(pages, clock.now());
        const seen = await settleAll(tools, due, until, mayGoOn);
        const judged = pages.map(async (page) => ({
          page,
          isDone: await isDone(store, page, seen),
        }));
        await tidy(store, clock.now(), await Promise.all(judged));
        return { due: due.length, settled: seen.size };
      },
      0,
    );
  } catch (error) {
    if (error instanceof LockTimeout) return undefined;
    throw error;
  }
}

/** In the order in which they are due. A bucket that is due in part has some for later. */
function dueBy(pages: readonly DuePage[], now: number): Entry[] {
  return pages
    .flatMap(({ entries }) => entries)
    .filter(({ wakeAt }) => wakeAt <= now)
    .sort((one, other) => one.wakeAt - other.wakeAt);
}

/** The workspaces side by side, each in the order in which its appointments were due. Resolves with what was brought to rest. */
async function settleAll(
  tools: StepDeps,
  due: readonly Entry[],
  until: number,
  mayGoOn: () => boolean,
): Promise<ReadonlySet<Entry>> {
  const { inside, outside } = semaphore(mostAtWork);
  const settled = new Set<Entry>();
  const lanes = Map.groupBy(due, ({ name }) => name.split('/', 1)[0]);

  async function lane(entries: Iterator<Entry>, isFull: { yes: boolean }): Promise<void> {
    for (let next = entries.next(); !next.done; next = entries.next()) {
      if (isFull.yes || !mayGoOn()) return;
      const entry = next.value;
      const appointment = parseName(entry.name);
      if (!appointment) {
        settled.add(entry);
        continue;
      }
      try {
        const limits = { until, outside };
        const { isBusy } = await inside(() => settle(tools, appointment, limits, entry));
        if (isBusy) isFull.yes = true;
        else settled.add(entry);
      } catch (error) {
        if (error instanceof StoreUnavailable) throw error;
        tools.log.error({ ...appointment, err: error }, 'an appointment could not be looked at');
      }
    }
  }

  await Promise.all(
    [...lanes.values()].flatMap((entries) => {
      const queue = entries.values();
      const isFull = { yes: false };
      return Array.from({ length: Math.min(mostInWorkspace, entries.length) }, () =>
        lane(queue, isFull),
      );
    }),
  );
  return settled;
}

/** Whether all of a page was looked at, and no record names one of its moments any more. */
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
