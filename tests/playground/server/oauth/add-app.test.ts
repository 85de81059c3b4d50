import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebClient } from '@slack/web-api';
import { expect, onTestFinished, test } from 'vitest';
import type { LocalSlack } from '../../../../playground/server/local-slack.ts';
import { closedPort } from '../../../closed-port.ts';
import { kitchen, startSlack, teaManifest } from '../rig.ts';

const channels = [{ name: 'general', app: true }, { name: 'pantry' }];
const startFresh = () => startSlack({ workspaces: [{ ...kitchen, channels, installed: false }] });

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** An app that binds its state to the browser, and where its pages are. */
async function teaApp(slack: LocalSlack): Promise<string> {
  const { clientId: client_id, clientSecret: client_secret } = slack.credentials;
  const web = new WebClient(undefined, { slackApiUrl: slack.apiUrl });
  return serve(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://127.0.0.1');
    if (pathname === '/slack/install') {
      const query = new URLSearchParams({
        client_id,
        scope: 'commands,channels:read',
        state: 'mint',
      });
      const location = `${slack.url}/oauth/v2/authorize?${query}`;
      return response.writeHead(302, { location, 'set-cookie': 'leaf=mint; HttpOnly' }).end();
    }
    const isOurs = request.headers.cookie === 'leaf=mint' && searchParams.get('state') === 'mint';
    if (!isOurs) return response.writeHead(400).end();
    const code = searchParams.get('code') ?? '';
    await web.oauth.v2.access({ client_id, client_secret, code });
    return response.end('Enjoy your tea!');
  });
}

test('adds the app with a token of its own, as a person does in a browser', async () => {
  const slack = await startFresh();
  slack.offerAt(`${await teaApp(slack)}/slack/install`);
  await slack.add('Kitchen');
  const web = new WebClient(slack.botToken('Kitchen'), { slackApiUrl: slack.apiUrl });
  expect(await web.auth.test()).toMatchObject({ team: 'Kitchen' });
  const { channels: found = [] } = await web.users.conversations({});
  expect(found.map(({ name }) => name)).toEqual(['general']);
});

const group = ['Kitchen', 'Bakery'].map((name) => ({
  ...kitchen,
  name,
  enterprise: 'Food Group',
  channels,
  installed: false,
}));

test('adds the app to all workspaces of an organisation, with one token', async () => {
  const manifest = teaManifest({ settings: { org_deploy_enabled: true } });
  const slack = await startSlack({ manifest, workspaces: group });
  slack.offerAt(`${await teaApp(slack)}/slack/install`);
  await slack.add('Bakery');
  expect(slack.botToken('Kitchen')).toBe(slack.botToken('Bakery'));
});

test('adds the app to one workspace of an organisation if its manifest knows none', async () => {
  const slack = await startSlack({ workspaces: group });
  slack.offerAt(`${await teaApp(slack)}/slack/install`);
  await slack.add('Bakery');
  expect(slack.botToken('Bakery')).toMatch(/^xoxb-/);
  expect(() => slack.botToken('Kitchen')).toThrow('not installed');
});

test.each([
  ['has no such page', '/slack/nowhere', 'does not lead to Slack'],
  ['fails afterwards', '/broken/install', 'answered with 500'],
])('says so when the app %s', async (_, path, said) => {
  const slack = await startFresh();
  const { clientId: client_id } = slack.credentials;
  const url = await serve((request, response) => {
    const isStart = request.url === '/broken/install';
    const query = new URLSearchParams({ client_id, scope: 'commands', state: 'mint' });
    const location = `${slack.url}/oauth/v2/authorize?${query}`;
    response.writeHead(isStart ? 302 : 500, isStart ? { location } : {}).end();
  });
  slack.offerAt(`${url}${path}`);
  const answer = await fetch(`${slack.url}/_/act`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ act: { type: 'add-app' } }),
  });
  expect(await answer.json()).toMatchObject({ ok: false, error: expect.stringContaining(said) });
  expect(() => slack.botToken()).toThrow('not installed');
});

test('rejects when the app is not running', async () => {
  const slack = await startFresh();
  await expect(slack.add()).rejects.toThrow('no address');
  slack.offerAt(`http://127.0.0.1:${await closedPort()}/slack/install`);
  await expect(slack.add()).rejects.toThrow();
});
