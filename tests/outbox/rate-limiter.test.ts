import fc from 'fast-check';
import { expect, test } from 'vitest';
import { stoppedClock } from '../../playground/server/clock.ts';
import { rateLimiter } from '../../src/outbox/rate-limiter.ts';
import { minute, noon, second } from './plans.ts';
import { aMoment } from './rig.ts';

function rated() {
  const clock = stoppedClock(noon);
  const pause = (ms: number) =>
    new Promise<void>((resolve) => void clock.at(clock.now() + ms, resolve));
  const never = Number.POSITIVE_INFINITY;
  const { acquire, block } = rateLimiter({ clock, pause });
  return {
    clock,
    block,
    acquire: (team = 'T1', method = 'm', until = never) => acquire(team, method, until),
  };
}

test('allows at most 49 calls in any minute', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.nat({ max: 5 * minute }), { minLength: 1, maxLength: 300 }),
      async (arrivals) => {
        const { clock, acquire } = rated();
        const times: number[] = [];
        for (const arrival of arrivals) {
          clock.at(noon + arrival, () => void acquire().then(() => times.push(clock.now())));
        }
        while (times.length < arrivals.length) {
          clock.advance(second / 4);
          await aMoment();
        }
        for (const [at, time] of times.entries()) {
          const inMinute = times.slice(at).filter((other) => other < time + minute);
          expect(inMinute.length).toBeLessThan(50);
        }
      },
    ),
    { numRuns: 10 },
  );
});

test('lets four calls through at once and delays the fifth', async () => {
  const { clock, acquire } = rated();
  const went: number[] = [];
  for (let count = 0; count < 5; count += 1)
    void acquire().then(() => went.push(clock.now() - noon));
  await aMoment();
  expect(went).toEqual([0, 0, 0, 0]);
  clock.advance(2 * second);
  await aMoment();
  expect(went).toHaveLength(5);
});

test('refuses at once a call that could not be made in time, without counting it', async () => {
  const { clock, acquire } = rated();
  await Promise.all([acquire(), acquire(), acquire(), acquire()]);
  expect(await acquire('T1', 'm', clock.now() + second)).toBeCloseTo(clock.now() + 1333, -1);
  clock.advance(1.5 * second);
  expect(await acquire('T1', 'm', clock.now())).toBeUndefined();
});

test('blocks only the limited method of the limited workspace', async () => {
  const { clock, acquire, block } = rated();
  block('T1', 'm', 60);
  expect(await acquire('T1', 'm', clock.now() + 59 * second)).toBe(clock.now() + 60 * second);
  expect(await acquire('T1', 'other', clock.now())).toBeUndefined();
  expect(await acquire('T2', 'm', clock.now())).toBeUndefined();
  const waiting = acquire('T1', 'm');
  clock.advance(60 * second);
  expect(await waiting).toBeUndefined();
});

test('applies a new limit to calls that already wait', async () => {
  const { clock, acquire, block } = rated();
  await Promise.all([acquire(), acquire(), acquire(), acquire()]);
  let went = 0;
  void acquire().then(() => {
    went = clock.now();
  });
  block('T1', 'm', 30);
  clock.advance(29 * second);
  await aMoment();
  expect(went).toBe(0);
  clock.advance(second);
  await aMoment();
  expect(went).toBe(noon + 30 * second);
});
