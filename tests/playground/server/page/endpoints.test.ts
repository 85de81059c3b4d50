import { mkdtemp, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { Act, ActResult, PersonView, TrafficEntry } from '../../../../playground/protocol.ts';
import type { LocalSlack } from '../../../../playground/server/local-slack.ts';
import { noon, socketApp, startSlack, webClient } from '../rig.ts';

/** Subscribes to a user's stream; `view` is the last view, `traffic` all entries. */
async function watch(slack: LocalSlack, user: string) {
  const seen: { view?: PersonView; traffic: TrafficEntry[] } = { traffic: [] };
  const controller = new AbortController();
  onTestFinished(() => controller.abort());
  const { signal } = controller;
  const response = await fetch(`${slack.url}/_/stream?user=${user}`, { signal });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  const until = async <T>(condition: () => T | undefined | false): Promise<T> => {
    for (;;) {
      const found = condition();
      if (found) return found;
      const chunk = await reader?.read();
      if (!chunk || chunk.done) throw new Error('The stream ended');
      const parts = (rest + chunk.value).split('\n\n');
      rest = parts.pop() ?? '';
      for (const part of parts) {
        const [event, data] = part.split('\n').map((line) => line.replace(/^\w+: /, ''));
        const value: unknown = JSON.parse(data ?? '');
        if (event === 'view') seen.view = value as PersonView;
        else seen.traffic.push(...(value as TrafficEntry[]));
      }
    }
  };
  return { seen, until };
}

async function act(slack: LocalSlack, user: string, doing: Act): Promise<ActResult> {
  const response = await fetch(`${slack.url}/_/act`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ user, act: doing }),
  });
  return (await response.json()) as ActResult;
}

const channelIn = (view: PersonView | undefined, name: string) =>
  view?.channels.find((channel) => channel.name === name);

test('the stream starts with the user’s view', async () => {
  const slack = await startSlack();
  const { seen, until } = await watch(slack, 'ana');
  await until(() => seen.view);
  expect(seen.view).toMatchObject({
    now: noon,
    clock: 'stopped',
    app: { name: 'Tea Time', connected: false, home_tab: true },
    workspace: { name: 'Kitchen' },
    workspaces: [{ name: 'Kitchen' }, { name: 'Pantry' }],
    me: { name: 'ana', is_admin: true },
    commands: [{ command: '/tea' }, { command: '/plain' }],
  });
  expect(seen.view?.channels.map(({ name }) => name)).toEqual([
    'general',
    'public',
    'secret',
    'cellar',
    'attic',
  ]);
});

test('guests see only their channels, and users no private channels of others', async () => {
  const slack = await startSlack();
  const guest = await watch(slack, 'guest');
  const ben = await watch(slack, 'ben');
  await Promise.all([guest.until(() => guest.seen.view), ben.until(() => ben.seen.view)]);
  expect(guest.seen.view?.channels).toEqual([]);
  expect(channelIn(ben.seen.view, 'secret')).toBeDefined();
  expect(channelIn(ben.seen.view, 'cellar')).toBeUndefined();
});

test('streams messages and traffic', async () => {
  const slack = await startSlack();
  const { seen, until } = await watch(slack, 'ana');
  await until(() => seen.view);
  await socketApp(slack, (app) => app.command('/tea', async ({ ack }) => ack('Coming')));
  const channel = channelIn(seen.view, 'general')?.id ?? '';
  expect(await act(slack, 'ana', { type: 'send', channel, text: '/tea' })).toEqual({ ok: true });
  const last = await until(() => {
    const message = channelIn(seen.view, 'general')?.messages.at(-1);
    return message?.text === 'Coming' && message;
  });
  expect(last).toMatchObject({ ephemeral: true });
  await until(() => seen.traffic.some(({ name }) => name === '/tea'));
  expect(seen.view?.app.connected).toBe(true);
  expect(seen.traffic.filter(({ name }) => name === '/tea')).toMatchObject([
    { from: 'slack', kind: 'command', outcome: 'ok', response: { text: 'Coming' } },
  ]);
});

test('a forbidden act returns a message for the user', async () => {
  const slack = await startSlack();
  const send: Act = { type: 'send', channel: 'C404', text: 'hi' };
  expect(await act(slack, 'ana', send)).toEqual({ ok: false, error: 'There is no such channel' });
  expect(await act(slack, 'ana', { type: 'dance' } as never)).toMatchObject({ ok: false });
});

