import { expect, test } from 'vitest';
import { checkedClock } from '../../src/ops/checked-clock.ts';
import { recordedLog } from '../recorded-log.ts';

const second = 1000;
const minute = 60 * second;
const day = 24 * 60 * minute;
const noon = Date.UTC(2026, 10, 24, 12);

/** A machine whose time can be set, and a Slack that always has the right one. */
function machine({ ahead = 0, reachable = true } = {}) {
  let passed = 0;
  let set = ahead;
  let isReachable = reachable;
  let calls = 0;
  let readings = 0;
  const log = recordedLog();
  const elapsed = () => {
    readings += 1;
    return passed + (readings % 7) / 8;
  };
  const clock = checkedClock({ now: () => noon + passed + set, elapsed }, log);
  const answer = clock.watch(async () => {
    calls += 1;
    if (!isReachable) throw new Error('unreachable');
    return new Response('', { headers: { date: new Date(noon + passed).toUTCString() } });
  });
  const ask = () => answer('https://slack.example');
  clock.askBy(ask);
  return {
    clock,
    log,
    ask,
    calls: () => calls,
    pass: (ms: number) => {
      passed += ms;
    },
    setAhead: (ms: number) => {
      set = ms;
    },
    setReachable: (value: boolean) => {
      isReachable = value;
    },
    right: () => noon + passed,
  };
}

test.each([minute - 2 * second, -minute + 2 * second, 0])(
  'is right when it is %d ms ahead of Slack',
  async (ahead) => {
    const { clock, ask, log } = machine({ ahead });
    await ask();
    expect(await clock.isRight()).toBe(true);
    expect(clock.now()).toBe(noon + ahead);
    expect(log.lines).toEqual([]);
  },
);

test.each([minute + 2 * second, -minute - 2 * second, 40 * day, -5 * 365 * day])(
  'is wrong when it is %d ms ahead of Slack, says so once, and takes Slack’s time',
  async (ahead) => {
    const { clock, ask, log } = machine({ ahead });
    await ask();
    await ask();
    expect(Number.isInteger(clock.now())).toBe(true);
    expect(await clock.isRight()).toBe(false);
    expect(Math.abs(clock.now() - noon)).toBeLessThanOrEqual(second);
    expect(clock.secondsAhead().slack).toBeCloseTo(ahead / second, -1);
    expect(log.lines.map(({ message }) => message)).toEqual([
      'this machine’s clock is wrong; nothing is scheduled until it is right',
    ]);
  },
);

test('notices at once that it was set, and that it was set right', async () => {
  const { clock, ask, pass, setAhead, right, log } = machine();
  await ask();
  pass(10 * minute);
  setAhead(40 * day);
  expect(Math.abs(clock.now() - right())).toBeLessThanOrEqual(second);
  expect(await clock.isRight()).toBe(false);
  pass(minute);
  setAhead(0);
  expect(await clock.isRight()).toBe(true);
  expect(log.lines.at(-1)?.message).toBe('this machine’s clock is right again');
});

test('is right after the machine slept, as soon as Slack has said so', async () => {
  let asleep = 0;
  const log = recordedLog();
  // Both clocks go on while the machine sleeps; the time that can't be set doesn't.
  const clock = checkedClock({ now: () => noon + asleep, elapsed: () => 0 }, log);
  const ask = () => {
    const date = new Date(noon + asleep).toUTCString();
    return clock.watch(async () => new Response('', { headers: { date } }))(
      'https://slack.example',
    );
  };
  clock.askBy(ask);
  await ask();
  asleep = 8 * 60 * minute;
  expect(clock.seemsRight()).toBe(false);
  await ask();
  expect(await clock.isRight()).toBe(true);
  expect(log.lines).toEqual([]);
});

test('asks Slack only after an hour, or when the clock was set', async () => {
  const { clock, ask, pass, calls } = machine();
  await ask();
  for (let count = 0; count < 59; count += 1) {
    pass(minute);
    await clock.isRight();
  }
  expect(calls()).toBe(1);
  pass(2 * minute);
  await clock.isRight();
  expect(calls()).toBe(2);
});

test('keeps what it knows while Slack cannot be reached', async () => {
  const { clock, ask, pass, setAhead, setReachable } = machine();
  await ask();
  setReachable(false);
  pass(2 * 60 * minute);
  expect(await clock.isRight()).toBe(true);
  setAhead(day);
  expect(await clock.isRight()).toBe(false);
});

test('believes the machine before anybody was asked and without a Date', async () => {
  const clock = checkedClock({ now: () => noon, elapsed: () => 0 }, recordedLog());
  await clock.watch(async () => new Response(''))('https://slack.example');
  expect([clock.now(), clock.seemsRight(), await clock.isRight()]).toEqual([noon, true, true]);
});

test('ignores an answer during which the clock was set', async () => {
  const { clock, setAhead } = machine();
  const answer = clock.watch(async () => {
    setAhead(day);
    return new Response('', { headers: { date: new Date(noon).toUTCString() } });
  });
  await answer('https://slack.example');
  expect(clock.secondsAhead()).toEqual({});
});

test('gives a slow answer the benefit of the doubt', async () => {
  const { clock, pass } = machine({ ahead: minute + 5 * second });
  const answer = clock.watch(async () => {
    const date = new Date(noon + 9 * second).toUTCString();
    pass(10 * second);
    return new Response('', { headers: { date } });
  });
  await answer('https://slack.example');
  expect(await clock.isRight()).toBe(true);
});

test('says that the store’s clock differs, and goes on by Slack’s', async () => {
  const { clock, ask, log } = machine();
  await ask();
  clock.compareStore(noon - 2 * minute);
  const { slack, store } = clock.secondsAhead();
  expect(slack).toBeCloseTo(0);
  expect(store).toBe(120);
  expect(await clock.isRight()).toBe(true);
  expect(log.lines).toMatchObject([{ level: 'warn', secondsAhead: 120 }]);
});
