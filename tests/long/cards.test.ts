import { expect, inject, test } from 'vitest';
import { cardRuns, operations } from '../features/shoutouts/card-runs.ts';
import { troubles } from '../features/shoutouts/trouble.ts';
import { places } from '../store/places.ts';

/**
 * The table of cards in docs/reliability.md: `npm run test:long -- cards` prints it. `RUNS` says how
 * many runs each.
 */
const runs = Number(process.env.RUNS ?? 200);

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
  const { url: storeUrl } = await places[engine]();
  const count = await cardRuns({ ...line, storeUrl, runs, firstSeed });
  const { troubled, right, unknown, oldWords, twoCards, other, bad } = count;
  const results = [troubled, right, unknown, oldWords, twoCards, other].join(' | ');
  process.stdout.write(
    `| ${operation}, ${trouble} | ${engine} | ${replicas} | ${runs} | ${results} |\n`,
  );
  expect(troubled).toBeGreaterThan(runs / 2);
  expect({ known: right + unknown, bad }).toEqual({ known: runs, bad: [] });
});
