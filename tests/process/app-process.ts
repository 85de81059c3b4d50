import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { onTestFinished } from 'vitest';
import { eventually } from '../eventually.ts';

const { PATH, NODE_COMPILE_CACHE } = process.env;

/** What a process gets apart from its settings. */
export const bareEnvironment = { PATH, NODE_COMPILE_CACHE };

export type AppProcess = {
  readonly child: ChildProcess;
  readonly out: () => string;
  readonly err: () => string;
  /** The log's lines so far, each parsed. */
  readonly lines: () => { readonly [field: string]: unknown }[];
  /** Resolves with the log line with this `message`. */
  readonly says: (message: string) => Promise<{ readonly [field: string]: unknown }>;
  /** Resolves with the exit code when all output has arrived. */
  readonly ended: Promise<number | null>;
};

/**
 * The app as its own process until the test ends, with these settings and no others; `under` is a
 * command that runs another.
 */
export function appProcess(
  settings: Readonly<Record<string, string>>,
  {
    cwd = process.cwd(),
    args = ['src/main.js'],
    under = [],
  }: { cwd?: string; args?: readonly string[]; under?: readonly string[] } = {},
): AppProcess {
  const [command = '', ...rest] = [...under, process.execPath, ...args];
  const child = spawn(command, rest, {
    cwd,
    env: {
      ...bareEnvironment,
      ...{ OPS_PORT: '0', PORT: '0', STORE_URL: 'memory:', ...settings },
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  });
  const [out, err] = [collected(child.stdout), collected(child.stderr)];
  // The last line may have arrived in part.
  const lines = () =>
    out()
      .slice(0, out().lastIndexOf('\n') + 1)
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .map((line) => JSON.parse(line) as { readonly [field: string]: unknown });
  return {
    child,
    out,
    err,
    lines,
    says: (message) =>
      eventually(() => {
        const line = lines().find(({ msg }) => msg === message);
        if (!line) throw new Error(`not logged so far: ${message}\n${out()}${err()}`);
        return line;
      }),
    ended: once(child, 'close').then(([code]) => code as number | null),
  };
}

function collected(stream: NodeJS.ReadableStream | null): () => string {
  let text = '';
  stream?.on('data', (chunk) => {
    text += String(chunk);
  });
  return () => text;
}
