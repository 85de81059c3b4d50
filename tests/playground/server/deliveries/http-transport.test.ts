import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { httpApp, minute, second, socketApp, startSlack, teaManifest } from '../rig.ts';

type Request = {
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
  readonly response: ServerResponse;
};

/** A server in place of the app that records requests and sends the given answers. */
async function standIn(answer: (request: Request) => void) {
  const requests: Request[] = [];
  const server = createServer(async (incoming, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString();
    const request = { headers: incoming.headers, body, response };
    requests.push(request);
    answer(request);
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { requests, url: `http://127.0.0.1:${port}/slack/events` };
}

const status =
  (code: number, headers: Record<string, string> = {}) =>
  ({ response }: Request) =>
    void response.writeHead(code, headers).end();

test('delivers a command to a Bolt app by HTTP and posts its answer', async () => {
  const slack = await startSlack();
  await httpApp(slack, (app) =>
    app.command('/tea', async ({ ack, command }) =>
      ack(`${command.text} for ${command.user_name}`),
    ),
  );
  const ana = slack.person('ana');
  expect(await ana.send('general', '/tea green')).toMatchObject({
    ok: true,
    body: 'green for ana',
  });
  expect(ana.reads('general').at(-1)).toMatchObject({ text: 'green for ana', ephemeral: true });
});

test('signs requests and sends exact content types', async () => {
  const { requests, url } = await standIn(status(200));
  const slack = await startSlack({ requestUrl: url });
  const ana = slack.person('ana');
  await ana.send('general', '/tea green & black');
  await ana.shortcut('order');
  await ana.send('general', 'hello');
  await slack.until(() => requests[2]);
  for (const { headers, body } of requests) {
    const timestamp = headers['x-slack-request-timestamp'];
    const digest = createHmac('sha256', slack.credentials.signingSecret)
      .update(`v0:${timestamp}:${body}`)
      .digest('hex');
    expect(headers['x-slack-signature']).toBe(`v0=${digest}`);
  }
  const form = 'application/x-www-form-urlencoded';
  expect(requests.map(({ headers }) => headers['content-type'])).toEqual([
    form,
    form,
    'application/json',
  ]);
  expect(new URLSearchParams(requests[0]?.body).get('text')).toBe('green &amp; black');
  expect(JSON.parse(new URLSearchParams(requests[1]?.body).get('payload') ?? '')).toMatchObject({
    type: 'shortcut',
    callback_id: 'order',
    user: { username: 'ana' },
    enterprise: null,
  });
  expect(JSON.parse(requests[2]?.body ?? '')).toMatchObject({
    type: 'event_callback',
    event: { type: 'message', channel_type: 'channel' },
    authorizations: [{ is_bot: true }],
  });
});

test.each([
  ['answers 404', status(404), 'http_client_error'],
  ['answers 500', status(500), 'http_service_error'],
  ['answers with a redirect', status(302, { location: '/elsewhere' }), 'http_client_error'],
  ['breaks the connection', ({ response }: Request) => void response.destroy(), 'dispatch_failed'],
])('tells the user when the app %s', async (_, answer, error) => {
  const { requests, url } = await standIn(answer);
  const slack = await startSlack({ requestUrl: url });
  const ana = slack.person('ana');
  expect(await ana.send('general', '/tea')).toMatchObject({ ok: false, error });
  expect(requests).toHaveLength(1);
  expect(ana.reads('general').at(-1)).toMatchObject({
    user: 'USLACKBOT',
    text: `/tea failed with the error "${error}"`,
    ephemeral: true,
  });
});

test('an acknowledgement is due within three seconds by the clock', async () => {
  const { requests, url } = await standIn(() => {});
  const slack = await startSlack({ requestUrl: url });
  const sent = slack.person('ana').send('general', '/tea');
  await expect.poll(() => requests.length).toBe(1);
  slack.clock.advance(3 * second);
  expect(await sent).toMatchObject({ ok: false, error: 'operation_timeout' });
});

test('retries an event at once, after one and after five minutes, with the same id', async () => {
  const { requests, url } = await standIn(status(500));
  const slack = await startSlack({ requestUrl: url });
  await slack.person('ana').send('general', 'hello');
  const tries = (count: number) =>
    slack.until(() => slack.traffic.filter(isEvent).length === count);
  const isEvent = ({ kind }: { kind: string }) => kind === 'event';
  await tries(2);
  slack.clock.advance(minute);
  await tries(3);
  slack.clock.advance(5 * minute);
  await tries(4);
  slack.clock.advance(60 * minute);
  expect(requests).toHaveLength(4);
  const retries = requests.map(({ headers }) => [
    headers['x-slack-retry-num'],
    headers['x-slack-retry-reason'],
  ]);
  expect(retries).toEqual([
    [undefined, undefined],
    ['1', 'http_error'],
    ['2', 'http_error'],
    ['3', 'http_error'],
  ]);
  const ids = requests.map(({ body }) => (JSON.parse(body) as { event_id: string }).event_id);
  expect(new Set(ids).size).toBe(1);
  expect(ids[0]).toMatch(/^Ev/);
});

test('honours x-slack-no-retry', async () => {
  const { requests, url } = await standIn(status(500, { 'x-slack-no-retry': '1' }));
  const slack = await startSlack({ requestUrl: url });
  const ana = slack.person('ana');
  await ana.send('general', 'hello');
  await slack.until(() => slack.traffic.some(({ kind }) => kind === 'event'));
  await ana.send('general', '/tea');
  slack.clock.advance(10 * minute);
  await ana.send('general', '/tea');
  const events = requests.filter(({ headers }) => headers['content-type'] === 'application/json');
  expect(events).toHaveLength(1);
});

test('delivers an event twice on request', async () => {
  const { requests, url } = await standIn(status(200));
  const slack = await startSlack({ requestUrl: url });
  slack.faults.add({ on: 'message', does: 'twice' });
  await slack.person('ana').send('general', 'one');
  await slack.person('ana').send('general', 'two');
  await slack.until(() => slack.traffic.filter(({ kind }) => kind === 'event').length === 3);
  const said = requests.map(({ body }) => JSON.parse(body).event.text as string);
  expect(said.toSorted((one, other) => one.localeCompare(other))).toEqual(['one', 'one', 'two']);
});

test('switching to a request URL closes the sockets', async () => {
  const { requests, url } = await standIn(status(200));
  const slack = await startSlack();
  await socketApp(slack, () => {});
  slack.deliverTo(url);
  await slack.person('ana').send('general', '/tea');
  expect(requests).toHaveLength(1);
});

test('delivers no action with interactivity off in the manifest', async () => {
  const { requests, url } = await standIn(status(200));
  const manifest = teaManifest({ settings: { interactivity: { is_enabled: false } } });
  const slack = await startSlack({ requestUrl: url, manifest });
  expect(await slack.person('ana').shortcut('order')).toMatchObject({
    error: 'interactivity_disabled',
  });
  expect(requests).toEqual([]);
});
