import {
  accessSync,
  closeSync,
  constants,
  existsSync,
  fsyncSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { dirname, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Clock } from '../ports/clock.ts';
import type { Random } from '../ports/random.ts';
import { countEntries } from './copy.ts';
import { sqliteProblem } from './engines/sqlite-problem.ts';
import { openEngine } from './engines.ts';

type Deps = { readonly random: Random; readonly clock: Clock };

/** How long a write of the app may keep the copy from beginning, in milliseconds. */
const busyTimeout = 10_000;

/**
 * Copies everything that an SQLite file holds at one moment into a new file, for its owner alone,
 * while others read and write. The file appears under its name only when it is whole, checked and
 * on the disk. Resolves with the number of entries in it that have not expired.
 */
export async function backUpSqlite(
  path: string,
  file: string,
  { random, clock }: Deps,
): Promise<number> {
  if (!existsSync(path)) throw sqliteProblem(path, 'missing');
  const target = resolve(file);
  if (existsSync(target)) {
    throw new Error(`${file} exists. Nothing was written; name a new file.`);
  }
  const folder = dirname(target);
  if (!mayWriteIn(folder)) {
    throw new Error(
      `${folder} is no folder that you may write to. Nothing was written, and the store is as it was.`,
    );
  }
  const partial = `${target}.part`;
  rmSync(partial, { force: true });
  process.umask(0o077);
  try {
    copyInto(path, partial);
    const size = await checkedSize(partial, { random, clock });
    flush(partial);
    renameSync(partial, target);
    flush(folder);
    return size;
  } catch (error) {
    rmSync(partial, { force: true });
    throw error;
  }
}

function mayWriteIn(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return statSync(folder).isDirectory();
  } catch {
    return false;
  }
}

/** Reads one snapshot and never waits for a turn to write. What was deleted isn't copied. */
function copyInto(path: string, partial: string): void {
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(path, { readOnly: true, timeout: busyTimeout });
    database.prepare('VACUUM INTO ?').run(partial);
  } catch (error) {
    throw sqliteProblem(path, error);
  } finally {
    database?.close();
  }
}

/** Also refuses what is no store of ours. */
async function checkedSize(path: string, { random, clock }: Deps): Promise<number> {
  const copy = await openEngine({ url: `sqlite:${path}`, mustExist: true, random });
  try {
    const [damage] = (await copy.damages?.()) ?? [];
    if (damage) throw new Error(`The copy is damaged (${damage}) and was removed.`);
    return await countEntries(copy, clock);
  } finally {
    await copy.close();
  }
}

/** Also for a folder, whose entries are on the disk then. */
function flush(path: string): void {
  const handle = openSync(path, 'r');
  fsyncSync(handle);
  closeSync(handle);
}
