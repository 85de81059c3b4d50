import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What has to hold before traffic should come here, by name. */
export type Readiness = Readonly<Record<string, () => boolean>>;

export type OpsServer = {
  readonly start: () => Promise<void>;
  readonly stop: () => Promise<void>;
  readonly port: () => number;
};

/** `/healthz` answers as long as the process lives, `/readyz` only while all of `readiness` holds. On a port of its own. */
export function opsServer(port: number, readiness: Readiness): OpsServer {
  const server = createServer((request, response) => {
    const say = (status: number, body: object) => {
      response.writeHead(status, {
        'content-type': 'application/json',
        'cache-control': 'no-store',
      });
      response.end(request.method === 'HEAD' ? '' : JSON.stringify(body));
    };
    request.resume();
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return say(405, { error: 'only GET' });
    switch (request.url?.split('?', 1)[0]) {
      case '/healthz':
        return say(200, { ok: true });
      case '/readyz': {
        const checks = Object.entries(readiness).map(([name, holds]) => [name, holds()] as const);
        const ready = checks.every(([, holds]) => holds);
        return say(ready ? 200 : 503, { ready, ...Object.fromEntries(checks) });
      }
      default:
        return say(404, { error: 'no such path' });
    }
  });
  server.requestTimeout = 5000;
  server.headersTimeout = 5000;
  return {
    start: async () => {
      server.listen(port);
      await once(server, 'listening');
    },
    stop: async () => {
      server.close();
      server.closeAllConnections();
    },
    port: () => (server.address() as AddressInfo).port,
  };
}
