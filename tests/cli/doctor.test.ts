import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { type LocalSlack, localSlack } from '../../playground/server/local-slack.ts';
import type { Check } from '../../src/cli/doctor/check.ts';
import { diagnose } from '../../src/cli/doctor/diagnose.ts';
import { settingsChecks } from '../../src/cli/doctor/settings.ts';
import { storeChecks } from '../../src/cli/doctor/store.ts';
import { opsServer } from '../../src/ops/server.ts';
import { systemClock } from '../../src/ports/clock.ts';
import { closedPort } from '../closed-port.ts';
import { onRedis, postgresUrl, redisUrl } from '../store/servers.ts';
import { manifest } from '../stories/extra-mile.ts';

type Environment = Readonly<Record<string, string>>;

const secret = '0123456789abcdef0123456789abcdef';
const http = { SLACK_BOT_TOKEN: 'xoxb-1-abc', SLACK_SIGNING_SECRET: secret };
const socket = { SLACK_BOT_TOKEN: 'xoxb-1-abc', SLACK_APP_TOKEN: 'xapp-1-abc' };
const many = {
  SLACK_SIGNING_SECRET: secret,
  SLACK_CLIENT_ID: '123.456',
  SLACK_CLIENT_SECRET: secret,
  SLACK_STATE_SECRET: secret,
  TOKEN_KEY: Buffer.alloc(32).toString('base64'),
};

/** The names of what is wrong, each once. */
const wrongIn = (checks: readonly Check[]) => [
  ...new Set(
    checks.filter(({ state }) => !['ok', 'skipped'].includes(state)).map(({ check }) => check),
  ),
];

async function localSlackWith(scopes?: readonly string[]): Promise<LocalSlack> {
  const { oauth_config: oauth } = manifest;
  const fewer = scopes && { oauth_config: { ...oauth, scopes: { bot: [...scopes] } } };
  const slack = await localSlack({ manifest: { ...manifest, ...fewer } as typeof manifest });
  onTestFinished(() => slack.close());
  return slack;
}

async function listening(handle: RequestListener): Promise<{ server: Server; port: number }> {
  const server = createServer(handle).listen(0);
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return { server, port: (server.address() as AddressInfo).port };
}

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'doctor-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A sound set-up over HTTP, with these settings instead. */
const over = (slack: LocalSlack, settings: Environment = {}) => ({
  ...http,
  SLACK_BOT_TOKEN: slack.botToken(),
  SLACK_API_URL: slack.apiUrl,
  STORE_URL: 'memory:',
  PORT: '0',
  OPS_PORT: '0',
  ...settings,
});

test.each<[string, Environment, string[]]>([
  ['nothing', http, []],
  ['a token of a person', { ...http, SLACK_BOT_TOKEN: 'xoxp-1' }, ['SLACK_BOT_TOKEN']],
  ['no bot token', { SLACK_APP_TOKEN: 'xapp-1-a' }, ['SLACK_BOT_TOKEN']],
  ['no second credential', { SLACK_BOT_TOKEN: 'xoxb-1-a' }, ['SLACK_APP_TOKEN']],
  ['a wrong app token', { ...socket, SLACK_APP_TOKEN: 'xoxb-1' }, ['SLACK_APP_TOKEN']],
  ['a short secret', { ...http, SLACK_SIGNING_SECRET: 'short' }, ['SLACK_SIGNING_SECRET']],
  ['half of many', { ...many, SLACK_CLIENT_SECRET: '' }, ['SLACK_CLIENT_SECRET']],
  ['one and many', { ...many, SLACK_BOT_TOKEN: 'xoxb-1-a' }, ['SLACK_BOT_TOKEN']],
  ['a short key', { ...many, TOKEN_KEY: 'abc' }, ['TOKEN_KEY']],
  ['a port in words', { ...http, PORT: 'http' }, ['PORT']],
  ['a port too high', { ...http, OPS_PORT: '70000' }, ['OPS_PORT']],
  ['an unknown store', { ...http, STORE_URL: 'mysql://host/db' }, ['STORE_URL']],
  ['a channel’s name', { ...http, REPORT_CHANNEL: 'general' }, ['REPORT_CHANNEL']],
  ['an unknown level', { ...http, LOG_LEVEL: 'loud' }, ['LOG_LEVEL']],
  ['no address', { ...http, SLACK_API_URL: 'slack' }, ['SLACK_API_URL']],
  ['negative days', { ...http, KEEP_DATA_DAYS: '-1' }, ['KEEP_DATA_DAYS']],
  ['a misspelt name', { ...http, STORE_ULR: 'memory:' }, ['STORE_ULR']],
  ['quotes', { ...http, PROMPTS_DIR: '"mine"' }, ['PROMPTS_DIR']],
  ['what has no effect', { ...socket, PORT: '8080' }, ['PORT']],
])('finds %s in the settings', (_, environment, wrong) => {
  const { checks } = settingsChecks(environment);
  expect(wrongIn(checks)).toEqual(wrong);
  expect(JSON.stringify(checks)).not.toMatch(/xox[bp]-1|xapp-1|0123456789abcdef/);
});

