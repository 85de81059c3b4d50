import { randomUUID } from 'node:crypto';
import type { WebSocket } from 'ws';
import type { Reply } from './delivery.ts';

type Waiting = { readonly socket: WebSocket; readonly answer: (reply: Reply) => void };

const lostConnection: Reply = {
  ok: false,
  reason: 'connection_failed',
  words: 'the socket closed before the app acknowledged',
};

/** Envelopes that were sent and wait to be acknowledged. */
export function waitingRoom() {
  const waiting = new Map<string, Waiting>();
  return {
    /** Waits until it is acknowledged, its socket is lost, or the signal ends the waiting. */
    enter: (socket: WebSocket, signal: AbortSignal) => {
      const envelopeId = randomUUID();
      const { promise: reply, resolve: answer } = Promise.withResolvers<Reply>();
      waiting.set(envelopeId, { socket, answer });
      signal.addEventListener('abort', () => waiting.delete(envelopeId));
      return { envelopeId, reply };
    },
    /** False when the text acknowledges nothing that waits. */
    acknowledge: (text: string): boolean => {
      const message = parseAcknowledgement(text);
      const found = message && waiting.get(message.envelope_id);
      if (!found) return false;
      waiting.delete(message.envelope_id);
      found.answer({ ok: true, body: message.payload ?? '' });
      return true;
    },
    lose: (socket: WebSocket): void => {
      for (const [id, { socket: its, answer }] of waiting) {
        if (its !== socket) continue;
        waiting.delete(id);
        answer(lostConnection);
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
