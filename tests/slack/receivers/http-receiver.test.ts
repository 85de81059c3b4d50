import { once } from 'node:events';
import { connect } from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { careForm, signed } from '../../signing.ts';
import { httpApp, now } from './http-app.ts';

let app: Awaited<ReturnType<typeof httpApp>>;
beforeAll(async () => {
  app = await httpApp();
});
beforeEach(() => app.log.lines.splice(0));
afterAll(() => app.receiver.stop());

const minutes = 60_000;

test('answers a signed command in the acknowledgement', async () => {
  const { status, body } = await app.care('patience');
  expect(status).toBe(200);
  expect(body).toMatchObject({
    response_type: 'ephemeral',
    text: expect.stringContaining('Patience'),
  });
});

test('logs one line with route, duration and outcome, and none of the words', async () => {
  await app.care('my customer Mrs Miller is furious');
  expect(app.log.lines).toEqual([
    {
      level: 'info',
      message: 'request',
      kind: 'http',
      what: 'care search',
      outcome: 'answered',
      reference: expect.stringMatching(/^[2-9A-HJ-NP-Z]{4}$/),
      ms: 0,
    },
  ]);
});

test('accepts a content type with a charset', async () => {
  const body = careForm('patience');
  const headers = signed(body, now, 'application/x-www-form-urlencoded; charset=utf-8');
  expect((await app.post(body, headers)).status).toBe(200);
});

test.each([
  ['six minutes old', -6 * minutes, 401],
  ['six minutes ahead', 6 * minutes, 401],
  ['a year ahead', 365 * 24 * 60 * minutes, 401],
  ['four minutes old', -4 * minutes, 200],
  ['four minutes ahead', 4 * minutes, 200],
])('a request that is %s is answered with the right status', async (_name, shift, status) => {
  const body = careForm('patience');
  expect((await app.post(body, signed(body, now + shift))).status).toBe(status);
});

test('tells a wrong clock from a wrong signature', async () => {
  const body = careForm('patience');
  await app.post(body, signed(body, now - 6 * minutes));
  await app.post(body, signed(body, now + 6 * minutes));
  await app.post(body, signed(body, now - 6 * minutes, undefined, 'another secret of someone'));
  expect(app.log.lines.slice(-3)).toMatchObject([
    { reason: 'signed 360 s ago' },
    { reason: 'signed 360 s ahead' },
    { reason: 'invalid signature' },
  ]);
});

const form = careForm('patience');
const json = 'application/json';
const refusals: readonly [string, number, string, Record<string, string>][] = [
  ['a wrong signature', 401, form, signed(form, now, undefined, 'another secret of someone')],
  ['a signature of another body', 401, form, signed(`${form}&x=1`, now)],
  ['no signature', 401, form, { 'content-type': 'application/x-www-form-urlencoded' }],
  [
    'a timestamp that is not a number',
    401,
    form,
    { ...signed(form, now), 'x-slack-request-timestamp': 'NaN' },
  ],
  ['another content type', 415, form, signed(form, now, 'text/plain')],
  ['a multipart body', 415, form, signed(form, now, 'multipart/form-data; boundary=x')],
  ['broken JSON', 400, '{"type":', signed('{"type":', now, json)],
  ['null', 400, 'null', signed('null', now, json)],
  ['a number', 400, '7', signed('7', now, json)],
  ['a list', 400, '[{}]', signed('[{}]', now, json)],
  ['a payload of null', 400, 'payload=null', signed('payload=null', now)],
  ['a payload that is not JSON', 400, 'payload=%7B', signed('payload=%7B', now)],
  ['an empty object', 400, '{}', signed('{}', now, json)],
  ['an empty event', 400, '{"event":null}', signed('{"event":null}', now, json)],
  ['an unknown command', 404, careForm('x', '/nonsense'), signed(careForm('x', '/nonsense'), now)],
  ['an empty body', 400, '', signed('', now)],
];

test.each(refusals)('refuses %s with %i', async (_name, status, body, headers) => {
  const answer = await app.post(body, headers);
  expect(answer.status).toBe(status);
  expect(await answer.json()).toEqual({ error: expect.any(String) });
  expect(app.log.lines).toContainEqual(
    expect.objectContaining({ message: 'request refused', status }),
  );
});

