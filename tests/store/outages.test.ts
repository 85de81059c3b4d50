import { createClient } from '@redis/client';
import pg from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { systemClock } from '../../src/ports/clock.ts';
import { put, StoreUnavailable } from '../../src/ports/store.ts';
import { openStore } from '../../src/store/store.ts';
import { eventually } from '../eventually.ts';
import { recordedLog } from '../recorded-log.ts';
import { ownPostgres, ownRedis } from './own-servers.ts';
import { proxyTo, type ServerProxy } from './proxy.ts';
import { postgresUrl, redisUrl } from './servers.ts';

const count = { namespace: 'counts', name: 'T1/visits', schema: z.int() };

/** Milliseconds until the store rejected the call. */
async function refusalTime(ask: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await expect(ask()).rejects.toThrow(StoreUnavailable);
  return performance.now() - start;
}

const servers = [
  ['postgres', postgresUrl],
  ['redis', redisUrl],
] as const;

async function storeBehindProxy(address: () => Promise<string>) {
  const proxy = await proxyTo(await address());
  const log = recordedLog();
  // A server that has just begun may take longer to answer than a start of the app waits.
  const opening = () => openStore({ url: proxy.url, clock: systemClock, log });
  const store = await eventually(opening);
  onTestFinished(() => store.close());
  const add = () =>
    store.update([count], (visits = 0) => ({
      writes: [put(count, visits + 1)],
      result: visits + 1,
    }));
  return { proxy, log, store, add };
}

test.each(servers)(
  'fails fast while %s is down, recovers by itself and keeps acknowledged data',
  async (_, address) => {
    const { proxy, log, store, add } = await storeBehindProxy(address);
    expect(await add()).toBe(1);
    for (const round of [1, 2]) {
      await proxy.cut();
      for (const ask of [add, () => store.get(count), () => store.claim('T1/x', 1), add]) {
        expect(await refusalTime(ask)).toBeLessThan(2000);
      }
      expect(store.ready()).toBe(false);
      await proxy.mend();
      await eventually(() => expect(store.ready()).toBe(true));
      expect(await add()).toBe(round + 1);
    }
    const said = ['the store cannot be reached', 'the store is reachable again'];
    const lines = log.lines.filter(({ level }) => level !== 'warn');
    expect(lines.map(({ message }) => message)).toEqual([...said, ...said]);
  },
);

test('notices an outage without any call', async () => {
  const stores = await Promise.all(servers.map(([, address]) => storeBehindProxy(address)));
  await Promise.all(
    stores.map(async ({ proxy, store }) => {
      await proxy.cut();
      await eventually(() => expect(store.ready()).toBe(false));
    }),
  );
});

/** Runs one statement on a Postgres server. */
async function onPostgres(url: string, ...statements: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  for (const statement of statements) await client.query(statement);
  await client.end();
}

/** Redis with a replica; `failOver` swaps them, and the old connections stay open. */
async function redisPair() {
  const [first, second] = [await ownRedis(), await ownRedis()];
  const command = async (url: string, ...words: readonly string[]) => {
    const client = await createClient({ url }).connect();
    const answer = await client.sendCommand(words);
    client.destroy();
    return String(answer);
  };
  const port = (url: string) => new URL(url).port;
  await command(second.url, 'REPLICAOF', '127.0.0.1', port(first.url));
  const failOver = async (proxy: ServerProxy) => {
    await eventually(async () => expect(await command(second.url, 'GET', 'marker')).toBe('here'));
    await command(second.url, 'REPLICAOF', 'NO', 'ONE');
    await command(first.url, 'REPLICAOF', '127.0.0.1', port(second.url));
    proxy.leadTo(second.url);
  };
  onTestFinished(async () => {
    await Promise.all([first.stop('at once'), second.stop('at once')]);
  });
  return { url: first.url, mark: () => command(first.url, 'SET', 'marker', 'here'), failOver };
}

test('goes on after a failover of Redis whose old connections stay open', async () => {
  const { url, mark, failOver } = await redisPair();
  const { proxy, store, add } = await storeBehindProxy(async () => url);
  expect(await add()).toBe(1);
  await mark();
  await failOver(proxy);
  await eventually(async () => expect(await add()).toBe(2));
  await eventually(() => expect(store.ready()).toBe(true));
});

test('goes on when open connections to Postgres become read-only', async () => {
  const server = await ownPostgres();
  onTestFinished(() => server.stop('at once'));
  const { add, store } = await storeBehindProxy(async () => server.url);
  expect(await add()).toBe(1);
  // Open sessions follow the first setting, new ones the second: as after a failover.
  await onPostgres(
    server.url,
    'ALTER ROLE postgres SET default_transaction_read_only = off',
    'ALTER SYSTEM SET default_transaction_read_only = on',
    'SELECT pg_reload_conf()',
  );
  expect(await add()).toBe(2);
  await store.setMany([put(count, 7)]);
  expect(await add()).toBe(8);
});

test('notices within seconds that Postgres has become read-only, and its recovery', async () => {
  const server = await ownPostgres();
  onTestFinished(() => server.stop('at once'));
  const { store, log } = await storeBehindProxy(async () => server.url);
  const readOnly = (how: 'on' | 'off') =>
    onPostgres(
      server.url,
      'SET default_transaction_read_only = off',
      `ALTER SYSTEM SET default_transaction_read_only = ${how}`,
      'SELECT pg_reload_conf()',
    );
  await readOnly('on');
  await eventually(() => expect(store.ready()).toBe(false));
  expect(log.text()).toContain('Postgres is read-only');
  await readOnly('off');
  await eventually(() => expect(store.ready()).toBe(true));
});
