import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Fault } from '../contract.ts';
import type { Fields, World } from '../slack-context.ts';
import { sendJson } from './bodies.ts';

/** What goes back to the app over HTTP, and why it was refused, in words (empty when it wasn't). */
export type Answer = {
  readonly status: number;
  readonly body: Fields;
  readonly headers?: Record<string, string>;
  readonly refused: string;
};

const faultKinds = ['drop-before', 'drop-after', 'status', 'rate-limit', 'delay', 'error'] as const;
type CallFault = Extract<Fault, { does: (typeof faultKinds)[number] }>;

/** Does the work and sends its answer, unless a fault was asked for; returns the work's own answer and what went wrong. */
export async function answerWithFaults(
  world: World,
  on: string,
  { request, response }: { request: IncomingMessage; response: ServerResponse },
  work: () => Answer,
): Promise<{ readonly answer: Answer | undefined; readonly fault: string }> {
  const fault = world.faults.take(on, faultKinds);
  if (fault?.does === 'delay') await delay(world, fault.ms);
  const before = fault && insteadOfWork(fault);
  const answer = before ? undefined : work();
  const sent = before ?? (fault && insteadOfAnswer(fault)) ?? answer;
  if (sent === 'drop' || !sent) request.socket.destroy();
  else sendJson(response, sent.status, sent.body, sent.headers);
  return { answer, fault: fault ? faultWords(fault) : '' };
}

export function tooMany(seconds: number): Answer {
  return {
    status: 429,
    body: { ok: false, error: 'ratelimited' },
    headers: { 'retry-after': String(seconds) },
    refused: `ratelimited (retry after ${seconds} s)`,
  };
}

function insteadOfWork(fault: CallFault): Answer | 'drop' | undefined {
  if (fault.does === 'drop-before') return 'drop';
  if (fault.does === 'rate-limit') return tooMany(fault.retryAfter);
  if (fault.does === 'status' && !fault.after) return broken(fault.status);
  if (fault.does === 'error') {
    return { status: 200, body: { ok: false, error: fault.error }, refused: fault.error };
  }
  return undefined;
}

function insteadOfAnswer(fault: CallFault): Answer | 'drop' | undefined {
  if (fault.does === 'drop-after') return 'drop';
  return fault.does === 'status' ? broken(fault.status) : undefined;
}

function broken(status: number): Answer {
  return { status, body: { ok: false, error: 'internal_error' }, refused: `HTTP ${status}` };
}

function faultWords(fault: CallFault): string {
  const words = {
    'drop-before': 'the connection was dropped before anything was done',
    'drop-after': 'the connection was dropped after it was done',
    status: fault.does === 'status' ? `answered with HTTP ${fault.status}` : '',
    'rate-limit': 'ratelimited',
    delay: 'answered late',
    error: fault.does === 'error' ? fault.error : '',
  };
  return `${words[fault.does]} (a fault that was asked for)`;
}

function delay({ clock }: World, ms: number): Promise<void> {
  return new Promise((resolve) => void clock.at(clock.now() + ms, resolve));
}
