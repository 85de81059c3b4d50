import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, existsSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { createClient } from '@redis/client';
import pg from 'pg';

/** An empty server that can be stopped and started; the caller stops it in the end. */
export type OwnServer = {
  readonly url: string;
  readonly start: () => Promise<void>;
  /** Stops it cleanly, or kills it like a power cut. */
  readonly stop: (how: 'in order' | 'at once') => Promise<void>;
  /** Suspends and resumes it. */
  readonly freeze: () => void;
  readonly thaw: () => void;
};

/** Redis that writes every change to the disk before it acknowledges it. */
export async function ownRedis(): Promise<OwnServer> {
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), 'redis-'));
  const durable = ['--appendonly', 'yes', '--appendfsync', 'always', '--save', ''];
  const command = ['redis-server', '--port', String(port), '--dir', folder, ...durable];
  const url = `redis://127.0.0.1:${port}/0`;
  return server(url, command, ['SIGTERM', 'SIGKILL'], async () => {
    const client = createClient({ url, socket: { reconnectStrategy: false } });
    client.on('error', () => {});
    await client.connect();
    await client.ping();
    client.destroy();
  });
}

/** Postgres with its defaults, under which a commit is on the disk before it is acknowledged. */
export async function ownPostgres(): Promise<OwnServer> {
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), 'postgres-'));
  // Postgres refuses to run as root.
  const asRoot = process.getuid?.() === 0;
  const ids = ['-u', '-g'].map((flag) =>
    Number(execFileSync('id', [flag, asRoot ? 'postgres' : String(process.getuid?.())])),
  );
  const under = asRoot
    ? ['setpriv', `--reuid=${ids[0]}`, `--regid=${ids[1]}`, '--clear-groups']
    : [];
  if (asRoot) chownSync(folder, ids[0] ?? 0, ids[1] ?? 0);
  chmodSync(folder, 0o700);
  const [init = '', ...initArgs] = [
    ...under,
    ...[
      postgresProgram('initdb'),
      '-D',
      folder,
      '-U',
      'postgres',
      '-A',
      'trust',
      '-E',
      'UTF8',
      '--no-sync',
    ],
  ];
  execFileSync(init, initArgs, { stdio: 'ignore' });
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`;
  const listen = ['-p', String(port), '-k', folder, '-c', 'listen_addresses=127.0.0.1'];
  const command = [...under, postgresProgram('postgres'), '-D', folder, ...listen];
  return server(url, command, ['SIGINT', 'SIGQUIT'], async () => {
    const client = new pg.Client({ connectionString: url });
    client.on('error', () => {});
    await client.connect();
    await client.query('SELECT 1');
    await client.end();
  });
}

async function server(
  url: string,
  [program = '', ...args]: readonly string[],
  [inOrder, atOnce]: readonly [NodeJS.Signals, NodeJS.Signals],
  answers: () => Promise<void>,
): Promise<OwnServer> {
  let child: ChildProcess | undefined;
  const end = async (signal: NodeJS.Signals) => {
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGCONT');
    child.kill(signal);
    await ended;
  };
  const start = async () => {
    child = spawn(program, args, { stdio: 'ignore' });
    while (
      !(await answers().then(
        () => true,
        () => false,
      ))
    ) {
      if (child.exitCode !== null) throw new Error(`${program} ended at its start`);
      await pause(20);
    }
  };
  await start();
  return {
    url,
    start,
    stop: (how) => end(how === 'in order' ? inOrder : atOnce),
    freeze: () => signalAll(child?.pid, 'SIGSTOP'),
    thaw: () => signalAll(child?.pid, 'SIGCONT'),
  };
}

/** Postgres has one process per connection; all must be suspended. */
function signalAll(pid: number | undefined, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ');
  for (const each of [pid, ...children.filter(Boolean).map(Number)]) process.kill(each, signal);
}

/** The path of a program of Postgres, of the newest version here. */
export function postgresProgram(name: string): string {
  const versions = '/usr/lib/postgresql';
  if (!existsSync(versions)) return name;
  const newest = readdirSync(versions).toSorted((a, b) => Number(b) - Number(a))[0] ?? '';
  return join(versions, newest, 'bin', name);
}

// Each process begins elsewhere, so that two of them do not probe the same ports.
let nextPort = 20_000 + ((process.pid * 7) % 10_000);

/** Below the ephemeral range, so that no outgoing connection takes it while the server is down. */
async function freePort(): Promise<number> {
  for (;;) {
    nextPort += 1;
    const probe = createServer().listen(nextPort, '127.0.0.1');
    const isFree = await once(probe, 'listening').then(
      () => true,
      () => false,
    );
    if (!isFree) continue;
    probe.close();
    await once(probe, 'close');
    return nextPort;
  }
}
