import { expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { systemClock } from '../../src/ports/clock.ts';
import { put } from '../../src/ports/store.ts';
import { openStore } from '../../src/store/store.ts';
import { recordedLog } from '../recorded-log.ts';
import { contract, refusals } from './contract.ts';
import { opened } from './opened.ts';
import { onRedis, redisUrl } from './servers.ts';

contract(async (parts) => opened(await redisUrl(), parts), { sweeps: false });

refusals(async (parts) => {
  const url = new URL(await redisUrl());
  const user = url.searchParams.get('prefix') ?? '';
  const allow = (rule: string) => onRedis((client) => client.aclSetUser(user, rule));
  await onRedis((client) => client.aclSetUser(user, ['on', '>secret', '~*', '+@all']));
  onTestFinished(async () => {
    await onRedis((client) => client.aclDelUser(user));
  });
  [url.username, url.password] = [user, 'secret'];
  return {
    ...(await opened(url.href, parts)),
    refuse: () => allow('-@write'),
    accept: () => allow('+@all'),
  };
});

test('lets Redis expire values an hour after their end', async () => {
  const url = await redisUrl();
  const { store } = await opened(url, { clock: { now: () => 0 }, log: recordedLog() });
  const key = (name: string) => ({ namespace: 'notes', name: `T1/${name}`, schema: z.string() });
  await store.setMany([put(key('a'), 'a', 1000), put(key('stays'), 'b')]);
  await store.update([], () => ({ writes: [put(key('c'), 'c', 1000.5)], result: 0 }));
  const prefix = new URL(url).searchParams.get('prefix');
  const left = await onRedis((client) =>
    Promise.all(['a', 'c', 'stays'].map((name) => client.pTTL(`${prefix}::notes:T1/${name}`))),
  );
  expect(left[0]).toBeGreaterThan(3_590_000);
  expect(left[1]).toBeGreaterThan(3_590_000);
  expect(left[2]).toBe(-1);
});

test('warns about a server that may lose acknowledged writes', async () => {
  const log = recordedLog();
  const store = await openStore({ url: await redisUrl(), clock: systemClock, log });
  const isDurable = await onRedis((client) => client.configGet('appendonly'));
  expect(log.text().includes('set appendonly yes')).toBe(isDurable.appendonly === 'no');
  await store.close();
});
