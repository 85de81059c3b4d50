import { copyFileSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { systemRandom } from '../../src/ports/random.ts';
import { put, type Store } from '../../src/ports/store.ts';
import { Problems } from '../../src/problems.ts';
import { engineStore } from '../../src/store/engine-store.ts';
import { openEngine } from '../../src/store/engines.ts';
import { itemsOf } from '../../src/store/index-pages.ts';
import { checkIndexes } from '../../src/store/indexed.ts';
import { type Migration, migrate, migrations } from '../../src/store/migrations.ts';
import { openStore } from '../../src/store/store.ts';
import { recordedLog } from '../recorded-log.ts';
import { thanksIndex, thanksKey, thanksKind } from './sample-records.ts';

const clock = { now: () => 0 };

/** A copy of a store written by the first version. */
function firstVersion(): string {
  const file = join(mkdtempSync(join(tmpdir(), 'store-')), 'store.sqlite');
  copyFileSync('tests/store/fixtures/version-1.db', file);
  return `sqlite:${file}`;
}

/** The store without migrations. */
const bare = async (url: string) =>
  engineStore(await openEngine({ url, random: systemRandom }), { clock, log: recordedLog() });

const versionKey = { namespace: 'store', name: '_/version', schema: z.int() };

/** A migration as a later version could need: thanks get a place, `shop` by default. */
const placed = thanksKind.schema.and(z.object({ where: z.string() }));
const addPlace: Migration = async (store) => {
  const records = { namespace: 'thanks', prefix: 'T1/record/', schema: thanksKind.schema };
  await store.forEach(records, ({ name, value }) =>
    store.setMany([
      put({ namespace: 'thanks', name, schema: placed }, { ...value, where: 'shop' }),
    ]),
  );
};
const placeOf = async (store: Store, id: string) =>
  (await store.get({ ...thanksKey('T1', id), schema: placed }))?.where;

test('opens data of the first version with all records and indexes', async () => {
  const store = await openStore({ url: firstVersion(), clock, log: recordedLog() });
  expect(await checkIndexes({ store }, [thanksKind])).toEqual({
    records: 120,
    indexes: 5,
    disagreements: [],
    broken: [],
  });
  expect(await store.get(thanksKey('T1', 't007'))).toMatchObject({ text: 'thanks 7' });
  const days = await Array.fromAsync(itemsOf({ store }, thanksIndex('T1', 'day/2026-11-24')));
  expect([days.length, days[0], days.at(-1)]).toEqual([120, 't119', 't000']);
  await store.close();
});

test('migrates data of the first version once', async () => {
  const store = await bare(firstVersion());
  const log = recordedLog();
  let runs = 0;
  const counted: Migration = async (data) => {
    runs += 1;
    await addPlace(data);
  };
  await migrate({ store, log }, [counted]);
  await migrate({ store, log }, [counted]);
  expect(runs).toBe(1);
  expect(await store.get(versionKey)).toBe(2);
  expect(await placeOf(store, 't119')).toBe('shop');
  expect((await checkIndexes({ store }, [thanksKind])).disagreements).toEqual([]);
  expect(log.lines).toMatchObject([{ message: 'migrated data to a newer version', to: 2 }]);
  await store.close();
});

test('migrates once when two apps start at the same time', async () => {
  const url = firstVersion();
  const stores = [await bare(url), await bare(url)];
  let runs = 0;
  const step: Migration = async (data) => {
    runs += 1;
    await addPlace(data);
  };
  await Promise.all(
    stores.map(async (store) => {
      await migrate({ store, log: recordedLog() }, [step]);
      expect(await placeOf(store, 't000')).toBe('shop');
    }),
  );
  expect(runs).toBe(1);
  for (const store of stores) await store.close();
});

test('repeats only the interrupted step', async () => {
  const store = await bare(firstVersion());
  const taken: string[] = [];
  const steps: Migration[] = [
    async () => void taken.push('first'),
    async () => {
      taken.push('second');
      if (taken.length === 2) throw new Error('the power went');
    },
  ];
  await expect(migrate({ store, log: recordedLog() }, steps)).rejects.toThrow('the power went');
  await migrate({ store, log: recordedLog() }, steps);
  expect(taken).toEqual(['first', 'second', 'second']);
  expect(await store.get(versionKey)).toBe(3);
  await store.close();
});

test('creates a new store in the current version without migrating', async () => {
  const store = await bare('memory:');
  const never: Migration = async () => {
    throw new Error('taken');
  };
  await migrate({ store, log: recordedLog() }, [never, never]);
  expect(await store.get(versionKey)).toBe(3);
});

test('rejects data written by a newer version and names both versions', async () => {
  const url = firstVersion();
  const newer = await bare(url);
  await migrate({ store: newer, log: recordedLog() }, [...migrations, addPlace]);
  await newer.close();
  const known = migrations.length + 1;
  const opening = openStore({ url, clock, log: recordedLog() });
  await expect(opening).rejects.toThrow(Problems);
  await expect(opening).rejects.toThrow(
    `version ${known + 1} of the data; this one knows ${known}`,
  );
  const still = await bare(url);
  expect(await still.get(versionKey)).toBe(known + 1);
  await still.close();
});
