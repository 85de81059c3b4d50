import { once } from 'node:events';
import { connect } from 'node:net';
import { Problems } from '../../problems.ts';
import { proxiesOf, setUpProxy } from '../../slack/api/proxy.ts';
import { type Check, failed, ok } from './check.ts';

const connectTimeout = 3000; // ms

/** Also sends all further calls of this process through the proxy, if it answers. */
export async function proxyChecks(
  environment: Readonly<Record<string, string | undefined>>,
): Promise<readonly Check[]> {
  try {
    const checks = await Promise.all(proxiesOf(environment).map(proxyCheck));
    if (checks.every(({ state }) => state === 'ok')) setUpProxy(environment);
    return checks.length > 0 ? checks : [ok('Proxy', 'none is set; Slack is called directly')];
  } catch (error) {
    if (!(error instanceof Problems)) throw error;
    return error.problems.map(({ field, reason }) => failed(field, reason, 'Correct it.'));
  }
}

async function proxyCheck({ name, url }: { readonly name: string; readonly url: URL }) {
  const port = Number(url.port) || (url.protocol === 'https:' ? 443 : 80);
  const socket = connect({ host: url.hostname, port });
  try {
    await once(socket, 'connect', { signal: AbortSignal.timeout(connectTimeout) });
    return ok(name, `${url.hostname}:${port} answers`);
  } catch (error) {
    const { code = 'no answer' } = error as NodeJS.ErrnoException;
    const why = `nothing answers at ${url.hostname}:${port} (${code})`;
    return failed(name, why, 'Correct the address, or start the proxy.');
  } finally {
    socket.destroy();
  }
}
