import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import type { KeyvStoreAdapter } from 'keyv';
import { batchesOf, batchSize, rangeOf } from './prefix.ts';

type Row = { readonly key: string; readonly value: string };

/** Runs `work` again while another process is writing. */
export type Patiently = <Result>(work: () => Result) => Promise<Result>;

export const table =
  'CREATE TABLE IF NOT EXISTS entries (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT';

/** The statements that reads and writes are made of. */
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

export type Statements = ReturnType<typeof statements>;

/** Keyv's adapter for SQLite as Node brings it. Values are texts; Keyv keeps the end of a value in the text. */
export function sqliteAdapter({
  database,
  statements: { get, getMany, put, remove, range, clear },
  patiently,
}: {
  readonly database: DatabaseSync;
  readonly statements: Statements;
  readonly patiently: Patiently;
}): KeyvStoreAdapter {
  const together = <Result>(work: () => Result) => patiently(() => transaction(database, work));
  const adapter: KeyvStoreAdapter = {
    opts: { dialect: 'sqlite' },
    // Nothing happens here that nobody asked for: what fails is thrown.
    on: () => adapter,
    get: <Value>(key: string) => patiently(() => get(key) as Value | undefined),
    getMany: <Value>(keys: string[]) => patiently(() => getMany(keys) as Value[]),
    has: (key) => patiently(() => get(key) !== undefined),
    hasMany: (keys) => patiently(() => getMany(keys).map((value) => value !== undefined)),
    set: (key, value) => patiently(() => put(key, value)),
    setMany: (lines) =>
      together(() => {
        for (const { key, value } of lines) put(key, value);
      }),
    delete: (key) => patiently(() => remove(key)),
    deleteMany: (keys) => together(() => keys.map((key) => remove(key)).some(Boolean)),
    clear: () =>
      patiently(() => {
        const { from, to } = rangeOf(adapter.namespace ? `${adapter.namespace}:` : '');
        clear(from, to);
      }),
    iterator: async function* <Value>(namespace?: string) {
      const read = (from: string, to: string) => patiently(() => range(from, to));
      for await (const rows of batchesOf(namespace ? `${namespace}:` : '', read)) {
        for (const { key, value } of rows) yield [key, value as Value];
      }
    } as NonNullable<KeyvStoreAdapter['iterator']>,
    disconnect: async () => database.close(),
  };
  return adapter;
}

/** All of `work`, or nothing of it. The right to write is taken first, so that what was read stays true until the end. */
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
