import { randomUUID } from 'node:crypto';
import { createClient } from '@redis/client';
import pg from 'pg';
import { inject, onTestFinished } from 'vitest';

/** Each test has a place of its own on the servers, which other runs may share. */
const ownName = () => `test_${randomUUID().replaceAll('-', '')}`;

const [postgres, redis] = [inject('postgres'), inject('redis')];

export async function onPostgres(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: postgres });
  await client.connect();
  await client.query(sql);
  await client.end();
}

export async function onRedis<Result>(
  work: (client: ReturnType<typeof newClient>) => Promise<Result>,
): Promise<Result> {
  const client = newClient();
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.close();
  }
}

const newClient = () => createClient({ url: redis });

/** The address of an empty schema, which is gone after the test. */
export async function postgresUrl(): Promise<string> {
  const schema = ownName();
  onTestFinished(() => onPostgres(`DROP SCHEMA IF EXISTS ${schema} CASCADE`));
  return `${postgres}?schema=${schema}`;
}

/** The address of an empty prefix, which is gone after the test. */
export async function redisUrl(): Promise<string> {
  const prefix = ownName();
  onTestFinished(() =>
    onRedis(async (client) => {
      for await (const keys of client.scanIterator({ MATCH: `${prefix}::*`, COUNT: 1000 })) {
        if (keys.length > 0) await client.unlink(keys);
      }
    }),
  );
  return `${redis}?prefix=${prefix}`;
}
