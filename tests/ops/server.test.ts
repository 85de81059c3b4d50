import { once } from 'node:events';
import { connect } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { opsServer } from '../../src/ops/server.ts';

/** Whether something listens at this address. */
async function answers(host: string, port: number): Promise<boolean> {
  const socket = connect({ host, port });
  onTestFinished(() => void socket.destroy());
  return once(socket, 'connect').then(
    () => true,
    () => false,
  );
}

test('listens on every interface, or on the one that it is told', async () => {
  const everywhere = opsServer({ port: 0 }, {});
  const here = opsServer({ port: 0, host: '127.0.0.1' }, {});
  for (const server of [everywhere, here]) {
    await server.start();
    onTestFinished(server.stop);
  }
  // Any address that begins with 127 is this computer, but not the one that `here` is told.
  expect(await answers('127.0.0.2', everywhere.port())).toBe(true);
  expect(await answers('127.0.0.1', here.port())).toBe(true);
  expect(await answers('127.0.0.2', here.port())).toBe(false);
});
