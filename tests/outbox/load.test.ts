import { expect, test } from 'vitest';
import { type LoadResult, load } from './load.ts';

const many = { workspaces: 1, plansEach: 2000 };
let loadOfMany: Promise<LoadResult> | undefined;
const loadedMany = () => {
  loadOfMany ??= load(many);
  return loadOfMany;
};

test.each([
  { ...many, run: loadedMany },
  { workspaces: 200, plansEach: 5, run: () => load({ workspaces: 200, plansEach: 5 }) },
])(
  'queues $plansEach plans for nine in each of $workspaces workspaces within the rate limits',
  async ({ run }) => {
    const { expected, queued, limited, mostInMinute, shortestLead } = await run();
    expect({ queued, limited }).toEqual({ queued: expected, limited: 0 });
    expect(mostInMinute).toBeLessThan(50);
    expect(shortestLead).toBeGreaterThan(20);
  },
);

test('four replicas share the workspaces and keep to the rate limits together', async () => {
  const plans = { workspaces: 24, plansEach: 8, replicas: 4 };
  const { expected, queued, limited, mostInMinute, byReplica } = await load(plans);
  expect({ queued, limited }).toEqual({ queued: expected, limited: 0 });
  expect(mostInMinute).toBeLessThan(50);
  expect(Math.min(...byReplica)).toBeGreaterThan(0);
});

test('changes on four replicas and their runs keep to the limit of one workspace', async () => {
  const plans = { workspaces: 1, plansEach: 200, replicas: 4 };
  const { expected, queued, limited, mostInMinute } = await load(plans);
  expect({ queued, limited }).toEqual({ queued: expected, limited: 0 });
  expect(mostInMinute).toBeLessThan(50);
});

test('a run with nothing to do costs the same with forty times the plans', async () => {
  const ofFew = await load({ workspaces: 1, plansEach: 50 });
  const ofMany = await loadedMany();
  expect(ofMany.idle.reads).toBe(ofFew.idle.reads);
  expect(ofMany.idle.reads).toBeLessThan(40);
});

test('updates the store twice for a message', async () => {
  const { updates } = await loadedMany();
  // What is left over is the work of the runs, most of which have nothing to do.
  expect(updates).toBeGreaterThan(2);
  expect(updates).toBeLessThan(3);
});
