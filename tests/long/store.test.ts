import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, onTestFinished, test, vi } from 'vitest';
import { z } from 'zod';
import { systemClock } from '../../src/ports/clock.ts';
import { put, StoreUnavailable } from '../../src/ports/store.ts';
import { openStore } from '../../src/store/store.ts';
import { recordedLog } from '../recorded-log.ts';
import { type OwnServer, ownPostgres, ownRedis } from '../store/own-servers.ts';
import { expectAllThere, writers } from '../store/writers.ts';

/** A server that is gone after the test. */
async function gone(own: () => Promise<OwnServer>): Promise<OwnServer> {
  const server = await own();
  onTestFinished(() => server.stop('at once'));
  return server;
}

const sqlite = async () => `sqlite:${join(mkdtempSync(join(tmpdir(), 'store-')), 'x.sqlite')}`;
const places = [
  ['sqlite', sqlite],
  ['postgres', async () => (await gone(ownPostgres)).url],
  ['redis', async () => (await gone(ownRedis)).url],
] as const;
const servers = [
  ['postgres', () => gone(ownPostgres)],
  ['redis', () => gone(ownRedis)],
] as const;

const say = (line: string) => process.stdout.write(`${line}\n`);
const seconds = (from: number) => ((performance.now() - from) / 1000).toFixed(1);

test.each(places)(
  'on %s, keeps each of 10,000 appends by four processes once',
  async (name, place) => {
    const url = await place();
    const start = performance.now();
    const writing = await writers(url, 4, 2500);
    await writing.done;
    say(
      `${name}: 10,000 appends by 4 processes in ${seconds(start)} s, ${writing.errors.length} errors`,
    );
    expect(writing.errors).toEqual([]);
    expect(writing.acknowledged).toHaveLength(10_000);
    await expectAllThere(url, writing.acknowledged);
  },
);

test.each(places)(
  'on %s, keeps everything acknowledged with a process killed every second',
  async (name, place) => {
    const url = await place();
    const start = performance.now();
    const writing = await writers(url, 4, 2500);
    let kills = 0;
    while (writing.acknowledged.length < 9900) {
      await pause(1000);
      await writing.kill(kills % 4);
      kills += 1;
    }
    await writing.done;
    say(`${name}: 10,000 appends by 4 processes in ${seconds(start)} s, ${kills} killed`);
    expect(kills).toBeGreaterThan(0);
    expect(writing.errors).toEqual([]);
    await expectAllThere(url, writing.acknowledged, kills);
  },
);

test.each(servers)(
  'recovers within 5 s when %s restarts under load, and loses nothing acknowledged',
  async (name, own) => {
    const server = await own();
    const writing = await writers(server.url, 3, 0);
    const ways = ['in order', 'at once', 'in order', 'at once'] as const;
    for (const how of ways) {
      await pause(2000);
      await server.stop(how);
      const errorsBefore = writing.errors.length;
      await pause(2000);
      expect(writing.errors.length).toBeGreaterThan(errorsBefore);
      const acknowledged = writing.acknowledged.length;
      await server.start();
      const back = performance.now();
      await vi.waitFor(
        () => {
          for (const writer of ['w0', 'w1', 'w2']) {
            const later = writing.acknowledged.slice(acknowledged);
            expect(later.some((id) => id.startsWith(writer))).toBe(true);
          }
        },
        { timeout: 5000, interval: 50 },
      );
      say(`${name} stopped ${how}: all writers back ${seconds(back)} s after its return`);
    }
    await pause(1000);
    await writing.finish();
    expect(new Set(writing.errors)).toEqual(new Set(['StoreUnavailable']));
    say(`${name}: ${writing.acknowledged.length} acknowledged, ${writing.errors.length} refused`);
    // A refused write may have been kept or not.
    await expectAllThere(server.url, writing.acknowledged, writing.errors.length);
  },
);

test.each(servers)('fails fast while %s is frozen, and recovers', async (name, own) => {
  const server = await own();
  const store = await openStore({ url: server.url, clock: systemClock, log: recordedLog() });
  const count = { namespace: 'counts', name: 'T1/visits', schema: z.int() };
  const add = () =>
    store.update([count], (visits = 0) => ({
      writes: [put(count, visits + 1)],
      result: visits + 1,
    }));
  expect(await add()).toBe(1);
  server.freeze();
  const start = performance.now();
  const calls = Array.from({ length: 30 }, () => expect(add()).rejects.toThrow(StoreUnavailable));
  await Promise.all([...calls, expect(store.get(count)).rejects.toThrow(StoreUnavailable)]);
  say(`${name} frozen: 31 calls refused after ${seconds(start)} s`);
  expect(performance.now() - start).toBeLessThan(12_000);
  expect(store.ready()).toBe(false);
  server.thaw();
  const thawed = performance.now();
  await vi.waitFor(() => expect(store.ready()).toBe(true), { timeout: 5000 });
  const visits = await add();
  say(`${name} thawed: back after ${seconds(thawed)} s, ${visits} visits`);
  await store.close();
});
