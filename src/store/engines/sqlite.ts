import { existsSync, mkdirSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';
import type { Random } from '../../ports/random.ts';
import { type Engine, textKeyv } from '../engine.ts';
import { endMark } from '../entry.ts';
import { batchesOf, keysOfWorkspace } from './prefix.ts';
import { sqliteAdapter, statements, table, transaction, type WhenFree } from './sqlite-adapter.ts';
import { sqliteProblem } from './sqlite-problem.ts';

/** Marks the file as ours in its header: "XtMl". */
const applicationId = 0x58744d6c;

/**
 * Writes are on the disk before they are acknowledged. What is deleted or replaced is overwritten
 * with zeros. The page cache is 64 MB.
 */
const settings = `PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA temp_store = MEMORY;
  PRAGMA secure_delete = ON; PRAGMA cache_size = -65536`;

/**
 * Milliseconds for which the log of writes (`-wal`) may still hold what was deleted or replaced. A
 * checkpoint after each write would cost more than the write.
 */
const walLifetime = 1000;

/**
 * Bytes of a file that is written anew now and then, because SQLite leaves copies of rows that it
 * moved from page to page. This takes up to a second, and as much memory.
 */
const maxVacuumSize = 64 * 1024 * 1024;

const endsIn = `substr(value, ${endMark.length + 1}, 13)`;
const hasEnd = `substr(value, 1, ${endMark.length}) = '${endMark}'`;
const endsIndex = `CREATE INDEX IF NOT EXISTS entries_ends ON entries (${endsIn}) WHERE ${hasEnd}`;
const sweepStatement = `DELETE FROM entries WHERE rowid IN
  (SELECT rowid FROM entries WHERE ${hasEnd} AND ${endsIn} < ? LIMIT 1000)`;

/**
 * How long a call waits while another process writes, in milliseconds. SQLite itself waits at most
 * `blockingTimeout` of it at a time, because this process is blocked meanwhile.
 */
const busyTimeout = 5000;
const blockingTimeout = 20;
const openTimeout = 2000;

/** SQLite's result codes SQLITE_BUSY, SQLITE_CORRUPT and SQLITE_NOTADB. */
const busy = [5];
const damage = [11, 26];

/** Keeps everything in a file on a local disk. Several processes of one machine may share it. */
export function sqliteEngine({
  path,
  mustExist,
  random,
}: {
  readonly path: string;
  readonly mustExist: boolean;
  readonly random: Random;
}): Engine {
  if (mustExist && !existsSync(path)) throw sqliteProblem(path, 'missing');
  let open = openFile(path);
  /** Whether `open` was the file at `path` when that was looked at last. */
  let isCurrent = true;
  let checkpoint: NodeJS.Timeout | undefined;
  let waiting: Update[] = [];

  /**
   * The open file. If it was deleted or replaced, what is written to it would be lost; so the file
   * that is at `path` now is opened instead, and without one this throws.
   */
  function file(): OpenFile {
    const id = fileId(path);
    isCurrent = id === open.id && open.database.isOpen;
    if (isCurrent) return open;
    if (id === undefined) throw sqliteProblem(path, 'deleted');
    if (open.database.isOpen) open.database.close();
    // SQLite would apply the log of the old file to the new one.
    if (fileId(`${path}-wal`) === open.logId) {
      for (const end of ['-wal', '-shm']) rmSync(path + end, { force: true });
    }
    open = openFile(path);
    isCurrent = true;
    return open;
  }

  /** For reading. Each write and the regular check find out whether it is still the right one. */
  const lastFile = (): OpenFile => (isCurrent ? open : file());

  const whenFree: WhenFree = async (work) => {
    const deadline = performance.now() + busyTimeout;
    for (;;) {
      try {
        return work();
      } catch (error) {
        if (isDamage(error)) throw sqliteProblem(path, error);
        if (!isBusy(error) || performance.now() > deadline) throw error;
        await pause(1 + 20 * random());
      }
    }
  };

  /** For work that writes. */
  const writing: WhenFree = async (work) => {
    const result = await whenFree(work);
    checkpoint ??= setTimeout(clearLog, walLifetime).unref();
    return result;
  };

  /** Moves the log into the file and empties it; later if another process is at work. */
  function clearLog(): void {
    checkpoint = isLogCleared(open.database)
      ? undefined
      : setTimeout(clearLog, walLifetime).unref();
  }

  /** Commits all updates that wait. The disk takes as long for one as for many. */
  async function commit(): Promise<void> {
    const updates = waiting;
    waiting = [];
    if (updates.length === 0) return;
    try {
      await writing(() => {
        const { database, statements } = file();
        const { get, put, remove } = statements;
        const run = () =>
          transaction(database, () => {
            for (const { keys, decide } of updates) {
              for (const { key, text } of decide(keys.map(get))) {
                if (text === undefined) remove(key);
                else put(key, text);
              }
            }
          });
        return updates.every(({ mayBeLost }) => mayBeLost) ? withoutSync(database, run) : run();
      });
      for (const { resolve } of updates) resolve();
    } catch (error) {
      for (const { reject } of updates) reject(error);
    }
  }

  return {
    keyv: textKeyv(sqliteAdapter({ file, lastFile, whenFree, writing })),
    update: (keys, decide, { mayBeLost } = { mayBeLost: false }) => {
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      // A turn of the event loop later, so that what other requests write in it goes along.
      if (waiting.length === 0) setImmediate(() => setImmediate(commit));
      waiting.push({ keys, decide, mayBeLost, resolve, reject });
      return promise;
    },
    batches: async function* (prefix) {
      for await (const rows of batchesOf(prefix, (from, to) =>
        whenFree(() => file().statements.range(from, to)),
      )) {
        yield rows.map(({ key, value }) => ({ key, text: value }));
      }
    },
    workspaceKeys: (workspace) =>
      keysOfWorkspace(workspace, (from, to) => whenFree(() => file().statements.range(from, to))),
    sweep: async (before) => {
      const end = String(before).padStart(13, '0');
      while ((await writing(() => file().sweep.run(end).changes)) > 0);
    },
    clearUnused: async () => {
      const { size = 0 } = statSync(path, { throwIfNoEntry: false }) ?? {};
      if (size <= maxVacuumSize) await writing(() => file().database.exec('VACUUM'));
    },
    check: async () => void file(),
    size: () => whenFree(() => Number(firstOf(file().database, 'SELECT count(*) FROM entries'))),
    damages: async () => {
      const rows = (await whenFree(() => file().database.prepare('PRAGMA quick_check').all())) as {
        quick_check: string;
      }[];
      return rows.map(({ quick_check: found }) => found).filter((found) => found !== 'ok');
    },
    close: async () => {
      await commit();
      clearTimeout(checkpoint);
      if (open.database.isOpen) open.database.close();
    },
  };
}

type Update = {
  readonly keys: readonly string[];
  readonly decide: Parameters<Engine['update']>[1];
  readonly mayBeLost: boolean;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
};

function openFile(path: string) {
  const database = openDatabase(path);
  return {
    database,
    statements: statements(database),
    sweep: database.prepare(sweepStatement),
    id: fileId(path),
    logId: fileId(`${path}-wal`),
  };
}

type OpenFile = ReturnType<typeof openFile>;

/** Tells one file at `path` from another; undefined if there is none. */
function fileId(path: string): string | undefined {
  const found = statSync(path, { throwIfNoEntry: false });
  return found && `${found.dev}/${found.ino}`;
}

/** Leaves a file unchanged that is damaged or not ours. */
function openDatabase(path: string): DatabaseSync {
  let database: DatabaseSync | undefined;
  try {
    mkdirSync(dirname(path), { recursive: true });
    database = new DatabaseSync(path, { timeout: openTimeout });
    const opened = database;
    const isNew = firstOf(opened, 'SELECT count(*) FROM sqlite_schema') === 0;
    if (!isNew && firstOf(opened, 'PRAGMA application_id') !== applicationId) {
      throw sqliteProblem(path, 'foreign');
    }
    opened.exec(settings);
    transaction(opened, () => {
      if (isNew) opened.exec(`PRAGMA application_id = ${applicationId}; ${table}; ${endsIndex}`);
      // Reads both ends to find damage beyond the first page; reading everything would take too
      // long.
      firstOf(opened, 'SELECT min(key) || max(key) FROM entries');
    });
    // A process that was killed leaves its log.
    isLogCleared(opened);
    opened.exec(`PRAGMA busy_timeout = ${blockingTimeout}`);
    return opened;
  } catch (error) {
    database?.close();
    throw sqliteProblem(path, error);
  }
}

/**
 * Empties the log of writes. False if that must wait, for another process or for the disk, whose
 * trouble the next write reports.
 */
function isLogCleared(database: DatabaseSync): boolean {
  try {
    return firstOf(database, 'PRAGMA wal_checkpoint(TRUNCATE)') === 0;
  } catch {
    return false;
  }
}

/** What `write` writes is on the disk with the next write that waits for it. */
function withoutSync(database: DatabaseSync, write: () => void): void {
  database.exec('PRAGMA synchronous = NORMAL');
  try {
    write();
  } finally {
    database.exec('PRAGMA synchronous = FULL');
  }
}

const firstOf = (database: DatabaseSync, sql: string): unknown =>
  Object.values(database.prepare(sql).get() ?? {})[0];

const hasCode =
  (codes: readonly number[]) =>
  (error: unknown): boolean =>
    error instanceof Error && 'errcode' in error && codes.includes(Number(error.errcode) & 0xff);

const isBusy = hasCode(busy);
const isDamage = hasCode(damage);
