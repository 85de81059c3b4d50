import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Clock } from '../clock.ts';
import { foreignRequestReason } from '../http/request-origin.ts';
import type { IdGenerator } from '../state/id-generator.ts';
import type { Traffic } from '../traffic.ts';
import type { Reply, Transport } from './delivery.ts';
import { pendingAcknowledgements } from './pending-acknowledgements.ts';

type SocketOptions = {
  readonly appId: string;
  readonly clock: Clock;
  readonly ids: IdGenerator;
  readonly traffic: Traffic;
  readonly changed: () => void;
};

export type SocketTransport = {
  /** A one-time ticket for a connection's URL. */
  readonly ticket: () => string;
  readonly upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
  readonly send: Transport;
  /** Disconnects all sockets, or the first `most`. */
  readonly disconnect: (
    how: 'warning' | 'refresh_requested' | 'link_disabled' | 'abrupt',
    most?: number,
  ) => void;
  readonly count: () => number;
  readonly close: () => Promise<void>;
};

const maxConnections = 10;
/** In real milliseconds, because the app's client measures the time between pings. */
const pingInterval = 10_000;
/** Milliseconds between a `warning` and the end of the connection. */
const disconnectDelay = 10_000;
/** Real milliseconds for the closing handshake. */
const closeTimeout = 200;
/** A connection's lifetime with `debug_reconnects`. */
const debugConnectionSeconds = 360;
const connectionSeconds = 18_060;
const host = 'applink-local';

const noConnection: Reply = {
  ok: false,
  reason: 'connection_failed',
  detail: 'the app has no open socket',
};
/** The app's Socket Mode connections; deliveries are distributed round-robin. */
export function socketTransport({
  appId,
  clock,
  ids,
  traffic,
  changed,
}: SocketOptions): SocketTransport {
  const server = new WebSocketServer({ noServer: true });
  const tickets = new Set<string>();
  const open: WebSocket[] = [];
  const pending = pendingAcknowledgements();
  let turn = 0;

  const log = (name: string, outcome: 'ok' | 'refused', detail: string): void =>
    traffic.add({
      from: 'slack',
      kind: 'socket',
      name,
      outcome,
      ms: 0,
      detail,
      request: { num_connections: open.length },
      response: null,
    });

  const disconnect = (socket: WebSocket, reason: string): void => {
    socket.send(JSON.stringify({ type: 'disconnect', reason, debug_info: { host } }));
    if (reason === 'warning') {
      clock.at(clock.now() + disconnectDelay, () => socket.close());
    } else socket.close();
  };

  const remove = (socket: WebSocket): void => {
    const index = open.indexOf(socket);
    if (index < 0) return;
    open.splice(index, 1);
    pending.socketClosed(socket);
    log('socket closed', 'ok', '');
    changed();
  };

  const accept = (socket: WebSocket, seconds: number): void => {
    socket.on('message', (data) => {
      if (pending.acknowledge(String(data))) return;
      log('acknowledgement', 'refused', 'no pending envelope has this id');
    });
    socket.on('error', () => socket.terminate());
    socket.on('close', () => remove(socket));
    if (open.length >= maxConnections) {
      log('too_many_websockets', 'refused', `an app has at most ${maxConnections} connections`);
      disconnect(socket, 'too_many_websockets');
      return;
    }
    open.push(socket);
    if (seconds === debugConnectionSeconds) {
      clock.at(clock.now() + seconds * 1000, () => {
        if (open.includes(socket)) disconnect(socket, 'refresh_requested');
      });
    }
    socket.send(
      JSON.stringify({
        type: 'hello',
        num_connections: open.length,
        debug_info: { host, build_number: 1, approximate_connection_time: seconds },
        connection_info: { app_id: appId },
      }),
    );
    log('hello', 'ok', '');
    changed();
  };

  const pings = setInterval(() => {
    for (const socket of open) socket.ping('ping from the local Slack');
  }, pingInterval);
  pings.unref();

  return {
    ticket: () => {
      const ticket = ids.secret(16);
      tickets.add(ticket);
      return ticket;
    },
    upgrade: (request, socket, head) => {
      socket.on('error', () => socket.destroy());
      const foreign = foreignRequestReason(request);
      const address = URL.parse(request.url ?? '', 'http://localhost');
      if (foreign || !address) {
        log('socket refused', 'refused', foreign ?? 'the URL is invalid');
        socket.end('HTTP/1.1 400 Bad Request\r\nconnection: close\r\n\r\n');
        return;
      }
      const { searchParams } = address;
      if (!tickets.delete(searchParams.get('ticket') ?? '')) {
        log('socket refused', 'refused', 'the ticket is unknown or was used before');
        socket.end('HTTP/1.1 403 Forbidden\r\nconnection: close\r\n\r\n');
        return;
      }
      const isDebug = searchParams.get('debug_reconnects') === 'true';
      server.handleUpgrade(request, socket, head, (opened) =>
        accept(opened, isDebug ? debugConnectionSeconds : connectionSeconds),
      );
    },
    send: ({ type, payload, retry }, signal) => {
      const usable = open.filter(({ readyState, OPEN }) => readyState === OPEN);
      const socket = usable[turn++ % usable.length];
      if (!socket) return Promise.resolve(noConnection);
      const { envelopeId, reply } = pending.add(socket, signal);
      socket.send(
        JSON.stringify({
          envelope_id: envelopeId,
          type,
          payload,
          accepts_response_payload: type !== 'events_api',
          ...(type === 'events_api' && {
            retry_attempt: retry?.attempt ?? 0,
            retry_reason: retry?.reason ?? '',
          }),
        }),
      );
      return reply;
    },
    disconnect: (how, most) => {
      for (const socket of open.slice(0, most)) {
        if (how === 'abrupt') socket.terminate();
        else disconnect(socket, how);
      }
    },
    count: () => open.length,
    close: async () => {
      clearInterval(pings);
      await Promise.all([...server.clients].map(closed));
      server.close();
    },
  };
}

/** Lets the app finish its closing handshake: its client logs an error when it is cut off. */
function closed(socket: WebSocket): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(() => socket.terminate(), closeTimeout);
  socket.on('close', () => {
    clearTimeout(timer);
    resolve();
  });
  socket.close(1001);
  return promise;
}
