import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Conditions for receiving traffic, by name. */
export type Readiness = Readonly<Record<string, () => boolean>>;

/** A page of text and its content type. */
type Page = { readonly type: string; readonly text: string };

export type OpsServer = {
  readonly start: () => Promise<void>;
  readonly stop: () => Promise<void>;
  readonly port: () => number;
};

/**
 * On a port of its own: `/healthz` answers while the process lives, `/readyz` is 200 only while it
 * is ready, and also has the `details`; `/metrics` is there if there are any. Without a `host` it
 * listens on all interfaces, as probes come from other machines.
 */
export function opsServer(
  { port, host }: { readonly port: number; readonly host?: string | undefined },
  readiness: Readiness,
  {
    details = () => ({}),
    metrics,
  }: { readonly details?: () => object; readonly metrics?: (() => Promise<Page>) | undefined } = {},
): OpsServer {
  const server = createServer((request, response) => {
    const send = (status: number, { type, text }: Page) => {
      response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' });
      response.end(request.method === 'HEAD' ? '' : text);
    };
    const reply = (status: number, body: object) =>
      send(status, { type: 'application/json', text: JSON.stringify(body) });
    request.resume();
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return reply(405, { error: 'method not allowed' });
    switch (request.url?.split('?', 1)[0]) {
      case '/healthz':
        return reply(200, { ok: true });
      case '/readyz': {
        const checks = Object.entries(readiness).map(([name, holds]) => [name, holds()] as const);
        const ready = checks.every(([, holds]) => holds);
        return reply(ready ? 200 : 503, { ready, ...Object.fromEntries(checks), ...details() });
      }
      case '/metrics':
        if (!metrics) return reply(404, { error: 'METRICS is off' });
        return void metrics().then(
          (page) => send(200, page),
          () => reply(500, { error: 'the metrics could not be read' }),
        );
      default:
        return reply(404, { error: 'not found' });
    }
  });
  server.requestTimeout = 5000;
  server.headersTimeout = 5000;
  return {
    start: async () => {
      server.listen(port, host);
      await once(server, 'listening');
    },
    stop: async () => {
      server.close();
      server.closeAllConnections();
    },
    port: () => (server.address() as AddressInfo).port,
  };
}
