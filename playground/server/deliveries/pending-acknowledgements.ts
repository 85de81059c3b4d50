import { randomUUID } from 'node:crypto';
import type { WebSocket } from 'ws';
import type { Reply } from './delivery.ts';

type Pending = { readonly socket: WebSocket; readonly resolve: (reply: Reply) => void };

const lostConnection: Reply = {
  ok: false,
  reason: 'connection_failed',
  detail: 'the socket closed before the app acknowledged',
};

/** Sent envelopes that have not been acknowledged. */
export function pendingAcknowledgements() {
  const pending = new Map<string, Pending>();
  return {
    /** `reply` settles when the envelope is acknowledged or its socket closes. */
    add: (socket: WebSocket, signal: AbortSignal) => {
      const envelopeId = randomUUID();
      const { promise: reply, resolve } = Promise.withResolvers<Reply>();
      pending.set(envelopeId, { socket, resolve });
      signal.addEventListener('abort', () => pending.delete(envelopeId));
      return { envelopeId, reply };
    },
    /** False when the text acknowledges no pending envelope. */
    acknowledge: (text: string): boolean => {
      const message = parseAcknowledgement(text);
      const found = message && pending.get(message.envelope_id);
      if (!found) return false;
      pending.delete(message.envelope_id);
      found.resolve({ ok: true, body: message.payload ?? '' });
      return true;
    },
    socketClosed: (closed: WebSocket): void => {
      for (const [id, { socket, resolve }] of pending) {
        if (socket !== closed) continue;
        pending.delete(id);
        resolve(lostConnection);
      }
    },
  };
}

type Acknowledgement = { readonly envelope_id: string; readonly payload?: unknown };

function parseAcknowledgement(text: string): Acknowledgement | undefined {
  try {
    const message: unknown = JSON.parse(text);
    const hasId = typeof message === 'object' && message !== null && 'envelope_id' in message;
    return hasId ? (message as Acknowledgement) : undefined;
  } catch {
    return undefined;
  }
}
