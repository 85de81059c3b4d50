import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sendText } from './bodies.ts';
import { foreignRequestReason } from './request-origin.ts';

type Route = (request: IncomingMessage, response: ServerResponse) => unknown;
/** The first route whose prefix matches the path is used. */
export type Routes = readonly (readonly [prefix: string, route: Route])[];

/** Listens on the loopback interface only, because there is no login: a client can be any user. */
export async function listen(port: number): Promise<{ server: Server; url: string }> {
  const server = createServer();
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once('error', reject);
  server.listen(port, '127.0.0.1', resolve);
  await promise;
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

/** Every answer has the `Date` of the local Slack’s own clock. */
export function serve(
  server: Server,
  routes: Routes,
  { log, now }: { readonly log: (line: string) => void; readonly now: () => number },
): void {
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    // Another site must not show the page in a frame and lead clicks onto its buttons.
    response.setHeader('x-frame-options', 'DENY');
    response.setHeader('content-security-policy', "frame-ancestors 'none'");
    response.setHeader('date', new Date(now()).toUTCString());
    const foreign = foreignRequestReason(request);
    if (foreign) {
      log(`${request.method} ${request.url}: refused, ${foreign}`);
      sendText(response, 403, `Refused: ${foreign}`);
      return;
    }
    const path = request.url ?? '';
    const route = routes.find(([prefix]) => path.startsWith(prefix))?.[1];
    Promise.try(() => route?.(request, response)).catch((error: unknown) => {
      log(`${request.method} ${path}: ${error instanceof Error ? error.stack : String(error)}`);
      if (!response.headersSent) sendText(response, 500, 'The local Slack failed; see its log');
    });
  });
}
