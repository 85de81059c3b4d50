import { afterEach, expect, test, vi } from 'vitest';
import { LockTimeout } from '../../src/ports/store.ts';
import { openStore } from '../../src/store/store.ts';
import { eventually } from '../eventually.ts';
import { recordedLog } from '../recorded-log.ts';

afterEach(() => vi.useRealTimers());

test('renews the lock of a long task', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  let time = 0;
  const store = await openStore({
    url: 'memory:',
    clock: { now: () => time },
    log: recordedLog(),
  });
  const finished = Promise.withResolvers<void>();
  let held = () => false;
  const long = store.withLock('T1/plan', async (lock) => {
    held = lock.held;
    await finished.promise;
  });
  await eventually(() => expect(held()).toBe(true));
  for (let round = 0; round < 10; round += 1) {
    time += 20_000;
    await vi.advanceTimersByTimeAsync(10_000);
    expect(held()).toBe(true);
    await expect(store.withLock('T1/plan', async () => {}, 0)).rejects.toThrow(LockTimeout);
  }
  finished.resolve();
  await long;
  expect(await store.withLock('T1/plan', async () => 'mine', 0)).toBe('mine');
});

test('grants the lock to a waiter as soon as it is released', async () => {
  let time = 0;
  const store = await openStore({
    url: 'memory:',
    clock: { now: () => time },
    log: recordedLog(),
    random: () => 0,
  });
  const finished = Promise.withResolvers<void>();
  const first = store.withLock('T1/plan', () => finished.promise);
  const second = store.withLock('T1/plan', async () => 'second', 1000);
  const third = store.withLock('T1/plan', async () => 'third', 10);
  time += 10;
  await expect(third).rejects.toThrow(LockTimeout);
  finished.resolve();
  await first;
  expect(await second).toBe('second');
});
