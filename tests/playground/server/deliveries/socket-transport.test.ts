import { once } from 'node:events';
import { expect, onTestFinished, test } from 'vitest';
import { WebSocket } from 'ws';
import type { LocalSlack } from '../../../../playground/server/local-slack.ts';
import { second, socketApp, startSlack, webClient } from '../rig.ts';

type Frame = {
  readonly type: string;
  readonly reason?: string;
  readonly envelope_id: string;
  readonly payload: { readonly command?: string; readonly event_id?: string };
  readonly retry_attempt?: number;
  readonly accepts_response_payload?: boolean;
};

async function address(slack: LocalSlack): Promise<string> {
  const { url = '' } = await webClient(slack, slack.credentials.appToken).apps.connections.open();
  return url;
}

/** A bare socket that records messages; it acknowledges only on request. */
async function connect(slack: LocalSlack, url?: string) {
  const socket = new WebSocket(url ?? (await address(slack)));
  const frames: Frame[] = [];
  socket.on('message', (data) => void frames.push(JSON.parse(String(data)) as Frame));
  onTestFinished(() => socket.terminate());
  await once(socket, 'message');
  const ack = (frame: Frame | undefined, payload?: unknown) =>
    socket.send(JSON.stringify({ envelope_id: frame?.envelope_id, payload }));
  const next = async (): Promise<Frame | undefined> => {
    await once(socket, 'message');
    return frames.at(-1);
  };
  return { socket, frames, ack, next };
}

test('hello contains the number of connections', async () => {
  const slack = await startSlack();
  await connect(slack);
  const { frames } = await connect(slack);
  expect(frames).toMatchObject([
    { type: 'hello', num_connections: 2, connection_info: { app_id: expect.stringMatching(/^A/) } },
  ]);
  expect(slack.socketCount()).toBe(2);
});

test('a ticket can be used once', async () => {
  const slack = await startSlack();
  const url = await address(slack);
  await connect(slack, url);
  const [error] = (await once(new WebSocket(url), 'error')) as [Error];
  expect(error.message).toContain('403');
  expect(slack.refusals()).toEqual(['socket refused: the ticket is unknown or was used before']);
});

test('distributes commands over the sockets and posts the acknowledged answer', async () => {
  const slack = await startSlack();
  const [one, other] = [await connect(slack), await connect(slack)];
  const ana = slack.person('ana');
  for (const { next, ack } of [one, other]) {
    const delivery = ana.send('general', '/tea');
    const frame = await next();
    expect(frame).toMatchObject({
      type: 'slash_commands',
      accepts_response_payload: true,
      payload: { command: '/tea', channel_name: 'general' },
    });
    ack(frame, { text: 'Coming!' });
    expect(await delivery).toMatchObject({ ok: true, body: { text: 'Coming!' } });
  }
  expect(ana.reads('general').filter(({ text }) => text === 'Coming!')).toHaveLength(2);
});

test('ignores an acknowledgement after three seconds', async () => {
  const slack = await startSlack();
  const { next, ack } = await connect(slack);
  const delivery = slack.person('ana').send('general', '/tea');
  const frame = await next();
  slack.clock.advance(3 * second);
  expect(await delivery).toMatchObject({ error: 'operation_timeout' });
  ack(frame);
  await slack.until(() => slack.refusals().some((words) => words.startsWith('acknowledgement')));
});

test('a command fails at once without a socket', async () => {
  const slack = await startSlack();
  expect(await slack.person('ana').send('general', '/tea')).toMatchObject({
    error: 'dispatch_failed',
  });
});

test('retries an event on another socket when its socket closes', async () => {
  const slack = await startSlack();
  const lost = await connect(slack);
  await slack.person('ana').send('general', 'hello');
  const first = await lost.next();
  const other = await connect(slack);
  lost.socket.terminate();
  const again = await other.next();
  expect(again).toMatchObject({
    type: 'events_api',
    retry_attempt: 1,
    retry_reason: 'connection_failed',
  });
  expect(again?.payload.event_id).toBe(first?.payload.event_id);
});

test('refuses an eleventh connection', async () => {
  const slack = await startSlack();
  const tokens = webClient(slack, slack.credentials.appToken);
  for (let count = 0; count < 10; count += 1) await connect(slack);
  await expect(tokens.apps.connections.open()).rejects.toMatchObject({ retryAfter: 60 });
  slack.clock.advance(60 * second);
  const { frames } = await connect(slack);
  expect(frames).toMatchObject([{ type: 'disconnect', reason: 'too_many_websockets' }]);
  expect(slack.socketCount()).toBe(10);
});

test('a refresh closes the socket at once, a warning after ten seconds', async () => {
  const slack = await startSlack();
  const { socket, next } = await connect(slack);
  slack.disconnectSockets('warning');
  expect(await next()).toMatchObject({ type: 'disconnect', reason: 'warning' });
  expect(socket.readyState).toBe(WebSocket.OPEN);
  slack.clock.advance(10 * second);
  await once(socket, 'close');
  const fresh = await connect(slack);
  slack.disconnectSockets('refresh_requested');
  expect(await fresh.next()).toMatchObject({ type: 'disconnect', reason: 'refresh_requested' });
  await once(fresh.socket, 'close');
});

test('refreshes a connection with debug_reconnects after six minutes', async () => {
  const slack = await startSlack();
  const { socket, frames } = await connect(slack, `${await address(slack)}&debug_reconnects=true`);
  slack.clock.advance(360 * second);
  await once(socket, 'close');
  expect(frames.at(-1)).toMatchObject({ type: 'disconnect', reason: 'refresh_requested' });
});

test('a Bolt app reconnects after an abrupt disconnect', async () => {
  const slack = await startSlack();
  await socketApp(slack, (app) => app.command('/tea', async ({ ack }) => ack('here again')), {
    pingTimeout: 500,
  });
  slack.disconnectSockets('abrupt');
  await slack.until(() => slack.socketCount() === 0);
  await slack.until(() => slack.socketCount() === 1);
  expect(await slack.person('ana').send('general', '/tea')).toMatchObject({ ok: true });
});
