import { expect, inject, test } from 'vitest';
import { bundleRuns } from '../features/shoutouts/bundle/bundle-runs.ts';
import { troubles } from '../features/shoutouts/trouble.ts';
import { places } from '../store/places.ts';

/**
 * The table of bundles in docs/reliability.md: `npm run test:long -- bundles` prints it. `RUNS` says
 * how many runs each.
 */
const runs = Number(process.env.RUNS ?? 200);

const lines = (['SQLite', 'Postgres', 'Redis'] as const).flatMap((engine) =>
  troubles.flatMap((trouble) =>
    ([1, 2] as const).map((replicas) => ({ engine, trouble, replicas })),
  ),
);

test.each(lines)('$engine, $trouble, $replicas', async (line) => {
  const { engine, trouble, replicas } = line;
  const firstSeed = inject('seed') * 1000;
  const { url: storeUrl } = await places[engine]();
  const count = await bundleRuns({ ...line, storeUrl, runs, firstSeed });
  const { troubled, right, unknown, twice, other, bad } = count;
  const results = [troubled, right, unknown, twice, other].join(' | ');
  process.stdout.write(`| ${trouble} | ${engine} | ${replicas} | ${runs} | ${results} |\n`);
  // The other replica may have shown it before this one reached the step.
  expect(troubled).toBeGreaterThan(runs / 4);
  expect({ known: right + unknown, bad }).toEqual({ known: runs, bad: [] });
});
