import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { botToken, signedCommand, signingSecret } from './signing.ts';

export type Target = {
  readonly name: string;
  /** `answersFile` has the app's answers as JSON, by what was typed. */
  readonly start: (slackApiUrl: string, answersFile: string) => Promise<Running>;
};

export type Running = {
  readonly url: string;
  readonly pid: number;
  /** Milliseconds from starting the process to its first answer to a signed command. */
  readonly readyMs: number;
  readonly stop: () => Promise<void>;
};

const file = (path: string) => fileURLToPath(new URL(path, import.meta.url));

type Settings = Readonly<Record<string, string>>;

const extraMile = (name: string, settings: Settings = { SLACK_BOT_TOKEN: botToken }): Target => ({
  name,
  start: (slackApiUrl) =>
    run([file('../src/main.js')], (port) => ({
      NODE_ENV: 'production',
      PORT: String(port),
      OPS_PORT: '0',
      STORE_URL: `sqlite:${join(tmpdir(), `bench-${process.pid}`, 'store.sqlite')}`,
      SLACK_API_URL: slackApiUrl,
      SLACK_SIGNING_SECRET: signingSecret,
      ...settings,
    })),
});

export const app = extraMile('Extra Mile');

export const appWithMetrics = extraMile('with METRICS=on', {
  SLACK_BOT_TOKEN: botToken,
  METRICS: 'on',
});

/** The app in the workspaces whose installations are in a store. */
export const oauthApp = (storeUrl: string, tokenKey: string, settings: Settings = {}): Target =>
  extraMile('Extra Mile', {
    ...settings,
    STORE_URL: storeUrl,
    SLACK_CLIENT_ID: '1.2',
    SLACK_CLIENT_SECRET: signingSecret,
    SLACK_STATE_SECRET: signingSecret,
    TOKEN_KEY: tokenKey,
  });

/** What the ratios are of. */
export const [answeringBolt, bareBolt] = ['Bolt, same answers', 'bare Bolt'];

export const targets: readonly Target[] = [
  app,
  {
    name: answeringBolt,
    start: (url, answers) =>
      run([file('targets/answering-bolt.ts'), '{port}', url, answers], () => ({})),
  },
  {
    name: bareBolt,
    start: (url) => run([file('targets/bare-bolt.ts'), '{port}', url], () => ({})),
  },
  { name: 'floor', start: () => run([file('targets/floor.ts'), '{port}'], () => ({})) },
];

async function run(
  args: readonly string[],
  environment: (port: number) => Record<string, string>,
): Promise<Running> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const started = performance.now();
  const child = spawn(
    process.execPath,
    args.map((argument) => argument.replace('{port}', String(port))),
    {
      env: { PATH: process.env.PATH, ...environment(port) },
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  );
  await firstAnswer(url, child);
  return {
    url,
    pid: child.pid ?? 0,
    readyMs: performance.now() - started,
    stop: async () => {
      child.kill();
      await once(child, 'exit');
    },
  };
}

async function firstAnswer(url: string, child: ChildProcess): Promise<void> {
  const { path, ...request } = signedCommand('patience');
  while (child.exitCode === null) {
    const answer = await fetch(url + path, request).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  throw new Error('the target ended before it answered');
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
