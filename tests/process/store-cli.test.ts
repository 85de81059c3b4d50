import { existsSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { systemClock } from '../../src/ports/clock.ts';
import { put } from '../../src/ports/store.ts';
import { openStore } from '../../src/store/store.ts';
import { recordedLog } from '../recorded-log.ts';
import { postgresUrl } from '../store/servers.ts';
import { appProcess } from './app-process.ts';

const newFolder = () => mkdtempSync(join(tmpdir(), 'store-'));
const open = (url: string) => openStore({ url, clock: systemClock, log: recordedLog() });
const note = { namespace: 'notes', name: 'T1/a', schema: z.string() };

async function filledUrl(): Promise<string> {
  const url = `sqlite:${join(newFolder(), 'store.sqlite')}`;
  const store = await open(url);
  await store.setMany([put(note, 'kept')]);
  await store.close();
  return url;
}

async function cli(...args: string[]): Promise<{ code: number | null; out: string; err: string }> {
  const run = appProcess({}, { args: ['src/cli/store.ts', ...args] });
  const code = await run.ended;
  return { code, out: run.out(), err: run.err() };
}

test('copy fills an empty store once and refuses a second time', async () => {
  const [from, to] = [await filledUrl(), await postgresUrl()];
  expect(await cli('copy', from, to)).toEqual({
    code: 0,
    out: 'Copied 2 entries; every key is the same in both.\n',
    err: '',
  });
  const copy = await open(to);
  expect(await copy.get(note)).toBe('kept');
  await copy.close();
  expect(await cli('copy', from, to)).toEqual({
    code: 1,
    out: '',
    err: 'TO is not empty. Nothing was copied; name an empty store.\n',
  });
});

test('copy creates no file if its source does not exist', async () => {
  const folder = newFolder();
  const [from, to] = ['from', 'to'].map((name) => join(folder, `${name}.sqlite`));
  expect(await cli('copy', `sqlite:${from}`, `sqlite:${to}`)).toMatchObject({
    code: 1,
    err: `${from} does not exist\n`,
  });
  expect([existsSync(from ?? ''), existsSync(to ?? '')]).toEqual([false, false]);
});

test('backup has everything acknowledged before it, of one moment, while the app writes', async () => {
  const folder = newFolder();
  const url = `sqlite:${join(folder, 'store.sqlite')}`;
  const store = await open(url);
  onTestFinished(() => store.close());
  const half = (side: string, place: number) => ({
    namespace: 'notes',
    name: `T1/${side}${place}`,
    schema: z.string(),
  });
  const [sides, filling] = [['a', 'b'] as const, 'x'.repeat(2000)];
  let written = 0;
  const writeNext = async () => {
    await store.setMany(sides.map((side) => put(half(side, written), filling)));
    written += 1;
  };
  while (written < 500) await writeNext();
  const before = written;
  const target = join(folder, 'backup.sqlite');
  const run = appProcess({ STORE_URL: url }, { args: ['src/cli/store.ts', 'backup', target] });
  let code: number | null | undefined;
  void run.ended.then((ended) => {
    code = ended;
  });
  while (code === undefined) {
    await writeNext();
    await new Promise(setImmediate);
  }
  expect(code, run.err()).toBe(0);
  expect(written).toBeGreaterThan(before);
  expect(statSync(target).mode & 0o777).toBe(0o600);
  const copy = await open(`sqlite:${target}`);
  onTestFinished(() => copy.close());
  const [a, b] = await Promise.all(
    sides.map((side) =>
      copy.getMany(Array.from({ length: written }, (_, place) => half(side, place))),
    ),
  );
  expect(a?.slice(0, before).every((value) => value === filling)).toBe(true);
  expect(b).toEqual(a);
});

test('backup replaces no file, and says which store it is for', async () => {
  const folder = newFolder();
  const file = join(folder, 'kept');
  writeFileSync(file, 'kept');
  const run = (STORE_URL: string, to: string) =>
    appProcess({ STORE_URL }, { args: ['src/cli/store.ts', 'backup', to] });
  const again = run(await filledUrl(), file);
  expect(await again.ended).toBe(1);
  expect(again.err()).toContain('exists. Nothing was written');
  expect(readFileSync(file, 'utf8')).toBe('kept');
  const nowhere = run(await filledUrl(), join(folder, 'missing', 'backup'));
  expect(await nowhere.ended).toBe(1);
  expect(nowhere.err()).toContain(`${join(folder, 'missing')} is no folder`);
  expect(nowhere.err()).toContain('the store is as it was');
  const other = run('memory:', join(folder, 'other'));
  expect(await other.ended).toBe(1);
  expect(other.err()).toContain('Only SQLite');
});

test('backup, check and copy count the same entries', async () => {
  const url = `sqlite:${join(newFolder(), 'store.sqlite')}`;
  const store = await open(url);
  await store.setMany([put(note, 'kept'), put({ ...note, name: 'T1/b', maxTtl: 1 }, 'over', 1)]);
  await store.close();
  const target = join(newFolder(), 'backup.sqlite');
  const run = appProcess({ STORE_URL: url }, { args: ['src/cli/store.ts', 'backup', target] });
  expect(await run.ended).toBe(0);
  expect(run.out()).toBe(`2 entries in ${target}.\n`);
  expect((await cli('check', `sqlite:${target}`)).out).toMatch(/^2 entries, with 0 shout-outs/);
  expect((await cli('copy', `sqlite:${target}`, `sqlite:${target}2`)).out).toMatch(/^Copied 2 ent/);
});

test('check passes on a sound store', async () => {
  expect(await cli('check', await filledUrl())).toEqual({
    code: 0,
    out: '2 entries, with 0 shout-outs in 0 indexes: 0 indexes do not match, 0 broken.\n',
    err: '',
  });
});

test('check names a damaged store', async () => {
  const file = join(newFolder(), 'store.sqlite');
  writeFileSync(file, 'no database, and longer than the header of one would be '.repeat(9));
  expect(await cli('check', `sqlite:${file}`)).toMatchObject({
    code: 1,
    err: expect.stringContaining('is damaged or is not an SQLite database'),
  });
});

test('check says what to do about damage that shows late', async () => {
  const url = await filledUrl();
  const file = url.slice('sqlite:'.length);
  const store = await open(url);
  const named = (number: number) => ({ ...note, name: `T1/${number}` });
  await store.setMany(Array.from({ length: 200 }, (_, at) => put(named(at), 'kept'.repeat(250))));
  await store.close();
  const bytes = readFileSync(file);
  // Opening a store reads the pages at both ends.
  bytes.fill('damage', 40_000, 120_000);
  writeFileSync(file, bytes);
  expect(await cli('check', url)).toMatchObject({
    code: 1,
    err: expect.stringContaining('Restore a backup'),
  });
});

test('prints the usage, and never a stack, for wrong arguments', async () => {
  for (const args of [['copy', 'memory:'], ['--force']]) {
    const { code, err } = await cli(...args);
    expect(code).toBe(1);
    expect(err).toMatch(/npm run store|Unknown option/);
    expect(err).not.toMatch(/ {4}at /);
  }
});
