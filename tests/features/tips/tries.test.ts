import { describe, expect, onTestFinished, test } from 'vitest';
import { stoppedClock } from '../../../playground/server/clock.ts';
import {
  askingMoment,
  begin,
  finish,
  openTry,
  stopAsking,
  triesOf,
} from '../../../src/features/tips/tries.ts';
import { openStore } from '../../../src/store/store.ts';
import { recordedLog } from '../../recorded-log.ts';

const asked = (now: string, zone: string) =>
  askingMoment(Temporal.Instant.from(now).epochMilliseconds, zone)
    .toPlainDateTime()
    .toString({ smallestUnit: 'minute' });

describe('the question comes late in a working day', () => {
  test.each([
    ['in the morning: today', '2026-11-25T08:00Z', '2026-11-25T16:30'],
    ['at four: still today', '2026-11-25T16:00Z', '2026-11-25T16:30'],
    ['a minute after four: tomorrow', '2026-11-25T16:01Z', '2026-11-26T16:30'],
    ['on Friday evening: on Monday', '2026-11-27T18:00Z', '2026-11-30T16:30'],
    ['on Saturday morning: on Monday', '2026-11-28T08:00Z', '2026-11-30T16:30'],
    ['on Sunday evening: on Monday', '2026-11-29T22:00Z', '2026-11-30T16:30'],
    ['on the last day of the year: in the next', '2026-12-31T20:00Z', '2027-01-01T16:30'],
  ])('%s', (_when, now, moment) => {
    expect(asked(now, 'UTC')).toBe(moment);
  });

  test('by the person’s own clock, wherever they are', () => {
    const now = '2026-11-25T10:45Z';
    expect(asked(now, 'Asia/Kolkata')).toBe('2026-11-26T16:30');
    expect(asked(now, 'America/Los_Angeles')).toBe('2026-11-25T16:30');
    expect(asked('2026-11-27T10:45Z', 'Pacific/Kiritimati')).toBe('2026-11-30T16:30');
  });

  test('also where clocks leap at the hour', () => {
    expect(asked('2026-03-29T00:30Z', 'Europe/Lisbon')).toBe('2026-03-30T16:30');
  });
});

async function notebook() {
  const clock = stoppedClock(Date.UTC(2026, 10, 25, 9));
  const store = await openStore({ url: 'memory:', clock, log: recordedLog() });
  onTestFinished(() => store.close());
  const parts = { store, clock };
  const attempt = (press: string) => ({
    ...{ press, tip: 'patience/abc', skill: 'patience', date: '2026-11-25' },
    askAt: clock.now() / 1000 + 3600,
  });
  return {
    clock,
    begin: (press: string, user = 'U1') => begin(parts, 'T1', user, attempt(press)),
    finish: (press: string) => finish(parts, 'T1', 'U1', { press, outcome: 'did' }),
    openTry: (press: string, user = 'U1') => openTry(parts, 'T1', user, press),
    stopAsking: () => stopAsking(parts, 'T1', 'U1'),
    tries: (user = 'U1') => triesOf(parts, 'T1', user),
  };
}

test('the same press begins one try, and another person’s is another', async () => {
  const { begin, tries } = await notebook();
  expect(await begin('C1.1')).toEqual({ isNew: true, asks: true });
  expect(await begin('C1.1')).toEqual({ isNew: false, asks: true });
  expect(await begin('C1.1', 'U2')).toEqual({ isNew: true, asks: true });
  expect(await tries()).toHaveLength(1);
});

test('the first answer counts, and nobody answers for another', async () => {
  const { begin, finish, openTry, tries } = await notebook();
  await begin('C1.1');
  expect(await openTry('C1.1', 'U2')).toBeUndefined();
  expect(await openTry('C1.1')).toMatchObject({ skill: 'patience' });
  expect(await finish('C1.1')).toBe(true);
  expect(await openTry('C1.1')).toBeUndefined();
  expect(await finish('C1.1')).toBe(false);
  expect(await finish('C1.9')).toBe(false);
  expect(await tries()).toMatchObject([{ outcome: 'did' }]);
});

test('who wants no questions is told which ones still wait, and gets no new ones', async () => {
  const { begin, finish, stopAsking, clock, tries } = await notebook();
  await begin('C1.1');
  clock.advance(2 * 3_600_000);
  await begin('C1.2');
  await begin('C1.3');
  await finish('C1.3');
  expect((await stopAsking()).map(({ press }) => press)).toEqual(['C1.2']);
  expect(await begin('C1.4')).toEqual({ isNew: true, asks: false });
  expect(await stopAsking()).toMatchObject([{ press: 'C1.2' }]);
  expect(await tries()).toHaveLength(4);
});

test('the latest hundred tries are kept', async () => {
  const { begin, tries, openTry } = await notebook();
  for (let count = 1; count <= 102; count += 1) await begin(`C1.${count}`);
  expect(await tries()).toHaveLength(100);
  expect(await openTry('C1.2')).toBeUndefined();
  expect(await openTry('C1.3')).toBeDefined();
});
