import { once } from 'node:events';
import { createServer, request as forward } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { localSlack } from '../../playground/server/local-slack.ts';
import { manifest } from '../stories/extra-mile.ts';
import { appProcess } from './app-process.ts';

/** A proxy that passes everything on, and what went through it. */
async function proxy() {
  const seen: string[] = [];
  const server = createServer((incoming, response) => {
    const { method, headers, url = '' } = incoming;
    seen.push(new URL(url).pathname);
    const outgoing = forward(url, { method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(response);
    });
    incoming.pipe(outgoing);
  });
  server.on('connect', ({ url = '' }, socket) => {
    seen.push(`tunnel to ${url}`);
    const { hostname, port } = new URL(`http://${url}`);
    const through = connect(Number(port), hostname, () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      through.pipe(socket).pipe(through);
    });
    for (const end of [socket, through]) end.on('error', () => {});
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen };
}

async function throughProxy(settings: Readonly<Record<string, string>>) {
  const slack = await localSlack({ manifest });
  onTestFinished(() => slack.close());
  const { url, seen } = await proxy();
  const app = appProcess({
    SLACK_API_URL: slack.apiUrl,
    SLACK_BOT_TOKEN: slack.botToken(),
    SLACK_APP_TOKEN: slack.credentials.appToken,
    HTTP_PROXY: url,
    ...settings,
  });
  await app.says('ready');
  await slack.person('ana').send('general', '/care patience');
  return { slack, seen, host: new URL(slack.apiUrl).host };
}

test('calls and sockets all go through the proxy of the environment', async () => {
  const { slack, seen, host } = await throughProxy({});
  expect(slack.person('ana').reads('general').at(-1)?.text).toContain('Patience');
  expect(seen).toContain('/api/auth.test');
  expect(seen).toContain('/api/apps.connections.open');
  expect(seen).toContain(`tunnel to ${host}`);
});

test('NO_PROXY names hosts that are reached directly', async () => {
  const { seen } = await throughProxy({ NO_PROXY: '127.0.0.1' });
  expect(seen).toEqual([]);
});

test('refuses an address of a proxy that is no URL', async () => {
  const app = appProcess({
    SLACK_BOT_TOKEN: 'xoxb-1-a',
    SLACK_APP_TOKEN: 'xapp-1-a',
    HTTPS_PROXY: 'proxy.example.com:8080',
  });
  expect(await app.ended).toBe(1);
  expect(app.err()).toContain('settings: HTTPS_PROXY: must be the URL of a proxy');
});
