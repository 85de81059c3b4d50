import { createClient } from '@redis/client';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { type OwnServer, ownPostgres, ownRedis } from '../store/own-servers.ts';

declare module 'vitest' {
  interface ProvidedContext {
    postgres: string;
    redis: string;
  }
}

/** Servers that a machine has for trying things out, each with a place that is ours. */
const usual = {
  postgres: 'postgres://postgres@127.0.0.1:5432/test',
  redis: 'redis://127.0.0.1:6379/15',
};

const own: OwnServer[] = [];

/** Finds a Postgres and a Redis for the tests, or starts them from the installed programs. */
export async function setup({ provide }: TestProject): Promise<void> {
  provide('postgres', (await postgresAnswers()) ? usual.postgres : await started(ownPostgres));
  provide('redis', (await redisAnswers()) ? usual.redis : await started(ownRedis));
}

export async function teardown(): Promise<void> {
  await Promise.all(own.map((server) => server.stop('at once')));
}

async function started(start: () => Promise<OwnServer>): Promise<string> {
  const server = await start();
  own.push(server);
  return server.url;
}

async function postgresAnswers(): Promise<boolean> {
  const client = new pg.Client({ connectionString: usual.postgres, connectionTimeoutMillis: 2000 });
  client.on('error', () => {});
  try {
    await client.connect();
    await client.end();
    return true;
  } catch {
    return false;
  }
}

async function redisAnswers(): Promise<boolean> {
  const client = createClient({ url: usual.redis, socket: { reconnectStrategy: false } });
  client.on('error', () => {});
  try {
    await client.connect();
    await client.close();
    return true;
  } catch {
    return false;
  }
}
