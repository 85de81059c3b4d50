import { expect, test } from 'vitest';
import { type Count, sumOf } from '../outbox/counts.ts';
import { crashPoints, crashRun } from '../outbox/crash-runs.ts';
import { faultKinds, faultRun } from '../outbox/fault-runs.ts';
import { load } from '../outbox/load.ts';
import { recallKillRun } from '../outbox/recall-kills.ts';
import { recallRun } from '../outbox/recall-runs.ts';

/**
 * The figures of docs/reliability.md: `npm run test:long -- outbox` prints its table. `RUNS` says how
 * many runs each.
 */
const runs = Number(process.env.RUNS ?? 200);
const seeds = Array.from({ length: runs }, (_, at) => 1000 + at);

async function counted(name: string, run: (seed: number) => Promise<Count>): Promise<void> {
  const counts: Count[] = [];
  for (const seed of seeds) counts.push(await run(seed));
  const { expected, once, twice, missing, other } = sumOf(counts);
  process.stdout.write(
    `| ${name} | ${runs} | ${expected} | ${once} | ${twice} | ${missing} | ${other} |\n`,
  );
  const bad = seeds.filter((_, at) => counts[at]?.once !== counts[at]?.expected);
  const right = { once: expected, twice: 0, missing: 0, other: 0, bad: [] };
  expect({ once, twice, missing, other, bad }).toEqual(right);
}

test.each(Object.keys(faultKinds))('%s, two replicas', (name) =>
  counted(name, (seed) => faultRun(name, seed)),
);

test.each(Object.keys(faultKinds))('what was tried comes back: %s', (name) =>
  counted(`comes back: ${name}`, (seed) => recallRun(name, seed)),
);

test('what was tried comes back: killed again and again', async () => {
  let killed = 0;
  await counted('comes back: killed again and again', async (seed) => {
    const { killed: kills, ...count } = await recallKillRun(seed);
    killed += kills;
    return count;
  });
  expect(killed).toBeGreaterThan(runs * 10);
});

test.each(crashPoints)('killed: %s', async (step) => {
  let killed = 0;
  await counted(`killed: ${step}`, async (seed) => {
    const { killed: kill, ...count } = await crashRun(step, seed, true);
    killed += kill;
    return count;
  });
  // In some runs the other replica was there first and the process did not reach the step; at any
  // time, it may have finished before.
  if (step !== 'at any time') expect(killed).toBeGreaterThan(runs * 0.8);
});

test.each([
  { workspaces: 1, plansEach: 10_000 },
  { workspaces: 1000, plansEach: 10 },
])('$plansEach plans for nine in each of $workspaces workspaces: none is late', async (plans) => {
  const { expected, queued, limited, mostInMinute, shortestLead } = await load(plans);
  expect({ queued, limited }).toEqual({ queued: expected, limited: 0 });
  expect(mostInMinute).toBeLessThan(50);
  expect(shortestLead).toBeGreaterThan(20);
});
