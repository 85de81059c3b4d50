import { proxyDispatcher } from './proxy.ts';

const openTimeout = 5000; // ms

/**
 * Whether a WebSocket opens at an address that Slack gave. It is closed at once, before Slack's
 * hello, because after that Slack would send it requests.
 */
export async function opensSocket(url: string): Promise<boolean> {
  const { WebSocket } = await import('undici');
  const socket = new WebSocket(url, { dispatcher: await proxyDispatcher() });
  const opened = Promise.withResolvers<boolean>();
  socket.addEventListener('open', () => opened.resolve(true));
  socket.addEventListener('error', () => opened.resolve(false));
  socket.addEventListener('close', () => opened.resolve(false));
  const timer = setTimeout(() => opened.resolve(false), openTimeout);
  const isOpen = await opened.promise;
  clearTimeout(timer);
  socket.close();
  return isOpen;
}
