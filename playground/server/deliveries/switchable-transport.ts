import type { Transport } from './delivery.ts';
import { httpTransport } from './http-transport.ts';
import type { SocketTransport } from './socket-transport.ts';

/** Delivers over the app's sockets or to its request URL, never both. */
export function switchableTransport(
  sockets: SocketTransport,
  signingSecret: string,
  requestUrl: string | undefined,
) {
  let http = requestUrl === undefined ? undefined : httpTransport(requestUrl, signingSecret);
  return {
    current: (): Transport => http?.send ?? sockets.send,
    deliverTo: (url: string): void => {
      http?.close();
      http = httpTransport(url, signingSecret);
      sockets.disconnect('link_disabled');
    },
    /** Always true with a request URL: there is no connection to look at. */
    isConnected: (): boolean => http !== undefined || sockets.count() > 0,
    close: (): void => http?.close(),
  };
}
