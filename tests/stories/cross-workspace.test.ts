import { expect, inject, test } from 'vitest';
import { seeded } from '../random.ts';
import { crossWorkspaceRun, directions } from './cross-workspace-runs.ts';

test.each(directions)(
  'requests of $ours with ids of $others touch nothing of them',
  async (from) => {
    const run = await crossWorkspaceRun(from, 60, seeded(inject('seed')));
    expect([run.touched, run.called, run.leaks]).toEqual([[], [], []]);
    expect(run.isUnchanged).toBe(true);
    expect(run.handled.size).toBeGreaterThan(10);
  },
  120_000,
);
