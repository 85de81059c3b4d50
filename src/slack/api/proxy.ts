import { setGlobalProxyFromEnv } from 'node:http';
import { Problems } from '../../problems.ts';

const proxyVariables = ['https_proxy', 'HTTPS_PROXY', 'http_proxy', 'HTTP_PROXY'] as const;

type Environment = Readonly<Record<string, string | undefined>>;

/** The proxies that the environment names. Throws `Problems` for an address that is no URL. */
export function proxiesOf(
  environment: Environment,
): readonly { readonly name: string; readonly url: URL }[] {
  const set = proxyVariables.flatMap((name) => {
    const address = environment[name];
    return address ? [{ name, url: URL.parse(address) }] : [];
  });
  const proxies = set.flatMap(({ name, url }) =>
    url && /^https?:$/.test(url.protocol) ? [{ name, url }] : [],
  );
  if (proxies.length === set.length) return proxies;
  const reason = 'must be the URL of a proxy, such as http://proxy.example.com:8080';
  const wrong = set.filter(({ name }) => !proxies.some((proxy) => proxy.name === name));
  throw new Problems(wrong.map(({ name }) => ({ place: 'settings', field: name, reason })));
}

/**
 * Sends all calls to Slack through the proxy that the environment names: HTTPS_PROXY, HTTP_PROXY
 * and NO_PROXY, as other programs read them. False without one. Throws as `proxiesOf` does.
 */
export function setUpProxy(environment: Environment): boolean {
  if (proxiesOf(environment).length === 0) return false;
  setGlobalProxyFromEnv({ ...environment });
  return true;
}

/** The way through the same proxy for WebSockets, which Slack's library opens by itself. */
export async function proxyDispatcher() {
  const { EnvHttpProxyAgent } = await import('undici');
  return new EnvHttpProxyAgent({ proxyTunnel: true });
}
