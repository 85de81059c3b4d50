import { expect, test } from 'vitest';
import { faultRun, nastiness } from '../outbox/fault-runs.ts';
import { deaths, mortalRun } from '../outbox/mortal-runs.ts';
import { type Count, sumOf } from '../outbox/rig.ts';

/** What docs/reliability.md tells: `npm run test:long -- outbox` prints its table. `RUNS` says how many runs each. */
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
  expect({ once, twice, missing, other, bad }).toEqual({
    once: expected,
    twice: 0,
    missing: 0,
    other: 0,
    bad: [],
  });
}

test.each(Object.keys(nastiness))('%s, two replicas', (name) =>
  counted(name, (seed) => faultRun(name, seed)),
);

test.each(deaths)('killed: %s', async (step) => {
  let killed = 0;
  await counted(`killed: ${step}`, async (seed) => {
    const { killed: kill, ...count } = await mortalRun(step, seed);
    killed += kill;
    return count;
  });
  expect(killed).toBeGreaterThan(step === 'at any time' ? runs / 2 : runs - 1);
});
