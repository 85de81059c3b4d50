import { expect, inject, test } from 'vitest';
import { troubles } from '../trouble.ts';
import { bundleRuns } from './bundle-runs.ts';

test.each(troubles)('%s: each card of a bundle comes once', async (trouble) => {
  const firstSeed = inject('seed') * 1000;
  const rest = { storeUrl: 'memory:', replicas: 2, runs: 8, firstSeed } as const;
  const { right, unknown, bad } = await bundleRuns({ trouble, ...rest });
  expect({ known: right + unknown, bad }).toEqual({ known: 8, bad: [] });
});
