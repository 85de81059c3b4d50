import { expect, inject, test } from 'vitest';
import { recapRuns, takings } from '../features/shoutouts/recap/recap-runs.ts';
import { troubles } from '../features/shoutouts/trouble.ts';

/**
 * The table of recaps in docs/reliability.md: `npm run test:long -- recaps` prints it. `RUNS` says
 * how many runs each.
 */
const runs = Number(process.env.RUNS ?? 200);

const lines = takings.flatMap((taking) => troubles.map((trouble) => ({ taking, trouble })));

test.each(lines)('$taking, $trouble', async (line) => {
  const firstSeed = inject('seed') * 1000;
  const { troubled, taken, right, oldWords, twice, missing, bad } = await recapRuns({
    ...{ ...line, runs, firstSeed },
  });
  const results = [troubled, taken, right, oldWords, twice, missing].join(' | ');
  process.stdout.write(`| ${line.taking}, ${line.trouble} | ${runs} | ${results} |\n`);
  expect({ right, bad }).toEqual({ right: runs, bad: [] });
});
