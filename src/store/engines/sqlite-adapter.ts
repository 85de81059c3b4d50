import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import type { KeyvStoreAdapter } from 'keyv';
import { batchesOf, batchSize, rangeOf } from './prefix.ts';

type Row = { readonly key: string; readonly value: string };

/** Retries `work` while another process holds the file's lock. */
export type WhenFree = <Result>(work: () => Result) => Promise<Result>;

export const table =
  'CREATE TABLE IF NOT EXISTS entries (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT';

export function statements(database: DatabaseSync) {
  const prepared = (sql: string) => database.prepare(sql);
  const get = prepared('SELECT value FROM entries WHERE key = ?');
  const getMany = prepared(
    'SELECT key, value FROM entries WHERE key IN (SELECT value FROM json_each(?))',
  );
  const put = prepared(
    'INSERT INTO entries (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
  );
  const remove = prepared('DELETE FROM entries WHERE key = ?');
  const range = prepared(
    `SELECT key, value FROM entries WHERE key >= ? AND key < ? ORDER BY key LIMIT ${batchSize}`,
  );
  const clear = prepared('DELETE FROM entries WHERE key >= ? AND key < ?');
  return {
    get: (key: string) => (get.get(key) as Row | undefined)?.value,
    getMany: (keys: readonly string[]) => {
      const rows = getMany.all(JSON.stringify(keys)) as Row[];
      const values = new Map(rows.map(({ key, value }) => [key, value]));
      return keys.map((key) => values.get(key));
    },
    put: (key: string, value: SQLInputValue) => void put.run(key, value),
    remove: (key: string) => remove.run(key).changes > 0,
    range: (from: string, to: string) => range.all(from, to) as Row[],
    clear: (from: string, to: string) => void clear.run(from, to),
  };
}

type File = {
  readonly database: DatabaseSync;
  readonly statements: ReturnType<typeof statements>;
};

/** Keyv's adapter for Node's SQLite. Values are texts, which include their expiry. */
export function sqliteAdapter({
  file,
  lastFile = file,
  whenFree,
  writing = whenFree,
}: {
  /** The open file, which may be another one at the next call. */
  readonly file: () => File;
  /** The same for single reads, which need not notice at once that it is another one. */
  readonly lastFile?: () => File;
  readonly whenFree: WhenFree;
  /** For work that writes; as `whenFree` by default. */
  readonly writing?: WhenFree;
}): KeyvStoreAdapter {
  const run = () => file().statements;
  const atomically = <Result>(work: () => Result) =>
    writing(() => transaction(file().database, work));
  const adapter: KeyvStoreAdapter = {
    opts: { dialect: 'sqlite' },
    // No events: every error is thrown to the caller.
    on: () => adapter,
    get: <Value>(key: string) =>
      whenFree(() => lastFile().statements.get(key) as Value | undefined),
    getMany: <Value>(keys: string[]) =>
      whenFree(() => lastFile().statements.getMany(keys) as Value[]),
    has: (key) => whenFree(() => run().get(key) !== undefined),
    hasMany: (keys) =>
      whenFree(() =>
        run()
          .getMany(keys)
          .map((value) => value !== undefined),
      ),
    set: (key, value) => writing(() => run().put(key, value)),
    setMany: (lines) =>
      atomically(() => {
        const { put } = run();
        for (const { key, value } of lines) put(key, value);
      }),
    delete: (key) => writing(() => run().remove(key)),
    deleteMany: (keys) => atomically(() => keys.map(run().remove).some(Boolean)),
    clear: () =>
      writing(() => {
        const { from, to } = rangeOf(adapter.namespace ? `${adapter.namespace}:` : '');
        run().clear(from, to);
      }),
    iterator: async function* <Value>(namespace?: string) {
      const read = (from: string, to: string) => whenFree(() => run().range(from, to));
      for await (const rows of batchesOf(namespace ? `${namespace}:` : '', read)) {
        for (const { key, value } of rows) yield [key, value as Value];
      }
    } as NonNullable<KeyvStoreAdapter['iterator']>,
    disconnect: async () => file().database.close(),
  };
  return adapter;
}

/**
 * Runs `work` in a transaction that takes the write lock first, so that nothing it reads changes
 * until the end.
 */
export function transaction<Result>(database: DatabaseSync, work: () => Result): Result {
  database.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    database.exec('COMMIT');
    return result;
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
}