test('logs neither signature nor words of a refused request', async () => {
  for (const [, , body, headers] of refusals) await app.post(body, headers);
  expect(app.log.text()).not.toMatch(/v0=|patience|nonsense/);
});

test('survives any signed JSON with a clear answer', async () => {
  const parts = fc.record(
    {
      type: fc.oneof(
        fc.constantFrom('block_actions', 'view_submission', 'message_action', 'event_callback'),
        fc.jsonValue(),
      ),
      event: fc.oneof(
        fc.record({ type: fc.constantFrom('app_mention', 'message') }),
        fc.jsonValue(),
      ),
      command: fc.oneof(fc.constant('/care'), fc.jsonValue()),
      user: fc.oneof(
        fc.record({ id: fc.constant('U1'), team_id: fc.constant('T1') }),
        fc.jsonValue(),
      ),
      user_id: fc.oneof(fc.constant('U1'), fc.jsonValue()),
      team_id: fc.oneof(fc.constant('T1'), fc.jsonValue()),
      actions: fc.oneof(
        fc.array(fc.record({ type: fc.constant('button'), action_id: fc.string() })),
        fc.jsonValue(),
      ),
      view: fc.jsonValue(),
      channel: fc.jsonValue(),
    },
    { requiredKeys: [] },
  );
  await fc.assert(
    fc.asyncProperty(parts, async (value) => {
      const body = JSON.stringify(value);
      const { status } = await app.post(body, signed(body, now, json));
      expect([200, 400, 404]).toContain(status);
    }),
    { numRuns: 300 },
  );
});

test.each(['//', '/', '/slack/events/../..', '/slack/events?x=//', '/%', '/slack'])(
  'GET %s is a clear 4xx',
  async (path) => {
    expect(await rawStatus(`GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`)).toMatch(
      /^HTTP\/1.1 40[45] /,
    );
  },
);

test('refuses a body of 5 MB before reading it', async () => {
  const answer = await app.post('x'.repeat(5 * 1024 * 1024), signed('x', now));
  expect(answer.status).toBe(413);
});

test('refuses a chunked body of 5 MB while reading it', async () => {
  const chunk = new Uint8Array(64 * 1024);
  const body = new ReadableStream({
    start(controller) {
      for (let sent = 0; sent < 80; sent += 1) controller.enqueue(chunk);
      controller.close();
    },
  });
  const answer = await fetch(app.url, {
    method: 'POST',
    body,
    duplex: 'half',
    headers: signed('x', now),
  } as RequestInit);
  expect(answer.status).toBe(413);
});

test('answers an early failure with 500 at once', async () => {
  const failing = await httpApp({
    authorize: () => Promise.reject(new Error('no such workspace')),
  });
  const body = careForm('patience');
  const started = performance.now();
  const answer = await failing.post(body, signed(body, now));
  expect(answer.status).toBe(500);
  expect(performance.now() - started).toBeLessThan(1500);
  expect(failing.log.lines).toContainEqual(expect.objectContaining({ message: 'request failed' }));
  await failing.receiver.stop();
});

test('answers Slack’s certificate check', async () => {
  const answer = await app.post('ssl_check=1&token=x', {
    'content-type': 'application/x-www-form-urlencoded',
  });
  expect([answer.status, await answer.text()]).toEqual([200, '']);
});

test('answers a signed URL verification with its challenge', async () => {
  const body = JSON.stringify({ type: 'url_verification', challenge: 'c4' });
  const answer = await app.post(body, signed(body, now, json));
  expect(await answer.json()).toEqual({ challenge: 'c4' });
  expect((await app.post(body, { 'content-type': json })).status).toBe(401);
});

/** The status line of what a bare connection answers. */
async function rawStatus(request: string): Promise<string> {
  const socket = connect(app.receiver.port(), '127.0.0.1');
  socket.end(request);
  let text = '';
  socket.on('data', (chunk) => {
    text += String(chunk);
  });
  await once(socket, 'close');
  return text.split('\r\n', 1)[0] ?? '';
}
