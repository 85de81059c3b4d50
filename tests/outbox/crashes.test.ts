import { expect, test } from 'vitest';
import { crashPoints, crashRun } from './crash-runs.ts';

/** Every other one; the long run takes them all, two hundred times. */
const some = crashPoints.filter((_, place) => place % 2 === 1);

test.each(some)('a process killed (%s): each message comes exactly once', async (step) => {
  const { expected, killed, ...count } = await crashRun(step, 1, false);
  expect(killed).toBe(1);
  expect(expected).toBeGreaterThan(3);
  expect(count).toEqual({ once: expected, twice: 0, missing: 0, other: 0 });
});
