import { expect, onTestFinished, test } from 'vitest';
import { stoppedClock } from '../../../../playground/server/clock.ts';
import {
  findTry,
  finishTry,
  startTry,
  stopAsking,
  triesOf,
} from '../../../../src/features/tips/tries/tries.ts';
import { openStore } from '../../../../src/store/store.ts';
import { recordedLog } from '../../../recorded-log.ts';

async function setUp() {
  const clock = stoppedClock(Date.UTC(2026, 10, 25, 9));
  const store = await openStore({ url: 'memory:', clock, log: recordedLog() });
  onTestFinished(() => store.close());
  const deps = { store, clock };
  const attempt = (press: string) => ({
    ...{ press, tip: 'patience/abc', skill: 'patience', date: '2026-11-25' },
  });
  const inAnHour = () => clock.now() / 1000 + 3600;
  return {
    clock,
    begin: (press: string, user = 'U1') => startTry(deps, 'T1', user, attempt(press), inAnHour),
    finish: (press: string) => finishTry(deps, 'T1', 'U1', { press, outcome: 'did' }),
    find: (press: string, user = 'U1') => findTry(deps, 'T1', user, press),
    stopAsking: () => stopAsking(deps, 'T1', 'U1'),
    tries: (user = 'U1') => triesOf(deps, 'T1', user),
  };
}

test('starts one try for each press and person', async () => {
  const { begin, tries, clock } = await setUp();
  const askAt = clock.now() / 1000 + 3600;
  expect(await begin('C1.1')).toEqual({ isStored: true, asks: true, askAt });
  expect(await begin('C1.1')).toEqual({ isStored: false, asks: true, askAt });
  expect(await begin('C1.1', 'U2')).toEqual({ isStored: true, asks: true, askAt });
  expect(await tries()).toHaveLength(1);
});

test('keeps the first outcome, of the person’s own try', async () => {
  const { begin, finish, find, tries } = await setUp();
  await begin('C1.1');
  expect(await find('C1.1', 'U2')).toBeUndefined();
  expect(await find('C1.1')).toMatchObject({ skill: 'patience' });
  expect(await finish('C1.1')).toBe(true);
  expect(await find('C1.1')).toMatchObject({ outcome: 'did' });
  expect(await finish('C1.1')).toBe(false);
  expect(await finish('C1.9')).toBe(false);
  expect(await tries()).toMatchObject([{ outcome: 'did' }]);
});

test('turning questions off returns the open ones and adds no more', async () => {
  const { begin, finish, stopAsking, clock, tries } = await setUp();
  await begin('C1.1');
  clock.advance(2 * 3_600_000);
  await begin('C1.2');
  await begin('C1.3');
  await finish('C1.3');
  expect((await stopAsking()).map(({ press }) => press)).toEqual(['C1.2']);
  expect(await begin('C1.4')).toEqual({ isStored: true, asks: false, askAt: undefined });
  expect(await stopAsking()).toMatchObject([{ press: 'C1.2' }]);
  expect(await tries()).toHaveLength(4);
});

test('keeps the latest hundred tries', async () => {
  const { begin, tries, find } = await setUp();
  for (let count = 1; count <= 102; count += 1) await begin(`C1.${count}`);
  expect(await tries()).toHaveLength(100);
  expect(await find('C1.2')).toBeUndefined();
  expect(await find('C1.3')).toBeDefined();
});
