import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';
import type { Chance } from '../../ports.ts';
import { type Engine, textKeyv } from '../engine.ts';
import { endMark } from '../entry.ts';
import { batchesOf } from './prefix.ts';
import { type Patiently, sqliteAdapter, statements, table, transaction } from './sqlite-adapter.ts';
import { sqliteProblem } from './sqlite-problem.ts';

/** Says in the file's header whose it is: "XtMl". */
const ours = 0x58744d6c;

/**
 * A write is on the disk before it is acknowledged (`synchronous = FULL`). SQLite itself waits but a moment for another process,
 * because this process stands still meanwhile.
 */
const settings =
  'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA temp_store = MEMORY; PRAGMA busy_timeout = 20';

const endsIn = `substr(value, ${endMark.length + 1}, 13)`;
const hasEnd = `substr(value, 1, ${endMark.length}) = '${endMark}'`;
const endsIndex = `CREATE INDEX IF NOT EXISTS entries_ends ON entries (${endsIn}) WHERE ${hasEnd}`;
const sweepStatement = `DELETE FROM entries WHERE rowid IN
  (SELECT rowid FROM entries WHERE ${hasEnd} AND ${endsIn} < ? LIMIT 1000)`;

/** How long a call waits for others to finish writing, in milliseconds. */
const patience = 5000;
const busy = 5;

/** Keeps everything in a file on a local disk. Several processes of one machine may share it. */
export function sqliteEngine({
  path,
  chance,
}: {
  readonly path: string;
  readonly chance: Chance;
}): Engine {
  const database = openDatabase(path);
  const { get, getMany, put, remove, range, clear } = statements(database);
  const all = { get, getMany, put, remove, range, clear };
  const sweep = database.prepare(sweepStatement);

  const patiently: Patiently = async (work) => {
    const deadline = performance.now() + patience;
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
    database = new DatabaseSync(path, { timeout: patience });
    const { application_id: owner } = database.prepare('PRAGMA application_id').get() ?? {};
    const { tables } = database.prepare('SELECT count(*) AS tables FROM sqlite_schema').get() ?? {};
    if (tables !== 0 && owner !== ours) throw sqliteProblem(path, 'foreign');
    database.exec(settings.replace(/busy_timeout = \d+/, `busy_timeout = ${patience}`));
    const opened = database;
    transaction(opened, () =>
      opened.exec(`PRAGMA application_id = ${ours}; ${table}; ${endsIndex}`),
    );
    database.exec(settings);
    return database;
  } catch (error) {
    database?.close();
    throw sqliteProblem(path, error);
  }
}

const isBusy = (error: unknown): boolean =>
  error instanceof Error && 'errcode' in error && (Number(error.errcode) & 0xff) === busy;
