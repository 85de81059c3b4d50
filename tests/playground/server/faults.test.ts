import { expect, test } from 'vitest';
import { eventually } from '../../eventually.ts';
import { idOf, refused, second, startSlack, webClient } from './rig.ts';

async function setUp() {
  const slack = await startSlack();
  const channel = idOf(slack, 'general');
  const post = (text = 'tea') => webClient(slack).chat.postMessage({ channel, text });
  const texts = () => slack.messages('general').map(({ text }) => text);
  return { slack, post, texts };
}

const on = 'chat.postMessage';

test('drop-before breaks the connection before the call takes effect', async () => {
  const { slack, post, texts } = await setUp();
  slack.faults.add({ on, does: 'drop-before' });
  await expect(post()).rejects.toMatchObject({ code: 'slack_webapi_request_error' });
  expect(texts()).not.toContain('tea');
  expect(await post()).toMatchObject({ ok: true });
});

test('drop-after breaks the connection after the call took effect', async () => {
  const { slack, post, texts } = await setUp();
  slack.faults.add({ on, does: 'drop-after' });
  await expect(post()).rejects.toMatchObject({ code: 'slack_webapi_request_error' });
  expect(texts()).toContain('tea');
  expect(slack.traffic.find(({ name }) => name === on)).toMatchObject({ outcome: 'failed' });
});

test.each([
  [false, []],
  [true, ['tea']],
])('answers with an HTTP status; call done: %s', async (after, posted) => {
  const { slack, post, texts } = await setUp();
  slack.faults.add({ on, does: 'status', status: 500, after });
  await expect(post()).rejects.toMatchObject({ statusCode: 500 });
  expect(texts().filter((text) => text === 'tea')).toEqual(posted);
});

test('answers with a rate limit', async () => {
  const { slack, post } = await setUp();
  slack.faults.add({ on, does: 'rate-limit', retryAfter: 30 });
  await expect(post()).rejects.toMatchObject({ retryAfter: 30 });
});

test('answers with an error `times` times, for any method', async () => {
  const { slack, post } = await setUp();
  slack.faults.add({ on: '*', does: 'error', error: 'fatal_error', times: 2 });
  expect(await refused(post())).toMatchObject({ error: 'fatal_error' });
  expect(await refused(webClient(slack).auth.test())).toMatchObject({ error: 'fatal_error' });
  expect(await post()).toMatchObject({ ok: true });
});

test('a delay follows the clock', async () => {
  const { slack, post, texts } = await setUp();
  slack.faults.add({ on, does: 'delay', ms: 5 * second });
  let isDone = false;
  const posting = post().then(() => {
    isDone = true;
  });
  await eventually(() => expect(slack.faults.pending()).toBe(0));
  expect([isDone, texts().includes('tea')]).toEqual([false, false]);
  slack.clock.advance(5 * second);
  await posting;
  expect(texts()).toContain('tea');
});

test('cleared faults have no effect', async () => {
  const { slack, post } = await setUp();
  slack.faults.add({ on, does: 'drop-before' });
  slack.faults.clear();
  expect(await post()).toMatchObject({ ok: true });
});
