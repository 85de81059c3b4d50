import fc from 'fast-check';
import { expect, test } from 'vitest';
import { put, type Store } from '../../src/ports/store.ts';
import {
  appended,
  headKey,
  type Index,
  indexOfPage,
  itemsOf,
  newest,
  pageKey,
  pageSize,
  placeKeys,
  placesOf,
  removed,
} from '../../src/store/index-pages.ts';
import { openStore } from '../../src/store/store.ts';
import { recordedLog } from '../recorded-log.ts';

const day: Index = { namespace: 'notes', workspace: 'T1', name: 'day/2026-11-24' };
const month: Index = { namespace: 'notes', workspace: 'T1', name: 'giver/U1/2026-11' };
const items = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, place) => `n${from + place}`);

const emptyStore = () => openStore({ url: 'memory:', clock: { now: () => 0 }, log: recordedLog() });

const append = (store: Store, index: Index, item: string) =>
  store.update([headKey(index)], (head) => ({
    writes: appended(index, head, item),
    result: undefined,
  }));

async function drop(store: Store, indexes: readonly Index[], item: string): Promise<void> {
  const places = await placesOf({ store }, indexes, item);
  await store.update(placeKeys(places), (...pages) => ({
    writes: removed(places, pages, item),
    result: undefined,
  }));
}

async function filled(length: number): Promise<Store> {
  const store = await emptyStore();
  for (const item of items(0, length)) await append(store, day, item);
  return store;
}

async function recordNames(store: Store): Promise<string[]> {
  const names: string[] = [];
  const visit = ({ name }: { name: string }) => void names.push(name);
  await store.forEach({ namespace: 'notes', prefix: '', schema: headKey(day).schema }, visit);
  return names;
}

test('a new index is empty', async () => {
  const store = await emptyStore();
  expect(await newest({ store }, day, 10)).toEqual({ items: [], older: undefined });
  expect(await Array.fromAsync(itemsOf({ store }, day))).toEqual([]);
});

test('reads items page by page, the newest first', async () => {
  const store = await filled(pageSize * 2 + 5);
  expect(await Array.fromAsync(itemsOf({ store }, day))).toEqual(
    items(0, pageSize * 2 + 5).reverse(),
  );
  const read: string[] = [];
  let older: string | undefined;
  do {
    const part = await newest({ store }, day, 30, older);
    read.push(...part.items);
    older = part.older;
  } while (older);
  expect(read).toEqual(items(0, pageSize * 2 + 5).reverse());
});

test('gives no cursor after the oldest item', async () => {
  const store = await filled(10);
  expect((await newest({ store }, day, 10)).older).toBeUndefined();
  expect((await newest({ store }, day, 9)).older).toBeDefined();
});

test('appends with one page read and written, however long the index', async () => {
  const store = await filled(pageSize * 3);
  const head = await store.get(headKey(day));
  expect(head?.items).toHaveLength(pageSize);
  expect(appended(day, head, 'next').map(({ value }) => value)).toEqual([
    head,
    { page: 3, items: ['next'] },
  ]);
});

test('does not append an item twice', async () => {
  const store = await filled(3);
  await append(store, day, 'n1');
  expect((await newest({ store }, day, 10)).items).toEqual(['n2', 'n1', 'n0']);
});

test('appends to and removes from several indexes in one update', async () => {
  const store = await filled(pageSize + 1);
  const both = [day, month];
  await store.update(both.map(headKey), (...heads) => ({
    writes: both.flatMap((index, at) => appended(index, heads[at], 'new')),
    result: undefined,
  }));
  expect((await newest({ store }, month, 5)).items).toEqual(['new']);
  expect((await newest({ store }, day, 2)).items).toEqual(['new', `n${pageSize}`]);
  expect(await placesOf({ store }, both, 'n5')).toEqual([{ index: day, page: 0 }]);
  await drop(store, both, 'new');
  await drop(store, both, 'n5');
  expect((await newest({ store }, month, 5)).items).toEqual([]);
  expect(await Array.fromAsync(itemsOf({ store }, day))).toEqual(
    items(0, pageSize + 1)
      .filter((item) => item !== 'n5')
      .reverse(),
  );
});

