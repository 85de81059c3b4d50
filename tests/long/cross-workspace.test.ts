import { expect, inject, test } from 'vitest';
import { seeded } from '../random.ts';
import { crossWorkspaceRun } from '../stories/cross-workspace-runs.ts';

test('a thousand requests with another workspace’s ids touch nothing of it', async () => {
  const run = await crossWorkspaceRun(1000, seeded(inject('seed')));
  expect(run.touched).toEqual([]);
  expect(run.leaks).toEqual([]);
  expect(run.isUnchanged).toBe(true);
});
