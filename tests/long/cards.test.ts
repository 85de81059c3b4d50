import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, inject, test } from 'vitest';
import { cardRuns, operations, troubles } from '../features/shoutouts/card-runs.ts';
import { postgresUrl, redisUrl } from '../store/servers.ts';

/**
 * The table of cards in docs/reliability.md: `npm run test:long -- cards` prints it. `RUNS` says how
 * many runs each.
 */
const runs = Number(process.env.RUNS ?? 200);

const places = {
  SQLite: async () => `sqlite:${join(mkdtempSync(join(tmpdir(), 'cards-')), 'x.sqlite')}`,
  Postgres: postgresUrl,
  Redis: redisUrl,
};

const lines = operations.flatMap((operation) =>
  troubles.flatMap((trouble) =>
    (['SQLite', 'Postgres', 'Redis'] as const).flatMap((engine) =>
      ([1, 2] as const).map((replicas) => ({ operation, trouble, engine, replicas })),
    ),
  ),
);

test.each(lines)('$operation, $trouble, $engine, $replicas', async (line) => {
  const { operation, trouble, engine, replicas } = line;
  const firstSeed = inject('seed') * 1000;
  const count = await cardRuns({ ...line, storeUrl: await places[engine](), runs, firstSeed });
  const { troubled, right, unknown, oldWords, twoCards, other, bad } = count;
  const results = [troubled, right, unknown, oldWords, twoCards, other].join(' | ');
  process.stdout.write(
    `| ${operation}, ${trouble} | ${engine} | ${replicas} | ${runs} | ${results} |\n`,
  );
  expect(troubled).toBeGreaterThan(runs / 2);
  expect({ known: right + unknown, bad }).toEqual({ known: runs, bad: [] });
});
