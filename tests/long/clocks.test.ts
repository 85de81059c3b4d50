import { expect, test } from 'vitest';
import { clockErrors, clockRun, clockTimes } from '../outbox/clock-runs.ts';
import { type Count, sumOf } from '../outbox/counts.ts';

/** The table of clocks in docs/reliability.md: `RUNS=200 npm run test:long -- clocks` prints it. */
const runs = Number(process.env.RUNS ?? 200);
const lines = clockTimes.flatMap((when) =>
  Object.entries(clockErrors).map(([name, error]) => ({ when, name, error })),
);

test.each(lines)('$when, $name', async ({ when, name, error }) => {
  const counts: Count[] = [];
  for (let seed = 1000; seed < 1000 + runs; seed += 1) {
    counts.push(await clockRun(when, error, seed));
  }
  const { expected, once, twice, missing, other } = sumOf(counts);
  process.stdout.write(
    `| ${when}, ${name} | ${runs} | ${expected} | ${once} | ${twice} | ${missing} | ${other} |\n`,
  );
  expect({ once, twice, missing, other }).toEqual({
    once: expected,
    twice: 0,
    missing: 0,
    other: 0,
  });
});
