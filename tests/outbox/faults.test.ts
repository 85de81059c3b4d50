import { expect, test } from 'vitest';
import { postgresUrl, redisUrl } from '../store/servers.ts';
import { faultKinds, faultRun } from './fault-runs.ts';
import { recallKillRun } from './recall-kills.ts';
import { recallRun } from './recall-runs.ts';

const seeds = [1, 2];

test.each(Object.keys(faultKinds))('%s: each message comes exactly once', async (name) => {
  for (const seed of seeds) {
    const { expected, ...count } = await faultRun(name, seed);
    expect(expected).toBeGreaterThan(3);
    expect({ seed, ...count }).toEqual({ seed, once: expected, twice: 0, missing: 0, other: 0 });
  }
});

test('what was tried comes back exactly once', async () => {
  const { expected, ...count } = await recallRun('dropped after it was accepted', 1);
  expect(expected).toBeGreaterThan(12);
  expect(count).toEqual({ once: expected, twice: 0, missing: 0, other: 0 });
});

test('what was tried comes back exactly once though a replica is killed again and again', async () => {
  const { expected, killed, ...count } = await recallKillRun(1);
  expect(killed).toBeGreaterThan(10);
  expect(count).toEqual({ once: expected, twice: 0, missing: 0, other: 0 });
});

test.each([
  ['Postgres', postgresUrl],
  ['Redis', redisUrl],
])('two replicas on one %s: each message comes exactly once', async (_, url) => {
  const { expected, ...count } = await faultRun('HTTP 500, done', 1, await url());
  expect(count).toEqual({ once: expected, twice: 0, missing: 0, other: 0 });
});
