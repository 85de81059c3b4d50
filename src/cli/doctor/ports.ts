import { once } from 'node:events';
import { createServer } from 'node:net';
import type { Settings } from '../../config.ts';
import { type Check, failed, ok, warning } from './check.ts';

const answerTimeout = 2000; // ms

/** Whether the ports are free, or the app that has them is this one and is ready. */
export async function portChecks({ slack, opsPort }: Settings): Promise<readonly Check[]> {
  const running = await runningApp(opsPort);
  const port = slack.by === 'socket' ? undefined : slack.port;
  const isSame = port !== undefined && port === opsPort && port !== 0;
  return [
    ...(running ? [running] : []),
    ...(isSame ? [failed('PORT', 'is the same as OPS_PORT', 'Give each a port of its own.')] : []),
    ...(isSame || port === undefined ? [] : [await portCheck('PORT', port, running)]),
    await portCheck('OPS_PORT', opsPort, running),
  ];
}

async function portCheck(name: string, port: number, running: Check | undefined): Promise<Check> {
  if (port === 0) return ok(name, '0: any free port');
  const server = createServer();
  try {
    server.listen(port);
    await once(server, 'listening');
    return ok(name, `${port} is free`);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'EADDRINUSE')
      return failed(name, `${port} can’t be opened (${code})`, 'Name a port above 1023.');
    if (running) return ok(name, `${port} is the running app’s`);
    const todo = 'Stop what uses it, or name another port.';
    return failed(name, `${port} is taken by another program`, todo);
  } finally {
    server.close();
  }
}

/** The state of an Extra Mile at this port of this machine, if one is running. */
async function runningApp(opsPort: number): Promise<Check | undefined> {
  const answer = await fetch(`http://127.0.0.1:${opsPort}/readyz`, {
    signal: AbortSignal.timeout(answerTimeout),
  }).catch(() => undefined);
  const found: unknown = await answer?.json().catch(() => undefined);
  if (typeof found !== 'object' || found === null) return undefined;
  if (!('ready' in found && 'outbox' in found)) return undefined;
  const bad = Object.entries(found).flatMap(([name, holds]) =>
    holds === false && name !== 'ready' ? [name] : [],
  );
  if (bad.length === 0) return ok('App', 'is running and ready');
  const why = `is running, but not ready: ${bad.join(', ')}`;
  return warning('App', why, 'See the lines below and its log.');
}
