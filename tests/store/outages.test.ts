import { expect, onTestFinished, test, vi } from 'vitest';
import { z } from 'zod';
import { systemClock } from '../../src/ports/clock.ts';
import { put, StoreUnavailable } from '../../src/ports/store.ts';
import { openStore } from '../../src/store/store.ts';
import { recordedLog } from '../recorded-log.ts';
import { proxyTo } from './proxy.ts';
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
  const store = await openStore({ url: proxy.url, clock: systemClock, log });
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
      await vi.waitFor(() => expect(store.ready()).toBe(true), 5000);
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
      await vi.waitFor(() => expect(store.ready()).toBe(false), { timeout: 8000, interval: 100 });
    }),
  );
});
