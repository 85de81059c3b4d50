import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { stoppedClock } from '../../../../playground/server/clock.ts';
import { moveClock } from '../../../../playground/server/people/move-clock.ts';

const hour = 3_600_000;

test('an app’s periodic checks run on the way through a day', async () => {
  const clock = stoppedClock(0);
  const posted: number[] = [];
  /** Checks after each move and schedules messages due within three hours. */
  clock.wasSet.listen(() => {
    const next = 4 * hour * (posted.length + 1);
    if (next - clock.now() <= 3 * hour && next > clock.now()) {
      clock.at(next, () => void (posted.includes(next) || posted.push(next)));
    }
  });
  await moveClock(clock, 12 * hour + 1);
  expect(clock.now()).toBe(12 * hour + 1);
  expect(posted).toEqual([4 * hour, 8 * hour, 12 * hour]);
});

test('waits each hour for the work that the app returns', async () => {
  const clock = stoppedClock(0);
  const ended: number[] = [];
  clock.wasSet.listen(async () => {
    const began = clock.now();
    await pause(100);
    ended.push(clock.now() - began);
  });
  await moveClock(clock, 3 * hour);
  expect(ended).toEqual([0, 0]);
});

test('moves by a year or backwards in a single step', async () => {
  const clock = stoppedClock(0);
  let sets = 0;
  clock.wasSet.listen(() => {
    sets += 1;
  });
  await moveClock(clock, 365 * 24 * hour);
  await moveClock(clock, 5 * hour);
  expect([clock.now(), sets]).toEqual([5 * hour, 2]);
});
