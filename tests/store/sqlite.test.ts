import { copyFileSync, mkdtempSync, renameSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, onTestFinished, test, vi } from 'vitest';
import { z } from 'zod';
import { systemClock } from '../../src/ports/clock.ts';
import { put } from '../../src/ports/store.ts';
import { openStore } from '../../src/store/store.ts';
import { eventually } from '../eventually.ts';
import { recordedLog } from '../recorded-log.ts';
import { contract, refusals } from './contract.ts';
import { opened } from './opened.ts';

const newFile = () => join(mkdtempSync(join(tmpdir(), 'store-')), 'deeper', 'store.sqlite');

contract((parts) => opened(`sqlite:${newFile()}`, parts));

refusals(async (parts) => {
  const file = newFile();
  const store = await opened(`sqlite:${file}`, parts);
  const other = new DatabaseSync(file);
  return {
    ...store,
    refuse: () => other.exec('ALTER TABLE entries RENAME TO away'),
    accept: () => other.exec('ALTER TABLE away RENAME TO entries'),
  };
});

const visits = { namespace: 'counts', name: 'T1/visits', schema: z.int() };

/** An open store, its file, and a copy of the file from when the count was 1. */
async function storeWithBackup() {
  const file = newFile();
  const log = recordedLog();
  const open = () => openStore({ url: `sqlite:${file}`, clock: systemClock, log });
  const earlier = await open();
  await earlier.setMany([put(visits, 1)]);
  await earlier.close();
  copyFileSync(file, `${file}.backup`);
  const store = await open();
  onTestFinished(() => store.close());
  await store.setMany([put(visits, 2)]);
  return { file, backup: `${file}.backup`, store, log };
}

test('refuses to write into a file that was deleted, and goes on when it is back', async () => {
  const { file, backup, store, log } = await storeWithBackup();
  for (const end of ['', '-wal', '-shm']) rmSync(file + end, { force: true });
  await expect(store.setMany([put(visits, 3)])).rejects.toThrow();
  expect(store.ready()).toBe(false);
  expect(log.text()).toContain('was deleted or moved away while the app was running');
  renameSync(backup, file);
  await eventually(() => expect(store.ready()).toBe(true));
  expect(await store.get(visits)).toBe(1);
});

test('notices a deleted file without any call', async () => {
  const { file, store } = await storeWithBackup();
  rmSync(file);
  await eventually(() => expect(store.ready()).toBe(false));
});

test('writes the file that has replaced its own, and reads it from then on', async () => {
  const { file, backup, store } = await storeWithBackup();
  renameSync(backup, file);
  await store.setMany([put({ ...visits, name: 'T1/others' }, 5)]);
  expect(await store.get(visits)).toBe(1);
  await store.setMany([put(visits, 5)]);
  await store.close();
  const again = await openStore({
    url: `sqlite:${file}`,
    clock: systemClock,
    log: recordedLog(),
  });
  onTestFinished(() => again.close());
  expect(await again.get(visits)).toBe(5);
});

test('waits for the disk with every write but those of locks', async () => {
  const { store } = await storeWithBackup();
  const exec = vi.spyOn(DatabaseSync.prototype, 'exec');
  onTestFinished(() => exec.mockRestore());
  const settings = () =>
    exec.mock.calls.flatMap(
      ([sql]) => /synchronous = (?<setting>\w+)/.exec(sql)?.groups?.setting ?? [],
    );
  await store.withLock('T1/lock', () => store.setMany([put(visits, 3)]));
  expect(settings()).toEqual(['NORMAL', 'FULL', 'NORMAL', 'FULL']);
  exec.mockClear();
  await store.claim('T1/claim', 1000);
  await store.update([visits], () => ({ writes: [put(visits, 4)], result: undefined }));
  expect(settings()).toEqual([]);
});

const addOne = (count = 0) => ({ writes: [put(visits, count + 1)], result: count + 1 });

test('commits together what comes together', async () => {
  const { file, store } = await storeWithBackup();
  const pages = () => statSync(`${file}-wal`).size / 4096;
  const before = pages();
  await Promise.all(Array.from({ length: 100 }, () => store.update([visits], addOne)));
  expect(await store.get(visits)).toBe(102);
  expect(pages() - before).toBeLessThan(10);
});

test('an update that fails takes none with it that came at the same time', async () => {
  const { store } = await storeWithBackup();
  const failing = store.update([visits], () => {
    throw new Error('no');
  });
  const [, failed] = await Promise.allSettled([store.update([visits], addOne), failing]);
  expect(failed.status).toBe('rejected');
  expect(await store.get(visits)).toBe(3);
});

test('writes what came directly before it closes', async () => {
  const { file, store, log } = await storeWithBackup();
  const [added] = await Promise.all([store.update([visits], addOne), store.close()]);
  expect(added).toBe(3);
  const again = await openStore({ url: `sqlite:${file}`, clock: systemClock, log });
  onTestFinished(() => again.close());
  expect(await again.get(visits)).toBe(3);
});
