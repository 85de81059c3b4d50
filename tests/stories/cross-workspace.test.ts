import { expect, inject, test } from 'vitest';
import { seeded } from '../random.ts';
import { crossWorkspaceRun } from './cross-workspace-runs.ts';

test('requests with another workspace’s ids read, write and call nothing of it', async () => {
  const run = await crossWorkspaceRun(60, seeded(inject('seed')));
  expect(run.touched).toEqual([]);
  expect(run.leaks).toEqual([]);
  expect(run.isUnchanged).toBe(true);
  expect(new Set(run.handled).size).toBeGreaterThan(10);
});
