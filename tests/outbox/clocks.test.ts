import { expect, test } from 'vitest';
import { clockErrors, clockRun, clockTimes } from './clock-runs.ts';

/** Some of the lines of the long run, once each. */
test.each([
  ['at the start', 'forty days ahead'],
  ['in a run', 'a day back'],
  ['on one of two replicas', 'five years ahead'],
] as const)(
  'a clock that is wrong %s, by %s: each message comes exactly once',
  async (when, name) => {
    const { expected, ...count } = await clockRun(when, clockErrors[name] ?? 0, 1);
    expect(clockTimes).toContain(when);
    expect(count).toEqual({ once: expected, twice: 0, missing: 0, other: 0 });
  },
);
