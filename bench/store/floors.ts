import { DatabaseSync } from 'node:sqlite';
import { createClient } from '@redis/client';
import pg from 'pg';

export type Floor = {
  /** Keeps one text under a new key, durably, with as little as the engine needs for it. */
  readonly write: (key: string, text: string) => unknown;
  readonly close: () => unknown;
};

/** One plain prepared INSERT into a table beside ours, with the same pragmas. */
export async function sqliteFloor(url: string): Promise<Floor> {
  const database = new DatabaseSync(url.replace('sqlite:', ''));
  database.exec(
    'PRAGMA synchronous = FULL; CREATE TABLE floor (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT',
  );
  const insert = database.prepare('INSERT INTO floor VALUES (?, ?)');
  return { write: (key, text) => insert.run(key, text), close: () => database.close() };
}

export async function postgresFloor(url: string): Promise<Floor> {
  const schema = new URL(url).searchParams.get('schema');
  const client = new pg.Client({ connectionString: url.replace(/\?.*/, '') });
  await client.connect();
  await client.query(`CREATE TABLE ${schema}.floor (key text COLLATE "C" PRIMARY KEY, value text)`);
  const statement = { name: 'floor', text: `INSERT INTO ${schema}.floor VALUES ($1, $2)` };
  return {
    write: (key, text) => client.query({ ...statement, values: [key, text] }),
    close: () => client.end(),
  };
}

export async function redisFloor(url: string): Promise<Floor> {
  const client = createClient({ url });
  await client.connect();
  return { write: (key, text) => client.set(`floor:${key}`, text), close: () => client.close() };
}
