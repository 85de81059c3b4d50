import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { WebSocketServer } from 'ws';
import { systemClock } from '../../../src/ports/clock.ts';
import { slackLogger } from '../../../src/slack/api/logger.ts';
import { inFlightRequests } from '../../../src/slack/receivers/in-flight.ts';
import { socketReceiver } from '../../../src/slack/receivers/socket-receiver.ts';
import { eventually } from '../../eventually.ts';
import { recordedLog } from '../../recorded-log.ts';

/** A Slack that accepts every socket and sends its hello only while `greets` is true. */
async function silentSlack() {
  const slack: { greets: boolean; opened: number } = { greets: false, opened: 0 };
  const server = createServer((request, response) => {
    request.resume();
    const { port } = server.address() as AddressInfo;
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ ok: true, url: `ws://127.0.0.1:${port}/link` }));
  });
  const sockets = new WebSocketServer({ server });
  sockets.on('connection', (socket) => {
    slack.opened += 1;
    if (slack.greets) socket.send(JSON.stringify({ type: 'hello' }));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const log = recordedLog();
  const receiver = socketReceiver({
    appToken: 'xapp-1',
    slackApiUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`,
    logger: slackLogger(log),
    log,
    inFlight: inFlightRequests({ clock: systemClock, log }),
    helloTimeout: 3000,
  });
  onTestFinished(async () => {
    await receiver.stop();
    for (const socket of sockets.clients) socket.terminate();
    server.close();
    server.closeAllConnections();
  });
  return { slack, sockets, receiver, log };
}

test('fails to start without Slack’s hello', async () => {
  const { receiver } = await silentSlack();
  await expect(receiver.start()).rejects.toThrow('Slack sent no hello in time');
  expect(receiver.connected()).toBe(false);
});

test('retries a reconnection that gets no hello', async () => {
  const { slack, sockets, receiver, log } = await silentSlack();
  slack.greets = true;
  await receiver.start();
  await eventually(() => expect(slack.opened).toBe(2));
  slack.greets = false;
  for (const socket of sockets.clients) socket.terminate();
  await eventually(() => expect(log.text()).toContain('Slack sent no hello in time'));
  expect(receiver.connected()).toBe(false);
  slack.greets = true;
  await eventually(() => expect(receiver.connected()).toBe(true));
});
