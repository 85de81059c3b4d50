import { expect, test } from 'vitest';
import { outboxDrive } from '../../src/outbox/drive.ts';
import { recordedLog } from '../recorded-log.ts';
import { aMoment, minute, noon } from './rig.ts';

function driven(run: () => Promise<{ due: number; settled: number } | undefined>) {
  let now = noon;
  const log = recordedLog();
  let stopped = () => Promise.resolve();
  const drive = outboxDrive({ run, stop: () => stopped() }, { clock: { now: () => now }, log });
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
