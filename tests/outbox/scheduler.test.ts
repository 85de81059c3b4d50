import { expect, onTestFinished, test, vi } from 'vitest';
import type { RunResult } from '../../src/outbox/run.ts';
import { outboxScheduler } from '../../src/outbox/scheduler.ts';
import { recordedLog } from '../recorded-log.ts';
import { minute, noon, second } from './plans.ts';
import { aMoment } from './rig.ts';

// The scheduler imports it later: with timers that don't run by themselves it has to be there.
await import('node-cron');

const nothing: RunResult = { due: 0, settled: 0, elsewhere: 0 };

function scheduled(run: () => Promise<RunResult>) {
  let now = noon;
  const log = recordedLog();
  let ask = (_time: number): void => {};
  let stopped = () => Promise.resolve();
  const scheduler = outboxScheduler(
    {
      run,
      stop: () => stopped(),
      onWork: (wakeAt) => {
        ask = wakeAt;
      },
    },
    { clock: { now: () => now }, log },
  );
  return {
    scheduler,
    log,
    ask: (time: number) => ask(time),
    pass: (ms: number) => {
      now += ms;
    },
    stopsWith: (stop: () => Promise<void>) => {
      stopped = stop;
    },
  };
}

test('runs at once, and stays healthy for three intervals after a run', async () => {
  let runs = 0;
  const { scheduler, pass } = scheduled(async () => {
    runs += 1;
    return nothing;
  });
  scheduler.start();
  await aMoment();
  expect([runs, scheduler.isHealthy()]).toEqual([1, true]);
  pass(6 * minute);
  expect(scheduler.isHealthy()).toBe(true);
  pass(1);
  expect(scheduler.isHealthy()).toBe(false);
  expect(await scheduler.stop(0)).toBe(true);
});

test('becomes unhealthy when runs fail', async () => {
  const { scheduler, log, pass } = scheduled(async () => {
    pass(7 * minute);
    throw new Error('the store cannot be reached');
  });
  scheduler.start();
  await aMoment();
  expect(scheduler.isHealthy()).toBe(false);
  expect(log.lines.map(({ message }) => message)).toEqual([
    'outbox run failed; the next run continues',
  ]);
  await scheduler.stop(0);
});

test('waits for the current run when stopping, up to a limit', async () => {
  const { scheduler, stopsWith } = scheduled(async () => nothing);
  const end = Promise.withResolvers<void>();
  stopsWith(() => end.promise);
  scheduler.start();
  expect(await scheduler.stop(10)).toBe(false);
  end.resolve();
  expect(await scheduler.stop(10_000)).toBe(true);
});

test('runs every two minutes, never two at a time', async () => {
  vi.useFakeTimers({ now: noon + 30 * second });
  onTestFinished(() => void vi.useRealTimers());
  let runs = 0;
  let end = Promise.withResolvers<RunResult>();
  const { scheduler } = scheduled(() => {
    runs += 1;
    return end.promise;
  });
  scheduler.start();
  await vi.advanceTimersByTimeAsync(4 * minute);
  expect(runs).toBe(1);
  end.resolve(nothing);
  end = Promise.withResolvers();
  await vi.advanceTimersByTimeAsync(89 * second);
  expect(runs).toBe(1);
  await vi.advanceTimersByTimeAsync(2 * second);
  expect(runs).toBe(2);
  const stopping = scheduler.stop(0);
  await vi.advanceTimersByTimeAsync(minute);
  await stopping;
  end.resolve(nothing);
  await vi.advanceTimersByTimeAsync(10 * minute);
  expect(runs).toBe(2);
});

/** With timers and a clock that a test moves. */
function timed(run: () => Promise<RunResult>) {
  vi.useFakeTimers({ now: noon + 10 * second });
  onTestFinished(() => void vi.useRealTimers());
  const made = scheduled(run);
  const pass = async (ms: number) => {
    made.pass(ms);
    await vi.advanceTimersByTimeAsync(ms);
  };
  return { ...made, pass };
}

test('runs when work is due sooner than the next regular run', async () => {
  let runs = 0;
  const { scheduler, ask, pass } = timed(async () => {
    runs += 1;
    return nothing;
  });
  scheduler.start();
  await pass(10 * second);
  ask(noon + 15 * second);
  ask(noon + 11 * second);
  await pass(900);
  expect(runs).toBe(1);
  await pass(200);
  expect(runs).toBe(2);
  await scheduler.stop(0);
});

test('runs again after a run during which work became due', async () => {
  let runs = 0;
  const end = Promise.withResolvers<RunResult>();
  const { scheduler, ask, pass } = timed(() => {
    runs += 1;
    return runs === 1 ? end.promise : Promise.resolve(nothing);
  });
  scheduler.start();
  await pass(second);
  ask(noon + second);
  await pass(second);
  expect(runs).toBe(1);
  end.resolve(nothing);
  await pass(second);
  expect(runs).toBe(2);
  await scheduler.stop(0);
});

test('goes on when the clock was set back by forty days', async () => {
  let runs = 0;
  const { scheduler, pass } = timed(async () => {
    runs += 1;
    return nothing;
  });
  scheduler.start();
  await pass(3 * minute);
  const before = runs;
  vi.setSystemTime(noon - 40 * 24 * 60 * minute);
  await pass(10 * minute);
  expect(runs - before).toBeGreaterThanOrEqual(4);
  expect(scheduler.isHealthy()).toBe(true);
  await scheduler.stop(0);
});
