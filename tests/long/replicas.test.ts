import { expect, inject, test } from 'vitest';
import { minute } from '../outbox/plans.ts';
import { replicaRun } from '../outbox/replicas/replica-runs.ts';
import { postgresUrl, redisUrl } from '../store/servers.ts';

/**
 * The figures of docs/reliability.md: `npm run test:long -- replicas`. `REPLICAS`, `WORKSPACES` and
 * `PLANS`, in each, set another size.
 */
const {
  REPLICAS: replicas = 4,
  WORKSPACES: workspaces = 1000,
  PLANS: plansEach = 10,
} = process.env;
const size = {
  replicas: Number(replicas),
  workspaces: Number(workspaces),
  plansEach: Number(plansEach),
};

test.each([
  ['Postgres', postgresUrl],
  ['Redis', redisUrl],
] as const)(
  'sends each message once while a replica is killed every minute, on %s',
  async (name, url) => {
    const storeUrl = await url();
    const run = await replicaRun({ ...size, storeUrl, seed: inject('seed'), killEvery: minute });
    const { expected, once, twice, missing, other, killed, mostInMinute, shortestLead } = run;
    const { slowSteps, warnings } = run;
    process.stdout.write(
      `| ${name} | ${size.workspaces} × ${size.plansEach} | ${killed} | ${expected} | ${once} | ${twice} | ${missing} | ${other} | ${mostInMinute} | ${shortestLead.toFixed(1)} |\n` +
        `${slowSteps} slow steps; ${JSON.stringify([...warnings])}\n`,
    );
    expect({ once, twice, missing, other }).toEqual({
      once: expected,
      twice: 0,
      missing: 0,
      other: 0,
    });
    expect(mostInMinute).toBeLessThan(50);
    expect(shortestLead).toBeGreaterThan(20);
  },
);
