import { expect, test } from 'vitest';
import { rateLimits } from '../../../../playground/server/api/rate-limits.ts';
import { stoppedClock } from '../../../../playground/server/clock.ts';
import { idOf, minute, second, startSlack, webClient } from '../rig.ts';

test('a channel allows a burst and then its rate, to the millisecond', () => {
  const clock = stoppedClock(0);
  const limits = rateLimits(clock);
  const call = { method: 'chat.postMessage', team: 'T1', tier: 'post', channel: 'C1' } as const;
  const burst = Array.from({ length: 5 }, () => limits.secondsToWait(call));
  expect(burst).toEqual([0, 0, 0, 0, 0]);
  clock.set(400);
  expect(limits.secondsToWait(call)).toBe(1);
  clock.set(999);
  expect(limits.secondsToWait(call)).toBe(1);
  clock.set(1000);
  expect([limits.secondsToWait(call), limits.secondsToWait(call)]).toEqual([0, 1]);
});

test.each([
  [2, 20],
  [3, 50],
  [4, 100],
] as const)('tier %s lets %s calls through, for each method and workspace', (tier, calls) => {
  const limits = rateLimits({ now: () => 0 });
  const wait = (team: string, method: string) => limits.secondsToWait({ team, method, tier });
  const waits = Array.from({ length: calls + 1 }, () => wait('T1', 'users.list'));
  expect(waits.slice(0, calls).every((seconds) => seconds === 0)).toBe(true);
  expect(waits.at(-1)).toBe(Math.ceil(60 / calls));
  expect([wait('T2', 'users.list'), wait('T1', 'users.info')]).toEqual([0, 0]);
});

test('answers 429 with Retry-After and accepts calls after that time', async () => {
  const slack = await startSlack();
  const web = webClient(slack);
  for (let call = 0; call < 20; call += 1) await web.users.list({ limit: 1 });
  const error = await web.users.list({ limit: 1 }).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ code: 'slack_webapi_rate_limited_error', retryAfter: 3 });
  expect(slack.refusals()).toEqual(['users.list: ratelimited (retry after 3 s)']);
  expect(await web.auth.test()).toMatchObject({ ok: true });
  slack.clock.advance(3 * second);
  expect(await web.users.list({ limit: 1 })).toMatchObject({ ok: true });
});

test('limits a channel to five messages at once, then one per second', async () => {
  const slack = await startSlack();
  const web = webClient(slack);
  const channel = idOf(slack, 'general');
  for (let count = 0; count < 5; count += 1) await web.chat.postMessage({ channel, text: 'tea' });
  const post = () => web.chat.postMessage({ channel, text: 'tea' });
  await expect(post()).rejects.toMatchObject({ retryAfter: 1 });
  expect(await web.chat.postMessage({ channel: slack.person('ana').id, text: 'x' })).toMatchObject({
    ok: true,
  });
  slack.clock.advance(second);
  expect(await post()).toMatchObject({ ok: true });
});

test('limits a workspace to 300 messages per minute', () => {
  let now = 0;
  const limits = rateLimits({ now: () => now });
  const post = (count: number) =>
    limits.secondsToWait({
      team: 'T1',
      method: 'chat.postMessage',
      tier: 'post',
      channel: `C${count}`,
    });
  const waits = Array.from({ length: 301 }, (_, count) => post(count));
  expect(waits.filter(Boolean)).toHaveLength(1);
  now += minute;
  expect(post(999)).toBe(0);
});
