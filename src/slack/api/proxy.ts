import { setGlobalProxyFromEnv } from 'node:http';
import { Problems } from '../../problems.ts';

const proxyVariables = ['https_proxy', 'HTTPS_PROXY', 'http_proxy', 'HTTP_PROXY'] as const;

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Sends all calls to Slack through the proxy that the environment names: HTTPS_PROXY, HTTP_PROXY
 * and NO_PROXY, as other programs read them. False without one. Throws `Problems` for an address
 * that is no URL.
 */
export function setUpProxy(environment: Environment): boolean {
  const set = proxyVariables.filter((name) => environment[name]);
  const wrong = set.filter((name) => !/^https?:$/.test(protocolOf(environment[name] ?? '')));
  if (wrong.length > 0) {
    const reason = 'must be the URL of a proxy, such as http://proxy.example.com:8080';
    throw new Problems(wrong.map((field) => ({ place: 'settings', field, reason })));
  }
  if (set.length === 0) return false;
  setGlobalProxyFromEnv({ ...environment });
  return true;
}

/** The way through the same proxy for WebSockets, which Slack's library opens by itself. */
export async function proxyDispatcher() {
  const { EnvHttpProxyAgent } = await import('undici');
  return new EnvHttpProxyAgent({ proxyTunnel: true });
}

function protocolOf(url: string): string {
  return URL.canParse(url) ? new URL(url).protocol : '';
}
