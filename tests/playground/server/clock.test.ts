import { expect, onTestFinished, test } from 'vitest';
import { runningClock, stoppedClock } from '../../../playground/server/clock.ts';
import { idGenerator } from '../../../playground/server/state/id-generator.ts';

const clocks = [
  ['a stopped clock', () => stoppedClock(1_000_000)],
  ['a running clock', runningClock],
] as const;

test.each(clocks)('%s runs due tasks in order, each at its own time', (_, make) => {
  const clock = make();
  onTestFinished(clock.close);
  const start = clock.now();
  const seen: [string, number][] = [];
  const note = (name: string) => () =>
    void seen.push([name, Math.round((clock.now() - start) / 1000)]);
  clock.at(start + 20_000, note('later'));
  clock.at(start + 10_000, () => {
    note('sooner')();
    clock.at(start + 15_000, note('planned on the way'));
  });
  clock.at(start + 12_000, note('cancelled'))();
  clock.set(start + 60_000);
  expect(seen).toEqual([
    ['sooner', 10],
    ['planned on the way', 15],
    ['later', 20],
  ]);
  expect(Math.round((clock.now() - start) / 1000)).toBe(60);
});

test('a running clock runs tasks in real time', async () => {
  const clock = runningClock();
  onTestFinished(clock.close);
  await new Promise<void>((resolve) => void clock.at(clock.now() + 5, resolve));
  expect(clock.running).toBe(true);
});

test('ids are the same in every run', () => {
  const make = () => idGenerator(stoppedClock(0));
  const [one, other] = [make(), make()];
  expect([one.next('U', 1), one.next('U', 1), one.next('C', 1)]).toEqual([
    'U0100001',
    'U0100002',
    'C0100001',
  ]);
  expect(other.next('U', 1)).toBe('U0100001');
  expect(one.secret(8)).not.toBe(other.secret(8));
});
