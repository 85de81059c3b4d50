import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, inject, test } from 'vitest';
import { systemClock } from '../../src/ports/clock.ts';
import { systemRandom } from '../../src/ports/random.ts';
import { put } from '../../src/ports/store.ts';
import { Problems } from '../../src/problems.ts';
import { openEngine } from '../../src/store/engines.ts';
import { openStore } from '../../src/store/store.ts';
import { closedPort } from '../closed-port.ts';
import { recordedLog } from '../recorded-log.ts';
import { appProcess } from './app-process.ts';

const newFolder = () => mkdtempSync(join(tmpdir(), 'store-'));
const open = (url: string) => openStore({ url, clock: systemClock, log: recordedLog() });

/** Runs a command with a disk of this size mounted on the folder until it exits. */
const onSmallDisk = (size: string, folder: string) => [
  'unshare',
  ...['-rm', 'bash', '-c', `mount -t tmpfs -o size=${size} tmpfs "$0" && exec "$@"`, folder],
];

/** The problem that `openStore` reports for the URL. */
async function problemWith(url: string): Promise<string> {
  const error = await open(url).then(
    () => new Error('it was opened'),
    (reason: unknown) => reason,
  );
  if (!(error instanceof Problems)) throw error;
  expect(error.problems).toHaveLength(1);
  return error.message;
}

/** A store with a thousand records, closed. */
async function filledFile(): Promise<string> {
  const file = join(newFolder(), 'store.sqlite');
  const store = await open(`sqlite:${file}`);
  const schema = { safeParse: () => ({}) } as never;
  await store.setMany(
    Array.from({ length: 1000 }, (_, place) =>
      put({ namespace: 'notes', name: `T1/${place}`, schema }, { text: 'x'.repeat(100) }),
    ),
  );
  await store.close();
  return file;
}

test('names a damaged file, leaves it unchanged and exits with 1', async () => {
  const file = await filledFile();
  const bytes = readFileSync(file);
  bytes.fill('damage', 0, 200);
  writeFileSync(file, bytes);
  const app = appProcess({
    STORE_URL: `sqlite:${file}`,
    SLACK_API_URL: `http://127.0.0.1:${await closedPort()}/api/`,
    SLACK_BOT_TOKEN: 'xoxb-1-a',
    SLACK_APP_TOKEN: 'xapp-1-a',
  });
  expect(await app.ended).toBe(1);
  expect(app.err()).toBe(
    `Extra Mile cannot start:\n  settings: STORE_URL: ${file} is damaged or is not an SQLite database. It was left unchanged. Restore a backup, or name another file in STORE_URL\n`,
  );
  expect(app.out()).toBe('');
  expect(readFileSync(file).equals(bytes)).toBe(true);
});

test('damage behind the first page is noticed too', async () => {
  const file = await filledFile();
  const bytes = readFileSync(file);
  bytes.fill('damage', 4096);
  writeFileSync(file, bytes);
  expect(await problemWith(`sqlite:${file}`)).toContain(`${file} is damaged`);
  expect(readFileSync(file).equals(bytes)).toBe(true);
});

test('leaves a file unchanged that is not a database', async () => {
  const file = join(newFolder(), 'notes.txt');
  writeFileSync(
    file,
    'a shopping list, longer than the header of a database would be, line after line',
  );
  expect(await problemWith(`sqlite:${file}`)).toContain('It was left unchanged');
  expect(readFileSync(file, 'utf8')).toMatch(/^a shopping list/);
});

test('leaves a database of another program unchanged', async () => {
  const file = join(newFolder(), 'other.sqlite');
  const other = new DatabaseSync(file);
  other.exec('CREATE TABLE entries (name TEXT); INSERT INTO entries VALUES (1)');
  other.close();
  const bytes = readFileSync(file);
  expect(await problemWith(`sqlite:${file}`)).toContain('is a database of another program');
  expect(readFileSync(file).equals(bytes)).toBe(true);
});

test('names a folder that cannot be written', async () => {
  expect(await problemWith('sqlite:/sys/extra-mile/store.sqlite')).toMatch(
    /\/sys\/extra-mile cannot be written\. Let the user that the app runs as/,
  );
});

test('names a path that runs through a file', async () => {
  const file = join(newFolder(), 'file');
  writeFileSync(file, '');
  expect(await problemWith(`sqlite:${file}/store.sqlite`)).toContain('is a file, not a folder');
  expect(await problemWith(`sqlite:${file}/deeper/store.sqlite`)).toContain('not a folder');
});

test('names a folder given instead of a file', async () => {
  expect(await problemWith(`sqlite:${newFolder()}`)).toContain('cannot be opened');
});

test('names a file that stays locked by a backup', async () => {
  const file = await filledFile();
  const backup = new DatabaseSync(file);
  backup.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
  expect(await problemWith(`sqlite:${file}`)).toContain('is locked by another process');
  backup.close();
  await (await open(`sqlite:${file}`)).close();
});

test('rejects data written by a newer version and leaves it unchanged', async () => {
  const file = await filledFile();
  const engine = await openEngine({ url: `sqlite:${file}`, random: systemRandom });
  await engine.update([], () => [{ key: 'store:_/version', text: '{"value":99}' }]);
  await engine.close();
  const bytes = readFileSync(file);
  expect(await problemWith(`sqlite:${file}`)).toMatch(
    /newer Extra Mile \(version 99 of the data; this one knows \d+\)\. Nothing was changed/,
  );
  expect(readFileSync(file).equals(bytes)).toBe(true);
});

test('names a server that does not answer', async () => {
  expect(
    await problemWith(`postgres://postgres:geheim@127.0.0.1:${await closedPort()}/test`),
  ).toMatch(/Postgres cannot be reached \(.*ECONNREFUSED.*\); check the address/);
  expect(await problemWith(`redis://:geheim@127.0.0.1:${await closedPort()}/0`)).toMatch(
    /Redis cannot be reached \(.*ECONNREFUSED.*\); check the address/,
  );
  const nowhere = new URL(inject('postgres'));
  nowhere.pathname = '/nowhere';
  expect(await problemWith(nowhere.href)).toContain('Postgres has no such database');
});

test('exits with 1 and a clear line when there is no room for the database file', async () => {
  const folder = newFolder();
  const app = appProcess(
    {
      STORE_URL: `sqlite:${join(folder, 'store.sqlite')}`,
      SLACK_BOT_TOKEN: 'xoxb-1-a',
      SLACK_APP_TOKEN: 'xapp-1-a',
    },
    { under: onSmallDisk('8k', folder) },
  );
  expect(await app.ended).toBe(1);
  expect(app.err()).toContain('because the disk is full. Saved data is still there');
});

test('refuses writes on a full disk, keeps acknowledged data and recovers', () => {
  const folder = newFolder();
  const [command = '', ...args] = onSmallDisk('1m', folder);
  const program = ['tests/process/fill-disk.ts', folder];
  const out = execFileSync(command, [...args, process.execPath, ...program], { encoding: 'utf8' });
  const { acknowledged, ...outcome } = JSON.parse(out) as { acknowledged: number };
  expect(acknowledged).toBeGreaterThan(10);
  expect(outcome).toEqual({
    isOutage: true,
    reason: 'Error: database or disk is full',
    keptWhileFull: true,
    halfWritten: false,
    keptAfterwards: true,
    ready: true,
    said: ['the store cannot be reached', 'the store is reachable again'],
  });
  expect(readdirSync(folder)).toEqual([]);
});