test('removes an item whose head became a page in between', async () => {
  const store = await filled(pageSize);
  const places = await placesOf({ store }, [day], 'n7');
  await append(store, day, 'next');
  await store.update(placeKeys(places), (...pages) => ({
    writes: removed(places, pages, 'n7'),
    result: undefined,
  }));
  expect(await placesOf({ store }, [day], 'n7')).toEqual([]);
  expect(await Array.fromAsync(itemsOf({ store }, day))).toHaveLength(pageSize);
});

test('keeps a cursor valid while others append and remove', async () => {
  const store = await filled(pageSize);
  const first = await newest({ store }, day, 10);
  await append(store, day, 'next');
  await drop(store, [day], 'n3');
  const last = first.items.at(-1) ?? '';
  await drop(store, [day], last);
  const second = await newest({ store }, day, 10, first.older);
  expect(second.items).toEqual(items(pageSize - 20, pageSize - 10).reverse());
});

test('begins with the newest for an invalid cursor', async () => {
  const store = await filled(5);
  for (const cursor of ['', 'x', '1', '-1.0', '1.2.3', '99.5']) {
    expect((await newest({ store }, day, 2, cursor)).items).toEqual(['n4', 'n3']);
  }
});

test('leaves no records when all items are removed', async () => {
  const store = await filled(20);
  for (const item of items(0, 20)) await drop(store, [day], item);
  expect(await recordNames(store)).toEqual([]);
});

test('finds the index of a page by its name', async () => {
  const store = await filled(pageSize + 1);
  const names = await recordNames(store);
  expect(names.map((name) => indexOfPage('notes', name))).toEqual([day, day]);
  expect(indexOfPage('notes', 'T1/record/1')).toBeUndefined();
});

test('behaves like a plain list', async () => {
  const step = fc.oneof(
    { weight: 4, arbitrary: fc.record({ append: fc.integer({ min: 1, max: 120 }) }) },
    { weight: 2, arbitrary: fc.record({ remove: fc.nat() }) },
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { maxLength: 12 }),
      fc.integer({ min: 1, max: 150 }),
      async (steps, count) => {
        const store = await emptyStore();
        let list: string[] = [];
        let next = 0;
        for (const one of steps) {
          if ('append' in one) {
            for (const item of items(next, next + one.append)) {
              await append(store, day, item);
              list.push(item);
            }
            next += one.append;
          } else if (list.length > 0) {
            const gone = list[one.remove % list.length] ?? '';
            await drop(store, [day], gone);
            list = list.filter((item) => item !== gone);
          }
        }
        const read: string[] = [];
        let part = await newest({ store }, day, count);
        read.push(...part.items);
        while (part.older) {
          part = await newest({ store }, day, count, part.older);
          read.push(...part.items);
        }
        expect(read).toEqual(list.toReversed());
      },
    ),
    { numRuns: 30 },
  );
});

test('reads all items in few reads, however many pages are gone', async () => {
  const store = await emptyStore();
  await store.setMany([
    put(pageKey(day, 0), { page: 0, items: ['a'] }),
    put(pageKey(day, 30), { page: 30, items: ['b', '', 'c'] }),
    put(headKey(day), { page: 40, items: ['d'] }),
  ]);
  let reads = 0;
  const counting: Pick<Store, 'getMany'> = {
    getMany: (keys) => {
      reads += 1;
      return store.getMany(keys);
    },
  };
  expect(await Array.fromAsync(itemsOf({ store: counting }, day))).toEqual(['d', 'c', 'b', 'a']);
  expect(reads).toBe(3);
});
