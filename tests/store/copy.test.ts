import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { systemRandom } from '../../src/ports/random.ts';
import { put } from '../../src/ports/store.ts';
import { copyEverything, isEmpty } from '../../src/store/copy.ts';
import type { Engine } from '../../src/store/engine.ts';
import { engineStore } from '../../src/store/engine-store.ts';
import { openEngine } from '../../src/store/engines.ts';
import { checkIndexes } from '../../src/store/indexed.ts';
import { recordedLog } from '../recorded-log.ts';
import { give, thanksKind } from './sample-records.ts';
import { postgresUrl, redisUrl } from './servers.ts';

let time = 1_700_000_000_000;
const clock = { now: () => time };
const open = (url: string) => openEngine({ url, random: systemRandom });
const storeOn = (engine: Engine) => engineStore(engine, { clock, log: recordedLog() });
const newFile = () => `sqlite:${join(mkdtempSync(join(tmpdir(), 'store-')), 'store.sqlite')}`;
const text = z.string();
const key = (name: string) => ({ namespace: 'notes', name: `T1/${name}`, schema: text });

async function filledMemory(): Promise<Engine> {
  const engine = await open('memory:');
  const store = storeOn(engine);
  for (let place = 0; place < 450; place += 1) {
    const value = { from: 'U1', to: ['U2'], day: '2026-11-24', text: `“thanks” ${place} 🙂` };
    await give({ store }, `T${place % 2}`, `t${place}`, value);
  }
  await store.setMany([put(key('ending'), 'soon', 1000), put(key('ended'), 'gone', 10)]);
  await store.claim('T1/view/V1', 60_000);
  time += 10;
  return engine;
}

test('copies everything from engine to engine, including expiry', async () => {
  let from = await filledMemory();
  let lines = await from.size();
  for (const url of [newFile(), await postgresUrl(), await redisUrl(), newFile()]) {
    const to = await open(url);
    expect(await isEmpty(to)).toBe(true);
    let heard = 0;
    const { copied, different } = await copyEverything({ from, to, clock }, (count) => {
      heard += count;
    });
    expect(different).toEqual([]);
    expect(copied).toBeGreaterThan(450);
    expect(heard).toBe(2 * lines);
    // Redis counts what others keep in the same database.
    if (!url.startsWith('redis')) expect(await to.size()).toBe(copied);
    lines = copied;
    expect(await isEmpty(to)).toBe(false);
    await from.close();
    from = to;
  }
  const store = storeOn(from);
  expect(await checkIndexes({ store }, [thanksKind])).toMatchObject({
    records: 450,
    disagreements: [],
    broken: [],
  });
  expect(await store.getMany([key('ending'), key('ended')])).toEqual(['soon', undefined]);
  expect(await store.claim('T1/view/V1', 60_000)).toBe(false);
  time += 60_000;
  expect(await store.get(key('ending'))).toBeUndefined();
  expect(await store.claim('T1/view/V1', 60_000)).toBe(true);
  await store.close();
});

test('reports writes to either side as differences', async () => {
  const [from, to] = [await filledMemory(), await open(newFile())];
  let first = true;
  const { different } = await copyEverything({ from, to, clock }, () => {
    if (!first) return;
    first = false;
    void from.keyv.set('notes:T1/late', '{"value":"late"}');
    void from.keyv.set('thanks:T0/record/t0', '{"value":"changed"}');
    void to.keyv.set('notes:T1/stray', '{"value":"stray"}');
  });
  expect(different.toSorted((a, b) => (a < b ? -1 : 1))).toEqual([
    'notes:T1/late',
    'notes:T1/stray',
    'thanks:T0/record/t0',
  ]);
  await to.close();
});
