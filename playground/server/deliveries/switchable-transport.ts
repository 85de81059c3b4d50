import type { Transport } from './delivery.ts';
import { httpTransport } from './http-transport.ts';
import type { Sockets } from './socket-transport.ts';

/** An app has one way at a time: its sockets, or its request URL. */
export function switchableTransport(
  sockets: Sockets,
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
    /** With a request URL nobody knows before asking. */
    isConnected: (): boolean => http !== undefined || sockets.count() > 0,
    close: (): void => http?.close(),
  };
}
