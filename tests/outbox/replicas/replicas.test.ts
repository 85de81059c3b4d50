import { expect, inject, test } from 'vitest';
import { postgresUrl, redisUrl } from '../../store/servers.ts';
import { minute } from '../plans.ts';
import { replicaRun } from './replica-runs.ts';

test.each([
  ['Postgres', postgresUrl],
  ['Redis', redisUrl],
] as const)(
  'sends each message once while replicas are killed, on %s',
  async (_, url) => {
    const { expected, once, twice, missing, other, mostInMinute, killed } = await replicaRun({
      ...{ storeUrl: await url(), seed: inject('seed'), replicas: 3, killEvery: 30 * minute },
      ...{ workspaces: 8, plansEach: 6 },
    });
    const right = { once: expected, twice: 0, missing: 0, other: 0 };
    expect({ once, twice, missing, other }).toEqual(right);
    expect(mostInMinute).toBeLessThan(50);
    expect(killed).toBeGreaterThan(3);
  },
  120_000,
);
