import { once } from 'node:events';
import { connect } from 'node:net';
import { expect, test } from 'vitest';
import type { LocalSlack } from '../../../../playground/server/local-slack.ts';
import { startSlack, webClient } from '../rig.ts';

/** Requests an upgrade to WebSocket; resolves to the status line of the response. */
async function upgrade(slack: LocalSlack, path: string, headers: string): Promise<string> {
  const { hostname, port, host } = new URL(slack.url);
  const socket = connect(Number(port), hostname);
  const lines = [
    `GET ${path} HTTP/1.1`,
    headers || `Host: ${host}`,
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
  ];
  socket.write(`${lines.join('\r\n')}\r\n\r\n`);
  const [answer] = (await once(socket, 'data')) as [Buffer];
  socket.destroy();
  return String(answer).split('\r\n', 1)[0] ?? '';
}

test.each([
  ['an invalid path', '//', ''],
  ['a foreign host', '/link/?ticket=x', 'Host: evil.example'],
  ['a foreign origin', '/link/?ticket=x', 'Host: localhost\r\nOrigin: http://evil.example'],
])('refuses a socket for %s and keeps running', async (_name, path, headers) => {
  const slack = await startSlack();
  expect(await upgrade(slack, path, headers)).toBe('HTTP/1.1 400 Bad Request');
  expect(await webClient(slack).auth.test()).toMatchObject({ ok: true });
  expect(slack.refusals().join()).toContain('socket refused');
});