test('finds nothing wrong in a sound set-up', async () => {
  const slack = await localSlackWith();
  const sound = over(slack, { SLACK_APP_TOKEN: slack.credentials.appToken });
  const { SLACK_SIGNING_SECRET: _, PORT: __, ...environment } = sound;
  const checks = await diagnose(environment, systemClock);
  expect(wrongIn(checks)).toEqual([]);
  expect(checks.map(({ check }) => check)).toEqual([
    'Settings',
    'Node',
    'Content',
    'Store',
    'Proxy',
    'SLACK_BOT_TOKEN',
    'Scopes',
    'SLACK_APP_TOKEN',
    'Sockets',
    'Clock',
    'OPS_PORT',
  ]);
  expect(JSON.stringify(checks)).not.toMatch(/xox|xapp/);
  await slack.until(() => slack.socketCount() === 0);
});

test('tells what Slack refuses, lacks or blocks apart', async () => {
  const slack = await localSlackWith();
  const find = async (settings: Environment, clock = systemClock) =>
    wrongIn(await diagnose(over(slack, settings), clock));
  expect(await find({ SLACK_BOT_TOKEN: 'xoxb-1-unknown' })).toEqual(['SLACK_BOT_TOKEN']);
  const late = { ...systemClock, now: () => Date.now() + 600_000 };
  expect(await find({}, late)).toEqual(['Clock']);
  expect(JSON.stringify(await diagnose(over(slack), late))).toContain(
    '10 minutes ahead of Slack’s',
  );
  slack.faults.add({ on: 'auth.test', does: 'status', status: 503 });
  expect(await find({})).toEqual(['Slack']);
  slack.faults.add({ on: 'auth.test', does: 'error', error: 'org_login_required' });
  expect(await find({})).toEqual(['Slack']);
  slack.faults.add({ on: 'auth.test', does: 'rate-limit', retryAfter: 1 });
  expect(await find({})).toEqual([]);
  expect(await find({ SLACK_API_URL: `http://127.0.0.1:${await closedPort()}` })).toEqual([
    'Slack',
  ]);
  const { SLACK_SIGNING_SECRET: _, ...bySocket } = over(slack, { SLACK_APP_TOKEN: 'xapp-1-no' });
  const { PORT: __, ...unknown } = bySocket;
  expect(wrongIn(await diagnose(unknown, systemClock))).toEqual(['SLACK_APP_TOKEN']);
});

test('finds scopes of manifest.yml that are not granted', async () => {
  const slack = await localSlackWith(['chat:write', 'commands']);
  const checks = await diagnose(over(slack), systemClock);
  expect(wrongIn(checks)).toEqual(['Scopes']);
  expect(checks.find(({ check }) => check === 'Scopes')?.why).toContain('users:read');
});

test('finds a blocked WebSocket', async () => {
  const slack = await localSlackWith();
  const { port } = await listening(async (request, response) => {
    const name = request.url?.split('/').at(-1) ?? '';
    if (name === 'apps.connections.open')
      return response.end(JSON.stringify({ ok: true, url: `ws://127.0.0.1:${port}/` }));
    const { authorization = '' } = request.headers;
    const headers = { authorization, 'content-type': 'application/x-www-form-urlencoded' };
    const answer = await fetch(`${slack.apiUrl}${name}`, { method: 'POST', headers });
    response.setHeader('x-oauth-scopes', answer.headers.get('x-oauth-scopes') ?? '');
    return response.end(await answer.text());
  });
  const {
    SLACK_SIGNING_SECRET: _,
    PORT: __,
    ...environment
  } = over(slack, {
    SLACK_APP_TOKEN: slack.credentials.appToken,
    SLACK_API_URL: `http://127.0.0.1:${port}/api/`,
  });
  expect(wrongIn(await diagnose(environment, systemClock))).toEqual(['Sockets']);
});

test('finds a proxy that does not answer, and does not blame Slack', async () => {
  const slack = await localSlackWith();
  for (const address of [`http://127.0.0.1:${await closedPort()}`, 'proxy:8080']) {
    const checks = await diagnose(over(slack, { HTTPS_PROXY: address }), systemClock);
    expect(wrongIn(checks)).toEqual(['HTTPS_PROXY']);
  }
});

