import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { expect } from 'vitest';
import { systemClock } from '../../src/ports/clock.ts';
import { headKey, itemsOf } from '../../src/store/index-pages.ts';
import { checkIndexes } from '../../src/store/indexed.ts';
import { openStore } from '../../src/store/store.ts';
import { recordedLog } from '../recorded-log.ts';
import { thanksIndex, thanksKey, thanksKind } from './sample-records.ts';

export type Writers = {
  /** The ids acknowledged so far. */
  readonly acknowledged: readonly string[];
  /** The kinds of errors so far. */
  readonly errors: readonly string[];
  /** Kills one, like a power cut, and starts another. */
  readonly kill: (place: number) => Promise<void>;
  /** Resolves when all are done. */
  readonly done: Promise<void>;
  /** Lets all finish their current write. */
  readonly finish: () => Promise<void>;
};

/**
 * Starts processes that write to the same indexes of the store behind `url`, until each has `count`
 * appends acknowledged.
 */
export async function writers(url: string, processes: number, count: number): Promise<Writers> {
  const acknowledged: string[] = [];
  const errors: string[] = [];
  const left = Array.from({ length: processes }, () => count);
  const children: ChildProcess[] = [];
  const ends: Promise<void>[] = [];
  let generation = 0;

  async function start(place: number): Promise<void> {
    generation += 1;
    const args = ['tests/store/writer.ts', url, `w${place}g${generation}`, String(left[place])];
    const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] });
    children[place] = child;
    const ready = Promise.withResolvers<void>();
    createInterface({ input: child.stdout }).on('line', (line) => {
      const [word = '', what = ''] = line.split(' ');
      if (word === 'ready') ready.resolve();
      if (word === 'error') errors.push(what);
      if (word !== 'ack') return;
      acknowledged.push(what);
      if (count > 0) left[place] = (left[place] ?? 0) - 1;
    });
    ends[place] = once(child, 'close').then(([code, signal]) => {
      ready.resolve();
      if (signal !== 'SIGKILL') expect([code, signal]).toEqual([0, null]);
    });
    await ready.promise;
  }

  await Promise.all(left.map((_, place) => start(place)));
  const all = async (): Promise<void> => {
    const waited = [...ends];
    await Promise.all(waited);
    if (ends.some((end, place) => end !== waited[place])) await all();
  };
  return {
    acknowledged,
    errors,
    kill: async (place) => {
      if (children[place]?.exitCode !== null || left[place] === 0) return;
      children[place]?.kill('SIGKILL');
      await ends[place];
      if (count === 0 || (left[place] ?? 0) > 0) await start(place);
    },
    get done() {
      return all();
    },
    finish: async () => {
      for (const child of children) child.stdin?.end();
      await all();
    },
  };
}

/**
 * Everything that was acknowledged is there once, in every index and as a record; and nothing is
 * half written. Up to `unsure` more may be there: those whose acknowledgement never arrived.
 */
export async function expectAllThere(
  url: string,
  acknowledged: readonly string[],
  unsure = 0,
): Promise<void> {
  const store = await openStore({ url, clock: systemClock, log: recordedLog() });
  expect(new Set(acknowledged).size).toBe(acknowledged.length);
  const { records, disagreements, broken } = await checkIndexes({ store }, [thanksKind]);
  expect({ disagreements, broken }).toEqual({ disagreements: [], broken: [] });
  expect(records).toBeGreaterThanOrEqual(acknowledged.length);
  expect(records).toBeLessThanOrEqual(acknowledged.length + unsure);
  for (const name of ['day/2026-11-24', 'from/U1', 'to/U2']) {
    const items = await Array.fromAsync(itemsOf({ store }, thanksIndex('T1', name)));
    const there = new Set(items);
    expect(items).toHaveLength(there.size);
    expect(acknowledged.filter((id) => !there.has(id))).toEqual([]);
    const head = await store.get(headKey(thanksIndex('T1', name)));
    expect(head?.page).toBe(Math.ceil(records / 100) - 1);
  }
  const kept = await store.getMany(acknowledged.map((id) => thanksKey('T1', id)));
  expect(kept.every((value) => value?.text === 'for the umbrella in the rain')).toBe(true);
  await store.close();
}
