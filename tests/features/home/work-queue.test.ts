import { expect, test } from 'vitest';
import { workQueue } from '../../../src/features/home/work-queue.ts';
import { recordedLog } from '../../recorded-log.ts';

const owner = { workspace: 'T1', user: 'U1' };

test('what waits is done in time when the clock is set back meanwhile', async () => {
  let [time, passed] = [Date.UTC(2026, 10, 24, 12), 0];
  const waits: { readonly until: number; readonly wake: () => void }[] = [];
  const deps = {
    clock: { now: () => time, elapsed: () => passed },
    pause: (ms: number) =>
      new Promise<void>((wake) => void waits.push({ until: passed + ms, wake })),
    log: recordedLog(),
  };
  const done = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  let count = 0;
  const queue = workQueue(deps, async () => {
    done[count]?.resolve();
    count += 1;
    return count === 1 ? { wait: 2000 } : undefined;
  });
  queue.add(owner);
  await done[0]?.promise;
  await new Promise(setImmediate);
  time -= 3_600_000;
  queue.add(owner);
  passed += 2000;
  for (const { until, wake } of waits) if (until <= passed) wake();
  await done[1]?.promise;
  expect(count).toBe(2);
  await queue.stop();
});
