import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type LocalSlack, localSlack } from '../../playground/server/local-slack.ts';
import { manifest } from '../stories/extra-mile.ts';
import { appProcess } from './app-process.ts';

let slack: LocalSlack;
beforeAll(async () => {
  slack = await localSlack({ manifest });
});
afterAll(() => slack.close());

const socket = () => ({
  SLACK_API_URL: slack.apiUrl,
  SLACK_BOT_TOKEN: slack.botToken(),
  SLACK_APP_TOKEN: slack.credentials.appToken,
});

test.each(['auth.test', 'apps.connections.open'])(
  'waits until Slack answers %s again',
  async (on) => {
    slack.faults.add({ on, does: 'rate-limit', retryAfter: 1 });
    slack.faults.add({ on, does: 'status', status: 503 });
    const app = appProcess(socket());
    await app.says('ready');
    const waits = app.lines().filter(({ method }) => method === on);
    expect(waits.map(({ code }) => code)).toEqual(['ratelimited', 'http_503']);
  },
);

test('explains what Slack refuses, apart from tokens', async () => {
  slack.faults.add({ on: 'auth.test', does: 'error', error: 'org_login_required' });
  const app = appProcess(socket());
  expect(await app.ended).toBe(1);
  expect(app.err()).toMatch(
    /cannot start: Slack refuses auth\.test \(org_login_required\)\. .+\n$/,
  );
});

test('blames the network, not Slack, when no WebSocket opens', async () => {
  const url = new URL(slack.apiUrl);
  const proxy = createServer(async (request, response) => {
    const [body, answer] = [[] as Buffer[], { ok: true, url: `ws://${request.headers.host}/` }];
    for await (const chunk of request) body.push(chunk as Buffer);
    if (request.url?.endsWith('apps.connections.open')) return response.end(JSON.stringify(answer));
    const { authorization = '', 'content-type': type = '' } = request.headers;
    const passed = await fetch(new URL(request.url ?? '', url), {
      method: 'POST',
      headers: { authorization, 'content-type': type },
      body: Buffer.concat(body),
    });
    return response.end(await passed.text());
  }).listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  const { port } = proxy.address() as AddressInfo;
  const app = appProcess({ ...socket(), SLACK_API_URL: `http://127.0.0.1:${port}/api/` });
  expect(await app.ended).toBe(1);
  expect(app.err()).toMatch(/network: Socket Mode: .*no WebSocket opens.*firewall or proxy/);
  proxy.close();
});

test.each(['xx', 'C.UTF-8'])(
  'says that it starts in English with LANGUAGE=%s',
  async (LANGUAGE) => {
    const app = appProcess({ ...socket(), LANGUAGE });
    await app.says('ready');
    expect(app.lines()).toContainEqual(
      expect.objectContaining({ msg: expect.stringContaining('LANGUAGE'), used: 'en' }),
    );
  },
);

test('prints the address of the playground only when it is ready', async () => {
  const other = createServer().listen(0);
  const { port } = other.address() as AddressInfo;
  const app = appProcess({ OPS_PORT: String(port) });
  expect(await app.ended).toBe(1);
  expect(app.out()).not.toContain('Open http');
  other.close();
});
