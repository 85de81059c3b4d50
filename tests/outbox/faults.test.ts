import { expect, test } from 'vitest';
import { faultRun, nastiness } from './fault-runs.ts';

const seeds = [1, 2];

test.each(Object.keys(nastiness))('%s: each message comes exactly once', async (name) => {
  for (const seed of seeds) {
    const { expected, ...count } = await faultRun(name, seed);
    expect(expected).toBeGreaterThan(3);
    expect({ seed, ...count }).toEqual({ seed, once: expected, twice: 0, missing: 0, other: 0 });
  }
});
