import { LockTimeout, type Store } from '../ports.ts';
import { parseName, recordKey } from './record.ts';
import { settle } from './settle.ts';
import { slots } from './slots.ts';
import { type DuePage, duePages, type Entry, tidy } from './wake-index.ts';
import type { Tools } from './work.ts';

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
  tools: Tools,
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
        const settled = await settleAll(tools, pages, until, mayGoOn);
        await tidy(store, clock.now(), await Promise.all(pages.map(judged)));
        return { due: pages.reduce((sum, { entries }) => sum + entries.length, 0), settled };
      },
      0,
    );
  } catch (error) {
    if (error instanceof LockTimeout) return undefined;
    throw error;
  }

  async function judged(page: DuePage) {
    return { page, isDone: await isDone(store, page.entries) };
  }
}

/** The workspaces side by side, each in the order in which its appointments were due. */
async function settleAll(
  tools: Tools,
  pages: readonly DuePage[],
  until: number,
  mayGoOn: () => boolean,
): Promise<number> {
  const { inside, outside } = slots(mostAtWork);
  let settled = 0;
  const now = tools.clock.now();
  const due = pages.flatMap(({ entries }) => entries).filter(({ wakeAt }) => wakeAt <= now);
  const lanes = Map.groupBy(
    due.sort((one, other) => one.wakeAt - other.wakeAt),
    ({ name }) => name.split('/', 1)[0],
  );

  async function lane(entries: Iterator<Entry>, isFull: { yes: boolean }): Promise<void> {
    for (let next = entries.next(); !next.done; next = entries.next()) {
      if (isFull.yes || !mayGoOn()) return;
      const entry = next.value;
      const appointment = parseName(entry.name);
      if (!appointment) continue;
      const { isBusy } = await inside(() => settle(tools, appointment, { until, outside }, entry));
      if (isBusy) isFull.yes = true;
      else settled += 1;
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

/** Whether no record names one of these moments any more. */
async function isDone(store: Store, entries: readonly Entry[]): Promise<boolean> {
  const known = entries.flatMap((entry) => {
    const appointment = parseName(entry.name);
    return appointment ? [{ key: recordKey(appointment), wakeAt: entry.wakeAt }] : [];
  });
  const records = await store.getMany(known.map(({ key }) => key));
  return records.every((record, at) => record?.wakeAt !== known[at]?.wakeAt);
}
