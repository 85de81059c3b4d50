import pg from 'pg';
import { Problems } from '../../problems.ts';
import { type Change, type Engine, textKeyv } from '../engine.ts';
import { keyedMutex } from '../keyed-mutex.ts';
import { MissingStore } from '../missing-store.ts';
import {
  adapterOn,
  codeOf,
  durabilityWarnings,
  endsIn,
  hasEnd,
  hasTable,
  prepare,
  reasonOf,
  tableName,
} from './postgres-table.ts';
import { batchesOf, batchSize, keysOfWorkspace } from './prefix.ts';

const [connectTimeout, queryTimeout] = [3000, 5000]; // ms

/**
 * A transaction that waits for locks gives up before its caller would; an idle one loses its locks.
 */
const begin =
  'BEGIN; SET LOCAL lock_timeout = 4000; SET LOCAL idle_in_transaction_session_timeout = 10000';

/** Deadlock (40P01) and serialization failure (40001). */
const retryableCodes = new Set(['40P01', '40001']);
const maxAttempts = 5;

/** A server that has become a replica refuses to write (read_only_sql_transaction). */
const isReadOnly = (error: unknown): boolean => codeOf(error) === '25006';

/** Keeps everything in one table of a Postgres database. Any number of processes may share it. */
export async function postgresEngine({
  url,
  schema,
  maxConnections,
  mustExist,
}: {
  readonly url: string;
  readonly schema: string;
  readonly maxConnections: number;
  /** Whether a missing table is a problem; otherwise it is created. */
  readonly mustExist: boolean;
}): Promise<Engine> {
  let pool = newPool();
  const table = `"${schema}".${tableName}`;
  let warnings: readonly string[];
  try {
    if (mustExist && !(await hasTable(pool, table)))
      throw new MissingStore(`has no table ${tableName} in the schema ${schema}`);
    await prepare(pool, schema, table);
    warnings = await durabilityWarnings(pool);
  } catch (error) {
    await pool.end();
    if (error instanceof MissingStore) throw error;
    throw new Problems([{ place: 'settings', field: 'STORE_URL', reason: reasonOf(error) }]);
  }

  const mutex = keyedMutex();
  const sql = {
    hold: `INSERT INTO ${table} (key, value) SELECT key, '' FROM unnest($1::text[]) AS key ON CONFLICT DO NOTHING RETURNING key`,
    read: `SELECT key, value FROM ${table} WHERE key = ANY($1) ORDER BY key FOR UPDATE`,
    put: `INSERT INTO ${table} (key, value) SELECT * FROM unnest($1::text[], $2::text[]) ON CONFLICT (key) DO UPDATE SET value = excluded.value`,
    remove: `DELETE FROM ${table} WHERE key = ANY($1)`,
    range: `SELECT key, value FROM ${table} WHERE key >= $1 AND key < $2 ORDER BY key LIMIT ${batchSize}`,
    time: 'SELECT extract(epoch FROM clock_timestamp()) * 1000 AS now',
    size: `SELECT count(*) FROM ${table}`,
    isReadOnly: "SELECT current_setting('transaction_read_only') AS setting",
    sweep: `DELETE FROM ${table} WHERE key IN (SELECT key FROM ${table} WHERE ${hasEnd} AND ${endsIn} < $1 LIMIT 1000)`,
  };

  return {
    warnings,
    keyv: textKeyv(adapterOn(query, schema)),

    update: (keys, decide) =>
      mutex(keys, async () => {
        for (let attempts = 1; ; attempts += 1) {
          try {
            return await inTransaction(keys, decide);
          } catch (error) {
            const isRetryable = retryableCodes.has(codeOf(error)) || isReadOnly(error);
            if (attempts === maxAttempts || !isRetryable) throw error;
          }
        }
      }),

    workspaceKeys: (workspace) => keysOfWorkspace(workspace, readRange),

    batches: async function* (prefix) {
      for await (const rows of batchesOf(prefix, readRange)) {
        yield rows.map(({ key, value }) => ({ key, text: value }));
      }
    },

    sweep: async (before) => {
      const end = String(before).padStart(13, '0');
      while (((await query(sql.sweep, [end])).rowCount ?? 0) > 0);
    },

    time: async () => Number((await query(sql.time)).rows[0]?.now),

    size: async () => Number((await query(sql.size)).rows[0]?.count),

    check: async () => {
      const asked = pool;
      const { rows } = await asked.query(sql.isReadOnly);
      if (rows[0]?.setting !== 'on') return;
      renew(asked);
      throw new Error('Postgres is read-only; connecting again to find the primary server');
    },

    close: () => pool.end(),
  };

  async function readRange(from: string, to: string): Promise<Row[]> {
    return (await query(sql.range, [from, to])).rows;
  }

  function newPool(): pg.Pool {
    const created = new pg.Pool({
      connectionString: url,
      application_name: 'extra-mile',
      max: maxConnections,
      connectionTimeoutMillis: connectTimeout,
      query_timeout: queryTimeout,
      keepAlive: true,
    });
    // Callers get their errors; a connection that breaks while idle is simply not used again.
    created.on('error', () => {});
    created.on('connect', (client) => client.on('error', () => {}));
    return created;
  }

  /**
   * Leaves all connections to a server that has become read-only; after a failover new ones reach
   * the server that took over. Does nothing if another call has done so.
   */
  function renew(used: pg.Pool): void {
    if (used !== pool) return;
    pool = newPool();
    used.end().catch(() => {});
  }

  /** One statement of its own; again on a new connection if the server has become read-only. */
  async function query(text: string, values?: unknown[]): Promise<pg.QueryResult> {
    const used = pool;
    try {
      return await used.query(text, values);
    } catch (error) {
      if (!isReadOnly(error)) throw error;
      renew(used);
      return pool.query(text, values);
    }
  }

  async function inTransaction(
    keys: readonly string[],
    decide: (texts: readonly (string | undefined)[]) => readonly Change[],
  ): Promise<void> {
    const used = pool;
    const client = await used.connect();
    try {
      await client.query(begin);
      const { texts, held } = await lockAndRead(client, [...new Set(keys)].sort(byBytes));
      const changes = decide(keys.map((key) => texts.get(key)));
      if (changes.length === 0) await client.query('ROLLBACK');
      else {
        await write(client, changes, held);
        await client.query('COMMIT');
      }
      client.release();
    } catch (error) {
      // Closes the connection, and with it the transaction, whatever its state.
      client.release(true);
      if (isReadOnly(error)) renew(used);
      throw error;
    }
  }

  /**
   * Reads the keys and locks them until the end of the transaction. A missing key is locked by an
   * empty row that is invisible to others.
   */
  async function lockAndRead(client: pg.PoolClient, keys: readonly string[]): Promise<Held> {
    const held = new Set<string>();
    while (keys.length > 0) {
      for (const { key } of (await client.query<Row>(sql.hold, [keys])).rows) held.add(key);
      const { rows } = await client.query<Row>(sql.read, [keys]);
      if (rows.length < keys.length) continue;
      const there = rows.filter(({ key }) => !held.has(key));
      return { held, texts: new Map(there.map(({ key, value }) => [key, value])) };
    }
    return { held, texts: new Map() };
  }

  async function write(
    client: pg.PoolClient,
    changes: readonly Change[],
    held: Set<string>,
  ): Promise<void> {
    const gone = new Set(held);
    const puts: { readonly key: string; readonly text: string }[] = [];
    for (const { key, text } of changes.toSorted((a, b) => byBytes(a.key, b.key))) {
      if (text === undefined) gone.add(key);
      else {
        gone.delete(key);
        puts.push({ key, text });
      }
    }
    if (puts.length > 0) {
      const [keys, texts] = [puts.map(({ key }) => key), puts.map(({ text }) => text)];
      await client.query(sql.put, [keys, texts]);
    }
    if (gone.size > 0) await client.query(sql.remove, [[...gone]]);
  }
}

type Row = { readonly key: string; readonly value: string };
type Held = { readonly texts: ReadonlyMap<string, string>; readonly held: Set<string> };

const byBytes = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));
