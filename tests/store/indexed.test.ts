import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { put, remove, type Store } from '../../src/ports/store.ts';
import { headKey, itemsOf } from '../../src/store/index-pages.ts';
import { checkIndexes, rebuildIndexes } from '../../src/store/indexed.ts';
import { openStore } from '../../src/store/store.ts';
import { recordedLog } from '../recorded-log.ts';
import { give, removeThanks, thanksIndex, thanksKey, thanksKind } from './sample-records.ts';
import { postgresUrl, redisUrl } from './servers.ts';

const open = (url: string) => openStore({ url, clock: { now: () => 0 }, log: recordedLog() });
const inAgreement = async (store: Store) => {
  const { disagreements, broken } = await checkIndexes({ store }, [thanksKind]);
  return { disagreements, broken };
};
const well = { disagreements: [], broken: [] };

const workspaces = ['T1', 'T2'] as const;
const person = fc.constantFrom('U1', 'U2', 'U3');
const thanks = fc.record({
  from: person,
  to: fc.uniqueArray(person, { minLength: 1 }),
  day: fc.constantFrom('2026-11-24', '2026-11-25'),
  text: fc.string({ maxLength: 20 }),
});
const step = fc.record({
  workspace: fc.constantFrom(...workspaces),
  id: fc.integer({ min: 0, max: 9 }).map((place) => `t${place}`),
  gives: fc.option(thanks),
});

const sqliteUrl = async () => `sqlite:${join(mkdtempSync(join(tmpdir(), 'store-')), 'x.sqlite')}`;

test.each([
  ['memory', async () => 'memory:', 60],
  ['sqlite', sqliteUrl, 20],
  ['postgres', postgresUrl, 8],
  ['redis', redisUrl, 12],
])(
  'on %s, records and indexes match after concurrent writes and removals',
  async (_, url, numRuns) => {
    const address = await url();
    const one = await open(address);
    const stores = [one, address === 'memory:' ? one : await open(address)];
    let run = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(step, { maxLength: 8 }), { minLength: 2, maxLength: 4 }),
        async (writers) => {
          run += 1;
          await Promise.all(
            writers.map(async (steps, place) => {
              const store = stores[place % 2] ?? one;
              for (const { workspace, id, gives } of steps) {
                const own = `${workspace}-${run}`;
                if (gives) await give({ store }, own, id, gives);
                else await removeThanks({ store }, own, id);
              }
            }),
          );
          expect(await inAgreement(one)).toEqual(well);
        },
      ),
      { numRuns },
    );
    for (const store of new Set(stores)) await store.close();
  },
);

const value = { from: 'U1', to: ['U2'], day: '2026-11-24', text: 'for the umbrella' };

async function threeHundred(): Promise<Store> {
  const store = await open('memory:');
  for (let place = 0; place < 300; place += 1) {
    await give({ store }, 'T1', `t${String(place).padStart(3, '0')}`, value);
  }
  return store;
}

test('counts matching records and indexes', async () => {
  const store = await threeHundred();
  expect(await checkIndexes({ store }, [thanksKind])).toEqual({
    records: 300,
    indexes: 3,
    ...well,
  });
});

test.each([
  [
    'an entry is missing',
    (store: Store) => takeOut(store, 'to/U2'),
    [{ name: 'to/U2', expected: 300, found: 299 }],
  ],
  [
    'a record is missing',
    (store: Store) => store.setMany([remove(thanksKey('T1', 't007'))]),
    ['day/2026-11-24', 'from/U1', 'to/U2'].map((name) => ({ name, expected: 299, found: 300 })),
  ],
  [
    'an entry is there twice, and another not at all',
    async (store: Store) => {
      const key = headKey(thanksIndex('T1', 'from/U1'));
      const head = await store.get(key);
      if (!head) throw new Error('no head');
      await store.setMany([put(key, { ...head, items: [...head.items.slice(1), 't299'] })]);
    },
    [{ name: 'from/U1', expected: 300, found: 300 }],
  ],
  [
    'the newest page does not fit its schema',
    (store: Store) => store.setMany([put(headKey(thanksIndex('T1', 'from/U1')), [] as never)]),
    [{ name: 'from/U1', expected: 300, found: 200 }],
  ],
  [
    'an index is there for no record',
    (store: Store) =>
      store.setMany([put(headKey(thanksIndex('T1', 'to/U9')), { page: 0, items: ['t001'] })]),
    [{ name: 'to/U9', expected: 0, found: 1 }],
  ],
])('finds and repairs an index where %s', async (_, harm, expected) => {
  const store = await threeHundred();
  await harm(store);
  const { disagreements } = await checkIndexes({ store }, [thanksKind]);
  const found = disagreements.map(({ index, ...counts }) => ({ name: index.name, ...counts }));
  expect(found.toSorted((a, b) => (a.name < b.name ? -1 : 1))).toEqual(expected);
  await rebuildIndexes(
    { store },
    [thanksKind],
    disagreements.map(({ index }) => index),
  );
  expect(await inAgreement(store)).toEqual(well);
  const items = await Array.fromAsync(itemsOf({ store }, thanksIndex('T1', 'from/U1')));
  expect(items).toEqual(items.toSorted((a, b) => (a < b ? 1 : -1)));
  await give({ store }, 'T1', 't300', value);
  expect(await inAgreement(store)).toEqual(well);
});

test('ignores other indexes of the same namespace', async () => {
  const store = await threeHundred();
  const months = thanksIndex('T1', 'months/U1');
  await store.setMany([put(headKey(months), { page: 0, items: ['2026-11'] })]);
  expect(await checkIndexes({ store }, [thanksKind])).toEqual({
    records: 300,
    indexes: 3,
    ...well,
  });
});

test('names records and pages that do not fit their schema', async () => {
  const store = await threeHundred();
  const [record, page] = [thanksKey('T1', 'odd'), headKey(thanksIndex('T1', 'to/U8'))];
  await store.setMany([put({ ...record }, {} as never), put(page, [] as never)]);
  expect((await inAgreement(store)).broken).toEqual([
    'thanks T1/record/odd',
    'thanks T1/index/to/U8/head',
  ]);
});

async function takeOut(store: Store, name: string): Promise<void> {
  const key = headKey(thanksIndex('T1', name));
  await store.update([key], (head) => ({
    writes: head ? [put(key, { ...head, items: head.items.slice(1) })] : [],
    result: undefined,
  }));
}
