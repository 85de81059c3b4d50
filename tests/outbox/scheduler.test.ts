import { expect, onTestFinished, test, vi } from 'vitest';
import { outboxScheduler } from '../../src/outbox/scheduler.ts';
import { recordedLog } from '../recorded-log.ts';
import { minute, noon, second } from './plans.ts';
import { aMoment } from './rig.ts';

function driven(run: () => Promise<{ due: number; settled: number } | undefined>) {
  let now = noon;
  const log = recordedLog();
  let stopped = () => Promise.resolve();
  const drive = outboxScheduler({ run, stop: () => stopped() }, { clock: { now: () => now }, log });
  return {
    drive,
    log,
    pass: (ms: number) => {
      now += ms;
    },
    stopsWith: (stop: () => Promise<void>) => {
      stopped = stop;
    },
  };
}

test('it runs at once when it starts, and is healthy for three intervals after a run came to its end', async () => {
  let runs = 0;
  const { drive, pass } = driven(async () => {
    runs += 1;
    return undefined;
  });
  drive.start();
  await aMoment();
  expect([runs, drive.isHealthy()]).toEqual([1, true]);
  pass(6 * minute);
  expect(drive.isHealthy()).toBe(true);
  pass(1);
  expect(drive.isHealthy()).toBe(false);
  expect(await drive.stop(0)).toBe(true);
});

test('a run that hangs or fails is no run that came to its end', async () => {
  const { drive, log, pass } = driven(async () => {
    pass(7 * minute);
    throw new Error('the store cannot be reached');
  });
  drive.start();
  await aMoment();
  expect(drive.isHealthy()).toBe(false);
  expect(log.lines.map(({ message }) => message)).toEqual([
    'an outbox run failed; the next one goes on',
  ]);
  await drive.stop(0);
});

test('stopping waits for what is at work, but not for ever', async () => {
  const { drive, stopsWith } = driven(async () => undefined);
  const end = Promise.withResolvers<void>();
  stopsWith(() => end.promise);
  drive.start();
  expect(await drive.stop(10)).toBe(false);
  end.resolve();
  expect(await drive.stop(10_000)).toBe(true);
});

test('it runs on every second full minute, but never two at a time', async () => {
  vi.useFakeTimers({ now: noon + 30 * second });
  onTestFinished(() => void vi.useRealTimers());
  let runs = 0;
  let end = Promise.withResolvers<undefined>();
  const { drive } = driven(() => {
    runs += 1;
    return end.promise;
  });
  drive.start();
  await vi.advanceTimersByTimeAsync(4 * minute);
  expect(runs).toBe(1);
  end.resolve(undefined);
  end = Promise.withResolvers();
  await vi.advanceTimersByTimeAsync(89 * second);
  expect(runs).toBe(1);
  await vi.advanceTimersByTimeAsync(2 * second);
  expect(runs).toBe(2);
  const stopping = drive.stop(0);
  await vi.advanceTimersByTimeAsync(minute);
  await stopping;
  end.resolve(undefined);
  await vi.advanceTimersByTimeAsync(10 * minute);
  expect(runs).toBe(2);
});
