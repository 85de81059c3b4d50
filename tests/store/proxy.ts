import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

export type ServerProxy = {
  /** The address through the proxy. */
  readonly url: string;
  /** Closes every connection and accepts no new one. */
  readonly cut: () => Promise<void>;
  readonly mend: () => Promise<void>;
  /** Leads new connections to another server; open ones stay where they are. */
  readonly leadTo: (address: string) => void;
  /** Keeps connections open but drops all data, like a frozen server. */
  readonly hush: () => void;
};

/** A proxy to the server at `address` that can be cut. */
export async function proxyTo(address: string): Promise<ServerProxy> {
  let target = new URL(address);
  const sockets = new Set<Socket>();
  let hushed = false;
  let server = newServer();
  const port = await listening(0);

  function newServer() {
    return createServer((near) => {
      const far = connect(Number(target.port), target.hostname);
      for (const [one, other] of [
        [near, far],
        [far, near],
      ] as const) {
        sockets.add(one);
        one.on('data', (data) => hushed || other.write(data));
        one.on('error', () => {});
        one.on('close', () => {
          sockets.delete(one);
          other.destroy();
        });
      }
    });
  }

  async function listening(wanted: number): Promise<number> {
    server.listen(wanted, '127.0.0.1');
    await once(server, 'listening');
    return (server.address() as AddressInfo).port;
  }

  async function cut(): Promise<void> {
    const closed = once(server, 'close');
    server.close();
    for (const socket of sockets) socket.destroy();
    await closed;
  }

  onTestFinished(async () => {
    if (server.listening) await cut();
  });
  const url = new URL(address);
  url.port = String(port);
  return {
    url: url.href,
    cut,
    mend: async () => {
      hushed = false;
      if (server.listening) return;
      server = newServer();
      await listening(port);
    },
    leadTo: (other) => {
      target = new URL(other);
    },
    hush: () => {
      hushed = true;
    },
  };
}
