import { KeyvPostgres } from '@keyv/postgres';
import type pg from 'pg';
import { endMark } from '../entry.ts';

export const tableName = 'extra_mile';

export const endsIn = `substr(value, ${endMark.length + 1}, 13)`;
export const hasEnd = `substr(value, 1, ${endMark.length}) = '${endMark}'`;

export type Query = (sql: string, values?: unknown[]) => Promise<pg.QueryResult>;

/**
 * Keyv's adapter over our own pool. The adapter's own is shared by the whole process, which it ends
 * when a connection breaks.
 */
export function adapterOn(query: Query, schema: string): KeyvPostgres {
  class PoolAdapter extends KeyvPostgres {
    override async connect() {
      return async (sql: string, values?: unknown) => (await query(sql, values as unknown[])).rows;
    }
  }
  const adapter = new PoolAdapter({ schema, table: tableName });
  adapter.on('error', () => {});
  return adapter;
}

export async function hasTable(pool: pg.Pool, table: string): Promise<boolean> {
  const query = 'SELECT to_regclass($1) AS found';
  const { rows } = await pool.query<{ found: string | null }>(query, [table]);
  return Boolean(rows[0]?.found);
}

/**
 * Creates the table if it is missing. Keys are in byte order, so keys with the same prefix are
 * adjacent.
 */
export async function prepare(pool: pg.Pool, schema: string, table: string): Promise<void> {
  if (await hasTable(pool, table)) return;
  const client = await pool.connect();
  try {
    await client.query(`BEGIN; SELECT pg_advisory_xact_lock(hashtext('${tableName}'))`);
    const schemas = await client.query('SELECT FROM pg_namespace WHERE nspname = $1', [schema]);
    if (schemas.rowCount === 0) await client.query(`CREATE SCHEMA "${schema}"`);
    await client.query(
      `CREATE TABLE IF NOT EXISTS ${table} (key text COLLATE "C" PRIMARY KEY, value text NOT NULL);
       CREATE INDEX IF NOT EXISTS ${tableName}_ends ON ${table} (${endsIn}) WHERE ${hasEnd}; COMMIT`,
    );
    client.release();
  } catch (error) {
    client.release(true);
    throw error;
  }
}

/** Warns about settings under which Postgres may lose acknowledged writes. */
export async function durabilityWarnings(pool: pg.Pool): Promise<string[]> {
  const { rows } = await pool.query<{ off: string }>(
    "SELECT name AS off FROM pg_settings WHERE name IN ('fsync', 'synchronous_commit') AND setting = 'off'",
  );
  return rows.map(({ off }) => `Postgres may lose the latest writes when it stops: set ${off} on`);
}

export const codeOf = (error: unknown): string =>
  String((error as { readonly code?: unknown } | undefined)?.code);

/** Why the first connection failed, for the operator. */
export function reasonOf(error: unknown): string {
  const message = error instanceof Error && error.message ? error.message : codeOf(error);
  const code = codeOf(error);
  if (/^28/.test(code))
    return 'Postgres refuses the user or the password; check both, and start again';
  if (code === '3D000')
    return 'Postgres has no such database; create it with createdb, or name another';
  if (code === '42501') {
    return (
      `Postgres does not let this user create or use the table ${tableName};` +
      ' give it CREATE and USAGE on the schema'
    );
  }
  return (
    `Postgres cannot be reached (${message});` +
    ' check the address and that the server is running, then start again'
  );
}
