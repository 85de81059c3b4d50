import { createClient } from '@redis/client';
import pg from 'pg';
import { onTestFinished } from 'vitest';

/** Each test has a place of its own on the servers, by this process and a count. */
let count = 0;
const ownName = () => {
  count += 1;
  return `test_${process.pid}_${count}`;
};

const postgres = process.env.TEST_POSTGRES_URL ?? 'postgres://postgres@127.0.0.1:5432/test';
const redis = process.env.TEST_REDIS_URL ?? 'redis://127.0.0.1:6379/15';

/** The address of an empty schema, which is gone after the test. */
export async function postgresUrl(): Promise<string> {
  const schema = ownName();
  onTestFinished(async () => {
    const client = new pg.Client({ connectionString: postgres });
    await client.connect();
    await client.query(`DROP SCHEMA IF EXISTS ${schema} CASCADE`);
    await client.end();
  });
  return `${postgres}?schema=${schema}`;
}

/** The address of an empty prefix, which is gone after the test. */
export async function redisUrl(): Promise<string> {
  const prefix = ownName();
  onTestFinished(async () => {
    const client = createClient({ url: redis });
    await client.connect();
    for await (const keys of client.scanIterator({ MATCH: `${prefix}::*`, COUNT: 1000 })) {
      if (keys.length > 0) await client.unlink(keys);
    }
    await client.close();
  });
  return `${redis}?prefix=${prefix}`;
}
