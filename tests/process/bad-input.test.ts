import { request as httpRequest } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type LocalSlack, localSlack } from '../../playground/server/local-slack.ts';
import { eventually } from '../eventually.ts';
import { careForm, signed } from '../signing.ts';
import { manifest } from '../stories/extra-mile.ts';
import { type AppProcess, appProcess } from './app-process.ts';

let slack: LocalSlack;
beforeAll(async () => {
  slack = await localSlack({ manifest });
});
afterAll(() => slack.close());

/** The process's memory after a garbage collection, in megabytes. */
async function memory(app: AppProcess): Promise<number> {
  const said = () => app.lines().filter(({ msg }) => msg === 'memory');
  const before = said().length;
  app.child.kill('SIGUSR2');
  await eventually(() => expect(said().length).toBe(before + 1));
  return Number(said().at(-1)?.used);
}

/** Sends a raw path, which URL and fetch would normalise. */
function get(port: number, path: string): Promise<number> {
  return new Promise((resolve, reject) => {
    httpRequest({ port, path, host: '127.0.0.1' }, (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    })
      .on('error', reject)
      .end();
  });
}

/** The tests that take minutes make more. */
const requests = Number(process.env.REQUESTS ?? 800);
const warmUp = requests / 2;

test('answers bad requests with 4xx at constant memory', async () => {
  const { signingSecret } = slack.credentials;
  const app = appProcess(
    {
      SLACK_API_URL: slack.apiUrl,
      SLACK_BOT_TOKEN: slack.botToken(),
      SLACK_SIGNING_SECRET: signingSecret,
    },
    { args: ['--expose-gc', '--import', './tests/process/memory-probe.ts', 'src/main.js'] },
  );
  const { port, opsPort } = (await app.says('ready')) as unknown as {
    port: number;
    opsPort: number;
  };
  const url = `http://127.0.0.1:${port}/slack/events`;
  const form = careForm('Mrs Miller');
  const now = Date.now();
  const by = (body: string, type?: string, secret = signingSecret, shift = 0) => ({
    body,
    headers: signed(body, now + shift, type, secret),
  });
  const bad = [
    by(form, undefined, 'not the secret of this app'),
    by(form, undefined, signingSecret, -400_000),
    by(form, undefined, signingSecret, 400_000),
    by(form, 'text/xml'),
    by('{"type"', 'application/json'),
    by('null', 'application/json'),
    by('payload=null'),
    by(careForm('x', '/elsewhere')),
  ];
  const flood = async (count: number) => {
    const statuses = new Set<number>();
    const lane = async (start: number) => {
      for (let index = start; index < count; index += 8) {
        const answer = await fetch(url, { method: 'POST', ...bad[index % bad.length] });
        await answer.arrayBuffer();
        statuses.add(answer.status);
      }
    };
    await Promise.all(Array.from({ length: 8 }, (_, start) => lane(start)));
    return [...statuses].sort((a, b) => a - b);
  };
  const large = { method: 'POST', ...by('x'.repeat(5 * 1024 * 1024)) };
  const tooLarge = async () => {
    const answer = await fetch(url, large);
    await answer.arrayBuffer();
    return answer.status;
  };

  // Its memory stays.
  await app.says('search prepared');
  expect(await flood(warmUp)).toEqual([400, 401, 404, 415]);
  const before = await memory(app);
  expect(await flood(requests)).toEqual([400, 401, 404, 415]);
  for (let index = 0; index < 20; index += 1) expect(await tooLarge()).toBe(413);
  // Buffers of the large bodies may need another collection.
  await eventually(async () => expect((await memory(app)) - before).toBeLessThan(5));

  expect(await get(port, '//')).toBe(404);
  expect(await get(opsPort, '//')).toBe(404);
  expect(await get(Number(new URL(slack.url).port), '//')).toBeGreaterThanOrEqual(400);
  expect(app.child.exitCode).toBe(null);
  const refusals = () => app.lines().filter(({ msg }) => msg === 'request refused');
  await eventually(() => expect(refusals().length).toBeGreaterThanOrEqual(requests));
  expect(app.out()).not.toMatch(/Miller|v0=|xoxb/);
  const good = by(form);
  expect((await fetch(url, { method: 'POST', ...good })).status).toBe(200);
}, 120_000);

test('answers ways back from Slack that it did not begin with 4xx at constant memory', async () => {
  const { signingSecret, clientId, clientSecret } = slack.credentials;
  const app = appProcess(
    {
      SLACK_API_URL: slack.apiUrl,
      SLACK_SIGNING_SECRET: signingSecret,
      SLACK_CLIENT_ID: clientId,
      SLACK_CLIENT_SECRET: clientSecret,
      SLACK_STATE_SECRET: 'a secret of at least 16 characters',
      TOKEN_KEY: Buffer.alloc(32, 7).toString('base64'),
    },
    { args: ['--expose-gc', '--import', './tests/process/memory-probe.ts', 'src/main.js'] },
  );
  const { port } = (await app.says('ready')) as unknown as { port: number };
  const url = `http://127.0.0.1:${port}/slack`;
  const begun = await fetch(`${url}/install`, { redirect: 'manual' });
  const [cookie = ''] = (begun.headers.get('set-cookie') ?? '').split(';', 1);
  const state = new URL(begun.headers.get('location') ?? '').searchParams.get('state') ?? '';
  const ways = [
    ...['', '?code=x', `?state=${state}`, `?code=x&state=${state}x`, '?code=x&state=a.b.c'],
    ...['?error=access_denied', `?code=${'x'.repeat(4000)}&state=x`],
  ];
  const flood = async (count: number) => {
    const statuses = new Set<number>();
    const lane = async (start: number) => {
      for (let index = start; index < count; index += 8) {
        const headers = index % 2 === 0 ? { cookie } : {};
        const way = `${url}/oauth_redirect${ways[index % ways.length]}`;
        const answer = await fetch(way, { headers });
        await answer.arrayBuffer();
        statuses.add(answer.status);
      }
    };
    await Promise.all(Array.from({ length: 8 }, (_, start) => lane(start)));
    return [...statuses].filter((status) => status < 400 || status >= 500);
  };
  await app.says('search prepared');
  expect(await flood(warmUp)).toEqual([]);
  const before = await memory(app);
  expect(await flood(requests)).toEqual([]);
  await eventually(async () => expect((await memory(app)) - before).toBeLessThan(5));
  expect(app.child.exitCode).toBe(null);
  expect(slack.traffic.filter(({ name }) => name === 'oauth.v2.access')).toEqual([]);
}, 120_000);
