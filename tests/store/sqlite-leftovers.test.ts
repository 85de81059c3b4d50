import { execFileSync } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { put, remove } from '../../src/ports/store.ts';
import { eventually } from '../eventually.ts';
import { recordedLog } from '../recorded-log.ts';
import { opened } from './opened.ts';

const newFile = () => join(mkdtempSync(join(tmpdir(), 'store-')), 'store.sqlite');
const key = (name: string) => ({ namespace: 'words', name: `T1/${name}`, schema: z.string() });

const parts = () => ({ clock: { now: () => 1_700_000_000_000 }, log: recordedLog() });

/** Copies of the words in the database and in the files that SQLite keeps next to it. */
const copies = (file: string): number =>
  globSync(`${file}*`).reduce(
    (sum, path) => sum + readFileSync(path, 'latin1').split('canary').length - 1,
    0,
  );

test('leaves no copy of what was deleted or changed, in any of its files', async () => {
  const file = newFile();
  const { store } = await opened(`sqlite:${file}`, parts());
  const long = (text: string) => `${text} ${'and more '.repeat(900)}`;
  for (let place = 0; place < 20; place += 1) {
    await store.setMany([put(key(`short-${place}`), `a canary, number ${place}`)]);
    await store.setMany([put(key(`long-${place}`), long(`a canary, number ${place}`))]);
    await store.update([key('edited')], () => ({
      writes: [put(key('edited'), `a canary, version ${place}`)],
      result: undefined,
    }));
  }
  expect(copies(file)).toBeGreaterThan(40);
  await store.setMany([put(key('edited'), 'words of a later version')]);
  for (let place = 0; place < 20; place += 1)
    await store.setMany([remove(key(`short-${place}`)), remove(key(`long-${place}`))]);
  await eventually(() => expect(copies(file)).toBe(0));
  expect(await store.get(key('edited'))).toBe('words of a later version');
});

test('leaves no copy of deleted rows that were moved from page to page, once it is cleared', async () => {
  const file = newFile();
  const { store } = await opened(`sqlite:${file}`, parts());
  const words = (word: string) => `${word} `.repeat(10 + Math.floor(Math.random() * 100));
  const many = Array.from({ length: 500 }, (_, place) => key(`row-${place}`));
  for (const one of many) {
    await store.setMany([put(one, words('canary'))]);
    const earlier = many[Math.floor(Math.random() * many.indexOf(one))];
    if (earlier) await store.setMany([put(earlier, words('canary'))]);
    await store.setMany([put(key(crypto.randomUUID()), words('other'))]);
  }
  for (const one of many) await store.setMany([remove(one)]);
  await store.clearUnused();
  await store.close();
  expect(copies(file)).toBe(0);
});

test('clears at the start what a killed process left', async () => {
  const file = newFile();
  const script = `
    import { sqliteEngine } from './src/store/engines/sqlite.ts';
    const engine = sqliteEngine({ path: process.argv[1], mustExist: false, random: () => 0.5 });
    await engine.update([], () => [{ key: 'a', text: 'a canary' }]);
    await engine.update([], () => [{ key: 'a', text: undefined }]);
    process.kill(process.pid, 'SIGKILL');`;
  const node = ['--input-type=module', '--eval', script, file];
  expect(() => execFileSync(process.execPath, node, { stdio: 'ignore' })).toThrow();
  expect(copies(file)).toBeGreaterThan(0);
  await opened(`sqlite:${file}`, parts());
  expect(copies(file)).toBe(0);
});