test('finds content that is broken, and a language without content', async () => {
  const slack = await localSlackWith();
  const folder = newFolder();
  mkdirSync(join(folder, 'en'));
  writeFileSync(join(folder, 'en', 'words.yml'), 'no.such.key: Hello\n');
  const broken = await diagnose(over(slack, { PROMPTS_DIR: folder }), systemClock);
  expect(wrongIn(broken)).toEqual(['Content']);
  for (const LANGUAGE of ['xx', 'xx_YY:en']) {
    const other = await diagnose(over(slack, { LANGUAGE }), systemClock);
    expect(wrongIn(other)).toEqual(['LANGUAGE']);
    expect(other.find(({ check }) => check === 'LANGUAGE')?.why).toMatch(/\bxx\b.*en is used/);
  }
  expect(wrongIn(await diagnose(over(slack, { LANGUAGE: 'en_GB' }), systemClock))).toEqual([]);
  const missing = await diagnose(over(slack, { LANGUAGES: 'en, xx' }), systemClock);
  expect(wrongIn(missing)).toEqual(['LANGUAGES']);
});

test('finds channels and a group that are not there, or channels without the app', async () => {
  const slack = await localSlackWith();
  const authorization = `Bearer ${slack.botToken()}`;
  const answer = await fetch(`${slack.apiUrl}conversations.list`, {
    method: 'POST',
    headers: { authorization },
  });
  const { channels } = (await answer.json()) as {
    readonly channels: readonly { readonly id: string; readonly is_member: boolean }[];
  };
  const id = (isMember: boolean) =>
    channels.find(({ is_member }) => is_member === isMember)?.id ?? '';
  const find = async (settings: Environment) =>
    wrongIn(await diagnose(over(slack, settings), systemClock));
  expect(await find({ CONTENT_CHANNEL: id(true) })).toEqual([]);
  expect(await find({ CONTENT_CHANNEL: id(false) })).toEqual(['CONTENT_CHANNEL']);
  expect(await find({ REPORT_CHANNEL: 'C0NOSUCH' })).toEqual(['REPORT_CHANNEL']);
  expect(await find({ ADMIN_GROUP: '@desk' })).toEqual([]);
  expect(await find({ ADMIN_GROUP: '@nobody' })).toEqual(['ADMIN_GROUP']);
});

test('finds a taken port, unless the app itself has it', async () => {
  const slack = await localSlackWith();
  const { port } = await listening((_, response) => response.end('{"ok":true}'));
  const find = async (settings: Environment) =>
    wrongIn(await diagnose(over(slack, settings), systemClock));
  const taken = String(port);
  expect(await find({ OPS_PORT: taken })).toEqual(['OPS_PORT']);
  expect(await find({ PORT: taken })).toEqual(['PORT']);
  const free = String(await closedPort());
  expect(await find({ PORT: free, OPS_PORT: free })).toEqual(['PORT']);
  let isConnected = true;
  const ops = opsServer({ port: 0 }, { slack: () => isConnected, outbox: () => true });
  await ops.start();
  onTestFinished(() => ops.stop());
  const own = String(ops.port());
  expect(await find({ OPS_PORT: own })).toEqual([]);
  isConnected = false;
  expect(await find({ OPS_PORT: own })).toEqual(['App']);
});

test('finds a store that is away, foreign or can’t be made', async () => {
  const folder = newFolder();
  const file = join(folder, 'note.sqlite');
  writeFileSync(file, 'no database, but long enough to be read as the head of one'.repeat(20));
  const away = `127.0.0.1:${await closedPort()}`;
  for (const url of [
    `postgres://nobody:secret@${away}/care`,
    `redis://:secret@${away}/0`,
    `sqlite:${file}`,
    `sqlite:${join(file, 'store.sqlite')}`,
  ]) {
    const checks = await storeChecks(url, systemClock);
    expect(wrongIn(checks)).toEqual(['Store']);
    expect(JSON.stringify(checks)).not.toContain('secret');
  }
});

test('warns of a store where the first start would begin empty, and creates nothing', async () => {
  const folder = newFolder();
  const find = (url: string) => storeChecks(url, systemClock);
  const isNew = { state: 'ok', why: expect.stringContaining('empty: as at the first start') };
  expect(await find(`sqlite:${join(folder, 'store.sqlite')}`)).toMatchObject([isNew]);
  expect(await find(`sqlite:${join(folder, 'dat', 'store.sqlite')}`)).toMatchObject([
    { state: 'warning', why: expect.stringContaining('dat does not exist') },
  ]);
  writeFileSync(join(folder, 'extra-mile.sqlite'), '');
  expect(await find(`sqlite:${join(folder, 'store.sqlite')}`)).toMatchObject([
    { state: 'warning', why: expect.stringContaining('extra-mile.sqlite does') },
  ]);
  expect(readdirSync(folder)).toEqual(['extra-mile.sqlite']);
  const postgres = await postgresUrl();
  for (let times = 0; times < 2; times += 1)
    expect(await find(postgres)).toMatchObject([
      { state: 'warning', why: expect.stringContaining('has no table extra_mile in the schema') },
    ]);
  const redis = await redisUrl();
  await onRedis((client) => client.set(`${new URL(redis).searchParams.get('prefix')}::x`, '1'));
  expect(wrongIn(await find(`${redis}x`))).toEqual(['Store']);
  expect(JSON.stringify(await find(`${redis}x`))).toContain('of other programs or prefixes');
});
