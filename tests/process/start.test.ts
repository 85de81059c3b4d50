import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type LocalSlack, localSlack } from '../../playground/server/local-slack.ts';
import { closedPort } from '../closed-port.ts';
import { ownFiles } from '../content/files.ts';
import { manifest } from '../stories/extra-mile.ts';
import { appProcess } from './app-process.ts';
import { companyFolder } from './company-folder.ts';

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
const http = () => ({
  SLACK_API_URL: slack.apiUrl,
  SLACK_BOT_TOKEN: slack.botToken(),
  SLACK_SIGNING_SECRET: slack.credentials.signingSecret,
});

const patience = ownFiles.get('skills/patience.md') ?? '';

test('reports bad settings and bad content together and exits with 1', async () => {
  const folder = await companyFolder({
    'skills/patience.md': patience.replace('title: Patience', 'titel: Patience'),
    'words.yml': 'menu: [',
  });
  const app = appProcess({ SLACK_BOT_TOKEN: 'wrong', PORT: 'x', PROMPTS_DIR: folder });
  expect(await app.ended).toBe(1);
  expect(app.err()).toMatch(/^Extra Mile cannot start:\n/);
  for (const problem of [
    'settings: SLACK_BOT_TOKEN: must begin with xoxb-',
    'settings: PORT: must be a port number',
    `${folder}/en/skills/patience.md: does not belong here: titel`,
    `${folder}/en/words.yml: `,
  ]) {
    expect(app.err()).toContain(`  ${problem}`);
  }
  expect(app.err()).not.toMatch(/ {4}at |wrong/);
  expect(app.out()).toBe('');
});

test('requires credentials in production', async () => {
  const app = appProcess({ NODE_ENV: 'production' });
  expect(await app.ended).toBe(1);
  expect(app.err()).toContain('settings: SLACK_BOT_TOKEN: is missing');
});

test('exits with 1 and one clear line for a refused bot token', async () => {
  const app = appProcess({ ...socket(), SLACK_BOT_TOKEN: 'xoxb-0-unknown' });
  expect(await app.ended).toBe(1);
  expect(app.err()).toBe(
    'Extra Mile cannot start:\n  settings: SLACK_BOT_TOKEN: Slack refuses this token (invalid_auth); copy it again from the app’s Install App page\n',
  );
});

test('exits with 1 and one clear line for a refused app-level token', async () => {
  const app = appProcess({ ...socket(), SLACK_APP_TOKEN: 'xapp-0-unknown' });
  expect(await app.ended).toBe(1);
  expect(app.err()).toContain('settings: SLACK_APP_TOKEN: Slack refuses this token (invalid_auth)');
});

test('names the network and the settings to check when Slack cannot be reached', async () => {
  const app = appProcess({
    ...socket(),
    SLACK_API_URL: `http://127.0.0.1:${await closedPort()}/api/`,
  });
  expect(await app.ended).toBe(1);
  expect(app.err()).toMatch(
    /^Extra Mile cannot start: Slack cannot be reached.*SLACK_API_URL.*\n$/,
  );
});

test('exits with 0 on SIGTERM before it is ready', async () => {
  const silent = createServer();
  silent.listen(0, '127.0.0.1');
  await once(silent, 'listening');
  const asked = once(silent, 'request');
  const { port } = silent.address() as AddressInfo;
  const app = appProcess({ ...socket(), SLACK_API_URL: `http://127.0.0.1:${port}/api/` });
  await asked;
  app.child.kill('SIGTERM');
  expect(await app.ended).toBe(0);
  silent.close();
});

test('exits with 1 and one clear line for a taken port', async () => {
  const other = createServer().listen(0);
  const { port } = other.address() as AddressInfo;
  const app = appProcess({ ...http(), PORT: String(port) });
  expect(await app.ended).toBe(1);
  expect(app.err()).toMatch(/^Extra Mile cannot start: .*EADDRINUSE.*\n$/);
  other.close();
});

test.each(['SIGTERM', 'SIGINT'] as const)('exits with 0 on %s', async (signal) => {
  const app = appProcess(socket());
  await app.says('ready');
  app.child.kill(signal);
  expect(await app.ended).toBe(0);
});

test('stops when the npm that started it is ended', async () => {
  const npm = ['sh', '-c', '"$@"; exit', 'sh'];
  const app = appProcess({ ...socket(), npm_lifecycle_event: 'start' }, { under: npm });
  await app.says('ready');
  app.child.kill('SIGTERM');
  await app.ended;
  expect(app.lines().at(-1)).toMatchObject({ msg: 'stopping', signal: 'npm ended' });
});

test('starts a playground without credentials, and adds itself to a workspace and an organisation', async () => {
  const app = appProcess({});
  await app.says('ready');
  const url = /Open (http:\/\/127\.0\.0\.1:\d+)/.exec(app.out())?.[1];
  const act = async (team: string, act: object) => {
    const answer = await fetch(`${url}/_/act`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ team, act }),
    });
    return answer.json();
  };
  expect(await act('Lighthouse Hotel', { type: 'add-app' })).toEqual({ ok: true });
  expect(await act('Ferry Terminal', { type: 'add-app' })).toEqual({ ok: true });
  for (const team of ['Harbor & Co.', 'Lighthouse Hotel', 'Ferry Terminal', 'Ferry Crew']) {
    const response = await fetch(`${url}/_/stream?${new URLSearchParams({ team })}`);
    const reader = response.body?.getReader();
    const { value } = (await reader?.read()) ?? {};
    expect(Buffer.from(value ?? []).toString()).toContain('"connected":true,"installed":true');
    await reader?.cancel();
  }
  expect(app.out()).not.toMatch(/xoxb/);
});

test('finishes an answer in flight on SIGTERM', async () => {
  const app = appProcess(socket());
  await app.says('ready');
  const ana = slack.person('ana');
  slack.faults.add({ on: 'chat.postEphemeral', does: 'delay', ms: 300 });
  await ana.send('general', '@Extra Mile patience');
  await slack.until(() => slack.traffic.some(({ name }) => name === 'app_mention'));
  app.child.kill('SIGTERM');
  expect(await app.ended).toBe(0);
  expect(ana.reads('general').some(({ text }) => text.includes('Skill 12 of 16'))).toBe(true);
});

test('logs JSON lines without tokens, secrets or people’s words', async () => {
  const app = appProcess({ ...http(), LOG_LEVEL: 'debug' });
  const { port } = await app.says('ready');
  slack.deliverTo(`http://127.0.0.1:${port}/slack/events`);
  await slack.person('ana').send('general', '/care Mrs Miller is furious');
  expect(await app.says('request')).toMatchObject({
    what: 'care search',
    outcome: 'answered',
    ms: expect.any(Number),
  });
  expect(app.out()).not.toMatch(/xoxb|xapp|Miller|furious/);
  expect(app.out()).not.toContain(slack.credentials.signingSecret);
});
