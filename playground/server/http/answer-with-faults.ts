import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Fault } from '../faults.ts';
import type { JsonObject } from '../json-object.ts';
import type { SlackContext } from '../slack-context.ts';
import { sendJson } from './bodies.ts';

/** A JSON response to the app; `refused` is the reason of a refusal for the log, else empty. */
export type JsonResponse = {
  readonly status: number;
  readonly body: JsonObject;
  readonly headers?: Record<string, string>;
  readonly refused: string;
};

const faultKinds = ['drop-before', 'drop-after', 'status', 'rate-limit', 'delay', 'error'] as const;
type CallFault = Extract<Fault, { does: (typeof faultKinds)[number] }>;

/** Does the work and sends its answer, or injects a fault; returns the answer and the fault. */
export async function answerWithFaults(
  slack: SlackContext,
  on: string,
  { request, response }: { request: IncomingMessage; response: ServerResponse },
  work: () => JsonResponse,
): Promise<{ readonly answer: JsonResponse | undefined; readonly fault: string }> {
  const fault = slack.faults.take(on, faultKinds);
  if (fault?.does === 'delay') await slack.faults.hold(delay(slack, fault.ms));
  const replaced = fault && insteadOfWork(fault);
  const answer = replaced ? undefined : work();
  const sent = replaced ?? (fault && insteadOfAnswer(fault)) ?? answer;
  if (sent === 'drop' || !sent) request.socket.destroy();
  else sendJson(response, sent.status, sent.body, sent.headers);
  return { answer, fault: fault ? describeFault(fault) : '' };
}

export function rateLimited(seconds: number): JsonResponse {
  return {
    status: 429,
    body: { ok: false, error: 'ratelimited' },
    headers: { 'retry-after': String(seconds) },
    refused: `ratelimited (retry after ${seconds} s)`,
  };
}

function insteadOfWork(fault: CallFault): JsonResponse | 'drop' | undefined {
  if (fault.does === 'drop-before') return 'drop';
  if (fault.does === 'rate-limit') return rateLimited(fault.retryAfter);
  if (fault.does === 'status' && !fault.after) return serverError(fault.status);
  if (fault.does === 'error') {
    return { status: 200, body: { ok: false, error: fault.error }, refused: fault.error };
  }
  return undefined;
}

function insteadOfAnswer(fault: CallFault): JsonResponse | 'drop' | undefined {
  if (fault.does === 'drop-after') return 'drop';
  return fault.does === 'status' ? serverError(fault.status) : undefined;
}

function serverError(status: number): JsonResponse {
  return { status, body: { ok: false, error: 'internal_error' }, refused: `HTTP ${status}` };
}

function describeFault(fault: CallFault): string {
  const descriptions = {
    'drop-before': 'the connection was dropped before the call took effect',
    'drop-after': 'the connection was dropped after the call took effect',
    status: fault.does === 'status' ? `answered with HTTP ${fault.status}` : '',
    'rate-limit': 'ratelimited',
    delay: 'answered late',
    error: fault.does === 'error' ? fault.error : '',
  };
  return `${descriptions[fault.does]} (injected fault)`;
}

function delay({ clock }: SlackContext, ms: number): Promise<void> {
  return new Promise((resolve) => void clock.at(clock.now() + ms, resolve));
}
