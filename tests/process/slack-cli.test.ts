import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { delimiter, resolve } from 'node:path';
import { promisify } from 'node:util';
import { load } from 'js-yaml';
import { expect, onTestFinished, test } from 'vitest';
import { localSlack } from '../../playground/server/local-slack.ts';
import { manifest } from '../stories/extra-mile.ts';

type HooksFile = {
  readonly hooks: { readonly 'get-manifest': string; readonly start: string };
  readonly config: object;
};

const { hooks, config } = JSON.parse(readFileSync('.slack/hooks.json', 'utf8')) as HooksFile;
const path = [resolve('node_modules/.bin'), process.env.PATH].join(delimiter);

/** Slack's CLI joins the words of a hook by single spaces and gives them to the person's shell. */
const shellOf = (hook: string): [string, string[]] => ['bash', ['-c', hook.split(/\s+/).join(' ')]];

test('Slack’s CLI leaves the connection to the app', () => {
  // Its parser takes a boolean only, and refuses the whole file for the text "true".
  expect(config).toMatchObject({ 'sdk-managed-connection-enabled': true });
});

test('get-manifest prints manifest.yml as JSON and nothing else', async () => {
  const { stdout } = await promisify(execFile)(...shellOf(hooks['get-manifest']), {
    env: { PATH: path },
  });
  expect(JSON.parse(stdout)).toEqual(load(readFileSync('manifest.yml', 'utf8')));
});

test('start runs the app with the tokens handed over, until it is interrupted', async () => {
  const slack = await localSlack({ manifest });
  onTestFinished(() => slack.close());
  const tokens = {
    SLACK_BOT_TOKEN: slack.botToken(),
    SLACK_APP_TOKEN: slack.credentials.appToken,
  };
  const child = spawn(...shellOf(hooks.start), {
    env: {
      PATH: path,
      SLACK_API_URL: slack.apiUrl,
      SLACK_CLI_XOXB: tokens.SLACK_BOT_TOKEN,
      SLACK_CLI_XAPP: tokens.SLACK_APP_TOKEN,
      ...tokens,
      OPS_PORT: '0',
      STORE_URL: 'memory:',
    },
    stdio: ['ignore', 'pipe', 'ignore'],
    detached: true,
  });
  const closed = once(child.stdout, 'close');
  onTestFinished(() => {
    // Whatever is left of the shell, npm and the app.
    if (!child.stdout.closed) process.kill(-(child.pid ?? 0), 'SIGKILL');
  });
  for await (const chunk of child.stdout.iterator({ destroyOnReturn: false }))
    if (String(chunk).includes('"ready"')) break;
  child.stdout.resume();
  await slack.person('ana').send('general', '/care patience');
  expect(slack.person('ana').reads('general').at(-1)?.text).toContain('Patience');
  // As Slack's CLI does before it starts a changed app again; npm would not pass it on to the app.
  child.kill('SIGINT');
  // It ends when the app, which holds the other end, has.
  await closed;
});