test('users press buttons, fill in, submit and close modals through the page', async () => {
  const slack = await startSlack();
  await socketApp(slack, (app) => {
    app.shortcut('order', async ({ ack, shortcut, client }) => {
      await client.views.open({
        trigger_id: shortcut.trigger_id,
        view: {
          type: 'modal',
          callback_id: 'form',
          title: { type: 'plain_text', text: 'Tea' },
          submit: { type: 'plain_text', text: 'Order' },
          blocks: [
            {
              type: 'input',
              block_id: 'b',
              label: { type: 'plain_text', text: 'Kind' },
              element: { type: 'plain_text_input', action_id: 'kind' },
            },
          ],
        },
      });
      await ack();
    });
    app.view('form', async ({ ack }) =>
      ack({ response_action: 'errors', errors: { b: 'Sold out' } }),
    );
  });
  expect(await act(slack, 'ana', { type: 'shortcut', callback_id: 'order' })).toEqual({ ok: true });
  const ana = slack.person('ana');
  const view_id = ana.views()[0]?.id ?? '';
  const state = { b: { kind: { type: 'plain_text_input', value: 'mint' } } };
  const container = { type: 'view', view_id } as const;
  const typed: Act = {
    type: 'press',
    container,
    block_id: 'b',
    action_id: 'kind',
    value: {},
    state,
  };
  await act(slack, 'ana', typed);
  expect(ana.views()[0]?.state.values).toEqual(state);
  expect(await act(slack, 'ana', { type: 'submit', view_id, state })).toEqual({ ok: true });
  expect(ana.views()[0]?.errors).toEqual({ b: 'Sold out' });
  expect(await act(slack, 'ben', { type: 'close', view_id })).toMatchObject({ ok: false });
  await act(slack, 'ana', { type: 'close', view_id });
  expect(ana.views()).toEqual([]);
});

test('users react, join, leave, open DMs and set the clock through the page', async () => {
  const slack = await startSlack();
  await slack.person('ana').send('public', 'anyone?');
  const [message] = slack.messages('public');
  const { channel = '', ts = '' } = message ?? {};
  const reactions = () => slack.messages('public')[0]?.reactions.map(({ name }) => name);
  const tea: Act = { type: 'react', channel, ts, name: 'tea' };
  await act(slack, 'ben', tea);
  expect(reactions()).toEqual(['tea']);
  await act(slack, 'ben', tea);
  expect(reactions()).toEqual([]);
  await act(slack, 'ben', { type: 'leave', channel });
  await expect(slack.person('ben').send('public', 'hi')).rejects.toThrow('not in #public');
  await act(slack, 'ben', { type: 'join', channel });
  const opened = await act(slack, 'ben', { type: 'open-im', users: [slack.person('ana').id] });
  expect(opened).toMatchObject({ ok: true, channel: expect.stringMatching(/^D/) });
  await act(slack, 'ben', { type: 'clock', by: 60_000 });
  expect(slack.clock.now()).toBe(noon + 60_000);
});

/** Sends headers that `fetch` forbids. */
function raw(slack: LocalSlack, path: string, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    const options = { method: path === '/_/act' ? 'POST' : 'GET', headers };
    const sent = request(`${slack.url}${path}`, options, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    sent.on('error', reject);
    sent.end(path === '/_/act' ? '{}' : undefined);
  });
}

test.each([
  ['DNS rebinding', '/_/stream', { host: 'evil.example' }],
  ['a post from another site', '/_/act', { origin: 'http://evil.example' }],
  ['a form of another site', '/_/act', { 'sec-fetch-site': 'cross-site' }],
  ['a picture or script of another site', '/_/stream', { 'sec-fetch-site': 'cross-site' }],
  ['a frame of another site', '/', { 'sec-fetch-site': 'cross-site', 'sec-fetch-dest': 'iframe' }],
  ['another server on this computer', '/_/act', { origin: 'http://127.0.0.1:1' }],
])('refuses %s', async (_, path, headers) => {
  const slack = await startSlack();
  expect(await raw(slack, path, headers)).toBe(403);
});

test('a link from another site opens the page, which no frame may show', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'page-'));
  await writeFile(join(folder, 'index.html'), '<h1>Slack</h1>');
  const slack = await startSlack({ pageFolder: folder });
  const link = { 'sec-fetch-site': 'cross-site', 'sec-fetch-dest': 'document' };
  expect(await raw(slack, '/', link)).toBe(200);
  const { headers } = await fetch(slack.url);
  expect(headers.get('x-frame-options')).toBe('DENY');
  expect(headers.get('content-security-policy')).toBe("frame-ancestors 'none'");
});

test('an act must be JSON and by a known user', async () => {
  const slack = await startSlack();
  expect(await raw(slack, '/_/act', { 'content-type': 'text/plain' })).toBe(400);
  expect(await act(slack, 'nobody', { type: 'open-app', tab: 'home' })).toMatchObject({
    ok: false,
  });
});

test('serves the page and nothing outside of its folder', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'page-'));
  await writeFile(join(folder, 'index.html'), '<h1>Slack</h1>');
  const slack = await startSlack({ pageFolder: folder });
  const page = await fetch(slack.url);
  expect([page.headers.get('content-type'), await page.text()]).toEqual([
    'text/html; charset=utf-8',
    '<h1>Slack</h1>',
  ]);
  expect(await raw(slack, '/..%2f..%2fetc%2fpasswd', {})).toBe(404);
  expect(await raw(slack, '/%2e%2e/%2e%2e/etc/passwd', {})).toBe(404);
});

test('close() ends open streams at once', async () => {
  const slack = await startSlack();
  const { until } = await watch(slack, 'ana');
  const { url = '' } = await webClient(slack, slack.credentials.appToken).apps.connections.open();
  const { WebSocket } = await import('ws');
  const socket = new WebSocket(url);
  const closed = new Promise((resolve) => socket.on('close', resolve));
  await slack.until(() => slack.socketCount() === 1);
  await slack.close();
  await closed;
  await expect(until(() => undefined)).rejects.toThrow();
});
