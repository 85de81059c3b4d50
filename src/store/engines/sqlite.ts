import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';
import type { Random } from '../../ports/random.ts';
import { type Engine, textKeyv } from '../engine.ts';
import { endMark } from '../entry.ts';
import { batchesOf } from './prefix.ts';
import { type Patiently, sqliteAdapter, statements, table, transaction } from './sqlite-adapter.ts';
import { sqliteProblem } from './sqlite-problem.ts';

/** Says in the file's header whose it is: "XtMl". */
const ours = 0x58744d6c;

/** A write is on the disk before it is acknowledged. What is read again and again stays in memory, up to 64 MB of it. */
const settings = `PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA temp_store = MEMORY;
  PRAGMA cache_size = -65536`;

const endsIn = `substr(value, ${endMark.length + 1}, 13)`;
const hasEnd = `substr(value, 1, ${endMark.length}) = '${endMark}'`;
const endsIndex = `CREATE INDEX IF NOT EXISTS entries_ends ON entries (${endsIn}) WHERE ${hasEnd}`;
const sweepStatement = `DELETE FROM entries WHERE rowid IN
  (SELECT rowid FROM entries WHERE ${hasEnd} AND ${endsIn} < ? LIMIT 1000)`;

/**
 * How long a call waits for others to finish writing, in milliseconds: `patience` altogether, of which SQLite itself only ever takes a
 * moment, because this process stands still meanwhile.
 */
const busyTimeout = 5000;
const blockingPatience = 20;
const openPatience = 2000;
const busy = 5;

/** Keeps everything in a file on a local disk. Several processes of one machine may share it. */
export function sqliteEngine({
  path,
  mustExist,
  chance,
}: {
  readonly path: string;
  readonly mustExist: boolean;
  readonly chance: Random;
}): Engine {
  if (mustExist && !existsSync(path)) throw sqliteProblem(path, 'missing');
  const database = openDatabase(path);
  const all = statements(database);
  const { get, put, remove, range } = all;
  const sweep = database.prepare(sweepStatement);

  const patiently: Patiently = async (work) => {
    const deadline = performance.now() + busyTimeout;
    for (;;) {
      try {
        return work();
      } catch (error) {
        if (!isBusy(error) || performance.now() > deadline) throw error;
        await pause(1 + 20 * chance());
      }
    }
  };

  return {
    keyv: textKeyv(sqliteAdapter({ database, statements: all, patiently })),
    update: (keys, decide) =>
      patiently(() =>
        transaction(database, () => {
          for (const { key, text } of decide(keys.map(get))) {
            if (text === undefined) remove(key);
            else put(key, text);
          }
        }),
      ),
    batches: async function* (prefix) {
      for await (const rows of batchesOf(prefix, (from, to) => patiently(() => range(from, to)))) {
        yield rows.map(({ key, value }) => ({ key, text: value }));
      }
    },
    sweep: async (before) => {
      const end = String(before).padStart(13, '0');
      while ((await patiently(() => sweep.run(end).changes)) > 0);
    },
    size: () => patiently(() => Number(firstOf(database, 'SELECT count(*) FROM entries'))),
    damages: async () => {
      const rows = database.prepare('PRAGMA quick_check').all() as { quick_check: string }[];
      return rows.map(({ quick_check: found }) => found).filter((found) => found !== 'ok');
    },
    close: async () => {
      if (database.isOpen) database.close();
    },
  };
}

/** A file that is not ours, or damaged, is left as it is. */
function openDatabase(path: string): DatabaseSync {
  let database: DatabaseSync | undefined;
  try {
    mkdirSync(dirname(path), { recursive: true });
    database = new DatabaseSync(path, { timeout: openPatience });
    const opened = database;
    const isNew = firstOf(opened, 'SELECT count(*) FROM sqlite_schema') === 0;
    if (!isNew && firstOf(opened, 'PRAGMA application_id') !== ours) {
      throw sqliteProblem(path, 'foreign');
    }
    opened.exec(settings);
    transaction(opened, () => {
      if (isNew) opened.exec(`PRAGMA application_id = ${ours}; ${table}; ${endsIndex}`);
      // Damage behind the first page is seen by reading there; reading all of it would take too long.
      firstOf(opened, 'SELECT min(key) || max(key) FROM entries');
    });
    opened.exec(`PRAGMA busy_timeout = ${blockingPatience}`);
    return opened;
  } catch (error) {
    database?.close();
    throw sqliteProblem(path, error);
  }
}

const firstOf = (database: DatabaseSync, sql: string): unknown =>
  Object.values(database.prepare(sql).get() ?? {})[0];

const isBusy = (error: unknown): boolean =>
  error instanceof Error && 'errcode' in error && (Number(error.errcode) & 0xff) === busy;
