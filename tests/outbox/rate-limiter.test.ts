import fc from 'fast-check';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { type Clock, stoppedClock } from '../../playground/server/clock.ts';
import { rateLimiter, takeTurn } from '../../src/outbox/rate-limiter.ts';
import { type Key, put } from '../../src/ports/store.ts';
import { engineStore } from '../../src/store/engine-store.ts';
import { memoryEngine } from '../../src/store/engines/memory.ts';
import { recordedLog } from '../recorded-log.ts';
import { minute, noon, second } from './plans.ts';
import { aMoment } from './rig.ts';

const newStore = (clock: Clock) => engineStore(memoryEngine(), { clock, log: recordedLog() });

/** A replica's limiter; several with one store keep the rate together. */
function rated({ clock = stoppedClock(noon), store = newStore(clock) } = {}) {
  const pause = (ms: number) =>
    new Promise<void>((resolve) => void clock.at(clock.now() + ms, resolve));
  const never = Number.POSITIVE_INFINITY;
  const { withTurn, block } = rateLimiter({ clock, pause });
  /** Resolves with when a call would be made, if that is too late. */
  const acquire = async (workspace: string, method: string, until: number) => {
    const call = { workspace, method, until };
    const outcome = await withTurn(call, (turn) => takeTurn(store, turn));
    return 'start' in outcome ? outcome.start : undefined;
  };
  return {
    clock,
    store,
    block,
    withTurn,
    acquire: (team = 'T1', method = 'm', until = never) => acquire(team, method, until),
  };
}

test('allows at most 49 calls in any minute, on one replica or on three', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.nat({ max: 5 * minute }), { minLength: 1, maxLength: 300 }),
      fc.constantFrom(1, 3),
      async (arrivals, replicas) => {
        const { clock, store, acquire } = rated();
        const others = Array.from({ length: replicas - 1 }, () => rated({ clock, store }).acquire);
        const all = [acquire, ...others];
        const times: number[] = [];
        for (const [at, arrival] of arrivals.entries()) {
          const go = () => all[at % replicas]?.().then(() => times.push(clock.now()));
          clock.at(noon + arrival, () => void go());
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

test('three replicas that are always busy keep to the limit together', async () => {
  const { clock, store, acquire } = rated();
  const others = [rated({ clock, store }).acquire, rated({ clock, store }).acquire];
  const times: number[] = [];
  for (const one of [acquire, ...others])
    for (let count = 0; count < 60; count += 1) void one().then(() => times.push(clock.now()));
  while (times.length < 180) {
    clock.advance(second / 4);
    await aMoment();
  }
  const inMinute = times.map((time) => times.filter((one) => one >= time && one < time + minute));
  const most = Math.max(...inMinute.map(({ length }) => length));
  expect(most).toBeLessThan(50);
  expect(most).toBeGreaterThan(40);
  expect(clock.now() - noon).toBeLessThan(4.5 * minute);
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

test('a replica that starts anew continues at the rate of the one before', async () => {
  const { clock, store, acquire } = rated();
  await Promise.all([acquire(), acquire(), acquire(), acquire()]);
  const next = rated({ clock, store });
  expect(await next.acquire('T1', 'm', clock.now())).toBeCloseTo(clock.now() + 1333, -1);
});

test.each([
  ['five years', 5 * 365 * 24 * 60 * minute],
  ['a minute', minute],
])('does not wait for turns that a clock took %s ahead', async (_, ahead) => {
  const { clock, store, acquire } = rated();
  clock.set(noon + ahead);
  await Promise.all([acquire(), acquire(), acquire(), acquire()]);
  clock.set(noon);
  const next = rated({ clock, store });
  let went = 0;
  void next.acquire().then(() => {
    went = clock.now();
  });
  for (let count = 0; count < 40 && went === 0; count += 1) {
    await aMoment();
    clock.advance(second / 4);
  }
  expect(went - noon).toBeLessThan(8 * second);
});

test('takes a turn together with another write, or writes nothing yet', async () => {
  const { clock, store, acquire } = rated();
  await Promise.all([acquire(), acquire(), acquire(), acquire()]);
  const other = rated({ clock, store });
  const note: Key<string> = { namespace: 'notes', name: 'T1/note', schema: z.string() };
  const call = { workspace: 'T1', method: 'm', until: Number.POSITIVE_INFINITY };
  const done = other.withTurn(call, (turn) =>
    store.update([turn.key], (turns) => {
      const taken = turn.take(turns);
      return { writes: taken ? [taken, put(note, 'written')] : [], result: undefined };
    }),
  );
  await aMoment();
  expect(await store.get(note)).toBeUndefined();
  clock.advance(1.4 * second);
  await done;
  expect(await store.get(note)).toBe('written');
  expect(await acquire('T1', 'm', clock.now())).toBeGreaterThan(clock.now());
});
