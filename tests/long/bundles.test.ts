import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, inject, test } from 'vitest';
import { bundleRuns, troubles } from '../features/shoutouts/bundle/bundle-runs.ts';
import { postgresUrl, redisUrl } from '../store/servers.ts';

/**
 * The table of bundles in docs/reliability.md: `npm run test:long -- bundles` prints it. `RUNS` says
 * how many runs each.
 */
const runs = Number(process.env.RUNS ?? 200);

const places = {
  SQLite: async () => `sqlite:${join(mkdtempSync(join(tmpdir(), 'bundles-')), 'x.sqlite')}`,
  Postgres: postgresUrl,
  Redis: redisUrl,
};

const lines = (['SQLite', 'Postgres', 'Redis'] as const).flatMap((engine) =>
  troubles.flatMap((trouble) =>
    ([1, 2] as const).map((replicas) => ({ engine, trouble, replicas })),
  ),
);

test.each(lines)('$engine, $trouble, $replicas', async (line) => {
  const { engine, trouble, replicas } = line;
  const firstSeed = inject('seed') * 1000;
  const count = await bundleRuns({ ...line, storeUrl: await places[engine](), runs, firstSeed });
  const { troubled, right, unknown, twice, other, bad } = count;
  const results = [troubled, right, unknown, twice, other].join(' | ');
  process.stdout.write(`| ${trouble} | ${engine} | ${replicas} | ${runs} | ${results} |\n`);
  // The other replica may have shown it before this one reached the step.
  expect(troubled).toBeGreaterThan(runs / 4);
  expect({ known: right + unknown, bad }).toEqual({ known: runs, bad: [] });
});
