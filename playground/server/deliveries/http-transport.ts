import { createHmac } from 'node:crypto';
import { Agent, request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest, Agent as SecureAgent } from 'node:https';
import type { Delivery, Reply, Transport } from './delivery.ts';

/** Sends signed requests to the app's request URL. `close` ends kept-alive connections. */
export function httpTransport(
  requestUrl: string,
  signingSecret: string,
): { readonly send: Transport; readonly close: () => void } {
  const isSecure = new URL(requestUrl).protocol === 'https:';
  const agent = isSecure ? new SecureAgent({ keepAlive: true }) : new Agent({ keepAlive: true });
  const request = isSecure ? httpsRequest : httpRequest;

  const send: Transport = (delivery, signal) =>
    new Promise((resolve) => {
      const { contentType, body } = encode(delivery);
      const headers = {
        'content-type': contentType,
        'content-length': Buffer.byteLength(body),
        'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
        ...signatureHeaders(signingSecret, body),
        ...retryHeaders(delivery),
      };
      const fail = (error: Error): void =>
        resolve({ ok: false, reason: 'connection_failed', detail: error.message });
      const outgoing = request(requestUrl, { method: 'POST', headers, agent, signal });
      outgoing.on('error', fail);
      outgoing.on('response', (response) => readReply(response).then(resolve, fail));
      outgoing.end(body);
    });
  return { send, close: () => agent.destroy() };
}

/** The content types are exact: Slack adds no charset, and Bolt would refuse one. */
function encode({ type, payload }: Delivery): {
  readonly contentType: string;
  readonly body: string;
} {
  if (type === 'events_api') {
    return { contentType: 'application/json', body: JSON.stringify(payload) };
  }
  const fields = type === 'interactive' ? { payload: JSON.stringify(payload) } : strings(payload);
  return {
    contentType: 'application/x-www-form-urlencoded',
    body: new URLSearchParams(fields).toString(),
  };
}

function strings(payload: Delivery['payload']): Record<string, string> {
  return Object.fromEntries(Object.entries(payload).map(([key, value]) => [key, String(value)]));
}

/** Uses real time, not the settable clock: apps compare the timestamp with their own. */
function signatureHeaders(signingSecret: string, body: string): Record<string, string> {
  const timestamp = String(Math.floor(Date.now() / 1000));
  const digest = createHmac('sha256', signingSecret)
    .update(`v0:${timestamp}:${body}`)
    .digest('hex');
  return { 'x-slack-request-timestamp': timestamp, 'x-slack-signature': `v0=${digest}` };
}

function retryHeaders({ retry }: Delivery): Record<string, string> {
  if (!retry) return {};
  return {
    'x-slack-retry-num': String(retry.attempt),
    'x-slack-retry-reason': retry.reason,
  };
}

async function readReply(response: IncomingMessage): Promise<Reply> {
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString();
  const status = response.statusCode ?? 0;
  if (status >= 200 && status < 300) return { ok: true, body: parseBody(text) };
  const isRedirect = status >= 300 && status < 400;
  return {
    ok: false,
    status,
    reason: isRedirect ? 'too_many_redirects' : 'http_error',
    detail: `the app answered with HTTP ${status}${isRedirect ? '; redirects are not followed' : ''}`,
    noRetry: response.headers['x-slack-no-retry'] === '1',
  };
}

/** A JSON object, else the text itself: a plain `42` is a message, not a number. */
function parseBody(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : text;
  } catch {
    return text;
  }
}
