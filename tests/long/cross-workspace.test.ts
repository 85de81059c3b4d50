import { expect, inject, test } from 'vitest';
import { seeded } from '../random.ts';
import { crossWorkspaceRun, directions } from '../stories/cross-workspace-runs.ts';

test.each(directions)('a thousand requests of $ours with ids of $others', async (from) => {
  const run = await crossWorkspaceRun(from, 1000, seeded(inject('seed')));
  process.stdout.write(
    `${from.ours}: ${run.kinds.size} kinds of requests, ${run.handled.size} routes answered, ` +
      `${run.failed} failed\n`,
  );
  expect([run.touched, run.called, run.leaks]).toEqual([[], [], []]);
  expect(run.isUnchanged).toBe(true);
});
