import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Clock } from '../clock.ts';
import { strangerReason } from '../http/request-origin.ts';
import type { Mint } from '../state/id-generator.ts';
import type { Traffic } from '../traffic.ts';
import type { Reply, Transport } from './delivery.ts';
import { waitingRoom } from './pending-acknowledgements.ts';

type SocketOptions = {
  readonly appId: string;
  readonly clock: Clock;
  readonly mint: Mint;
  readonly traffic: Traffic;
  readonly changed: () => void;
};

export type Sockets = {
  /** The one-time part of a connection's address. */
  readonly ticket: () => string;
  readonly upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
  readonly send: Transport;
  /** All of them, or only so many. */
  readonly disconnect: (
    how: 'warning' | 'refresh_requested' | 'link_disabled' | 'abrupt',
    most?: number,
  ) => void;
  readonly count: () => number;
  readonly close: () => Promise<void>;
};

const mostConnections = 10;
/** Real time: the app's client counts the seconds between pings for real. */
const pingMs = 10_000;
const warningMs = 10_000;
const handshakeMs = 200;
/** How long a connection lives before Slack refreshes it when the app asked for `debug_reconnects`. */
const debugLifeSeconds = 360;
const lifeSeconds = 18_060;
const host = 'applink-local';

const noConnection: Reply = {
  ok: false,
  reason: 'connection_failed',
  words: 'the app has no open socket',
};
/** The app's Socket Mode connections: each parcel goes to one of them, in turn. */
export function socketHub({ appId, clock, mint, traffic, changed }: SocketOptions): Sockets {
  const server = new WebSocketServer({ noServer: true });
  const tickets = new Set<string>();
  const open: WebSocket[] = [];
  const waiting = waitingRoom();
  let turn = 0;

  const note = (name: string, outcome: 'ok' | 'refused', detail: string): void =>
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
      clock.at(clock.now() + warningMs, () => socket.close());
    } else socket.close();
  };

  const drop = (socket: WebSocket): void => {
    const index = open.indexOf(socket);
    if (index < 0) return;
    open.splice(index, 1);
    waiting.lose(socket);
    note('socket closed', 'ok', '');
    changed();
  };

  const welcome = (socket: WebSocket, seconds: number): void => {
    socket.on('message', (data) => {
      if (waiting.acknowledge(String(data))) return;
      note('acknowledgement', 'refused', 'it names no envelope that is waiting for one');
    });
    socket.on('error', () => socket.terminate());
    socket.on('close', () => drop(socket));
    if (open.length >= mostConnections) {
      note('too_many_websockets', 'refused', `an app has at most ${mostConnections} connections`);
      disconnect(socket, 'too_many_websockets');
      return;
    }
    open.push(socket);
    if (seconds === debugLifeSeconds) {
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
    note('hello', 'ok', '');
    changed();
  };

  const pings = setInterval(() => {
    for (const socket of open) socket.ping('Ping from the local Slack');
  }, pingMs);
  pings.unref();

  return {
    ticket: () => {
      const ticket = mint.secret(16);
      tickets.add(ticket);
      return ticket;
    },
    upgrade: (request, socket, head) => {
      socket.on('error', () => socket.destroy());
      const stranger = strangerReason(request);
      const address = URL.parse(request.url ?? '', 'http://localhost');
      if (stranger || !address) {
        note('socket refused', 'refused', stranger ?? 'the address cannot be read');
        socket.end('HTTP/1.1 400 Bad Request\r\nconnection: close\r\n\r\n');
        return;
      }
      const { searchParams } = address;
      if (!tickets.delete(searchParams.get('ticket') ?? '')) {
        note('socket refused', 'refused', 'the ticket is unknown or was used before');
        socket.end('HTTP/1.1 403 Forbidden\r\nconnection: close\r\n\r\n');
        return;
      }
      const isDebug = searchParams.get('debug_reconnects') === 'true';
      server.handleUpgrade(request, socket, head, (opened) =>
        welcome(opened, isDebug ? debugLifeSeconds : lifeSeconds),
      );
    },
    send: ({ type, payload, retry }, signal) => {
      const usable = open.filter(({ readyState, OPEN }) => readyState === OPEN);
      const socket = usable[turn++ % usable.length];
      if (!socket) return Promise.resolve(noConnection);
      const { envelopeId, reply } = waiting.enter(socket, signal);
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

/** An app that is hanging up already may finish its handshake; cut off, its client would complain. */
function closed(socket: WebSocket): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(() => socket.terminate(), handshakeMs);
  socket.on('close', () => {
    clearTimeout(timer);
    resolve();
  });
  socket.close(1001);
  return promise;
}
