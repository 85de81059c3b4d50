import { expect, inject, test } from 'vitest';
import { troubles } from '../trouble.ts';
import { recapRuns, takings } from './recap-runs.ts';

const lines = takings.flatMap((taking) => troubles.map((trouble) => ({ taking, trouble })));

test.each(lines)('$taking, $trouble: one recap, without what was taken back', async (line) => {
  const firstSeed = inject('seed') * 1000;
  const { right, bad } = await recapRuns({ ...line, runs: 6, firstSeed });
  expect({ right, bad }).toEqual({ right: 6, bad: [] });
});
