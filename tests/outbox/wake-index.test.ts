import fc from 'fast-check';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { stoppedClock } from '../../playground/server/clock.ts';
import {
  beginIndex,
  duePages,
  type Entry,
  entryHead,
  entryWrites,
  tidy,
} from '../../src/outbox/wake-index.ts';
import { openStore } from '../../src/store/store.ts';
import { recordedLog } from '../recorded-log.ts';
import { hour, minute, noon } from './plans.ts';

async function opened() {
  const store = await openStore({ url: 'memory:', clock: stoppedClock(noon), log: recordedLog() });
  const add = (entry: Entry) =>
    store.update([entryHead(entry)], (head) => ({
      writes: entryWrites(entry, head),
      result: undefined,
    }));
  const namesBy = async (now: number) =>
    (await duePages(store, now)).pages.flatMap(({ entries }) => entries).map(({ name }) => name);
  const keys = async () => {
    const names: string[] = [];
    const all = { namespace: 'outbox', prefix: '_/', schema: z.unknown() };
    await store.forEach(all, ({ name }) => void names.push(name));
    return names;
  };
  return { store, add, namesBy, keys };
}

test('finds everything due, on any number of pages, and nothing later', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.nat({ max: 6 * hour }), { maxLength: 600 }),
      fc.nat({ max: 6 * hour }),
      async (times, now) => {
        const { store, add, namesBy } = await opened();
        await beginIndex(store, noon);
        const entries = times.map((time, at) => ({ wakeAt: noon + time, name: `T1/tip/${at}` }));
        for (const entry of entries) await add(entry);
        const found = new Set(await namesBy(noon + now));
        const due = entries.filter(({ wakeAt }) => wakeAt <= noon + now);
        expect(due.filter(({ name }) => !found.has(name))).toEqual([]);
        const early = entries.filter(({ wakeAt }) => wakeAt > noon + now + 5 * minute);
        expect(early.filter(({ name }) => found.has(name))).toEqual([]);
      },
    ),
    { numRuns: 20 },
  );
});

test('removes finished pages and moves its start forward', async () => {
  const { store, add, namesBy, keys } = await opened();
  await beginIndex(store, noon);
  for (let at = 0; at < 1000; at += 1) await add({ wakeAt: noon + minute, name: `T1/tip/${at}` });
  const now = noon + hour;
  expect(await namesBy(now)).toHaveLength(1000);
  await tidy(store, now, await duePages(store, now), () => true);
  expect(await namesBy(now)).toEqual([]);
  expect(await keys()).toEqual(['_/wake']);
});

test('keeps an unfinished page and its bucket', async () => {
  const { store, add, namesBy } = await opened();
  await beginIndex(store, noon);
  for (let at = 0; at < 1000; at += 1) await add({ wakeAt: noon + minute, name: `T1/tip/${at}` });
  const found = await duePages(store, noon + hour);
  const [kept] = found.pages.filter(({ isHead }) => !isHead);
  await tidy(store, noon + hour, found, (page) => page !== kept);
  await add({ wakeAt: noon + 2 * minute, name: 'T1/tip/late' });
  const left = await namesBy(noon + 5 * hour);
  expect(left).toContain('T1/tip/late');
  expect(left).toEqual(expect.arrayContaining(kept?.entries.map(({ name }) => name) ?? []));
});

test('keeps entries added while their page is being processed', async () => {
  const { store, add, namesBy } = await opened();
  await beginIndex(store, noon);
  await add({ wakeAt: noon, name: 'T1/tip/a' });
  const found = await duePages(store, noon);
  for (let at = 0; at < 20; at += 1) await add({ wakeAt: noon + at, name: `T1/tip/new${at}` });
  await tidy(store, noon, found, () => true);
  expect((await namesBy(noon)).filter((name) => name.includes('new'))).toHaveLength(20);
});

test('keeps a new page that has the number of one removed meanwhile', async () => {
  const { store, add, namesBy } = await opened();
  await beginIndex(store, noon);
  await add({ wakeAt: noon, name: 'T1/tip/a' });
  const found = await duePages(store, noon);
  await tidy(store, noon, found, () => true);
  await add({ wakeAt: noon + 1, name: 'T1/tip/a' });
  await tidy(store, noon, found, () => true);
  expect(await namesBy(noon + 1)).toEqual(['T1/tip/a']);
});

test('still reads buckets of replicas whose clock is behind', async () => {
  const { store, add, namesBy } = await opened();
  await beginIndex(store, noon);
  const { start } = await duePages(store, noon);
  await tidy(store, noon + hour, { start, pages: [] }, () => true);
  await add({ wakeAt: noon + hour - 10 * minute, name: 'T1/tip/slow' });
  expect(await namesBy(noon + hour)).toEqual(['T1/tip/slow']);
});
