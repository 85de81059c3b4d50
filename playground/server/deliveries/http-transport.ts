import { Agent, request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest, Agent as SecureAgent } from 'node:https';
import { type Parcel, parsedBody, type Reply, type Transport } from './delivery.ts';
import { signatureHeaders } from './signing.ts';

/** Signed requests to the app's one request URL. `close` ends the connections that are kept open. */
export function httpTransport(
  requestUrl: string,
  signingSecret: string,
): { readonly send: Transport; readonly close: () => void } {
  const isSecure = new URL(requestUrl).protocol === 'https:';
  const agent = isSecure ? new SecureAgent({ keepAlive: true }) : new Agent({ keepAlive: true });
  const request = isSecure ? httpsRequest : httpRequest;

  const send: Transport = (parcel, signal) =>
    new Promise((resolve) => {
      const { contentType, body } = encoded(parcel);
      const headers = {
        'content-type': contentType,
        'content-length': Buffer.byteLength(body),
        'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
        ...signatureHeaders(signingSecret, body),
        ...retryHeaders(parcel),
      };
      const failed = (error: Error): void =>
        resolve({ ok: false, reason: 'connection_failed', words: error.message });
      const outgoing = request(requestUrl, { method: 'POST', headers, agent, signal });
      outgoing.on('error', failed);
      outgoing.on('response', (response) => readReply(response).then(resolve, failed));
      outgoing.end(body);
    });
  return { send, close: () => agent.destroy() };
}

/** The content types are exact: Slack adds no charset, and Bolt would refuse one. */
function encoded({ type, payload }: Parcel): {
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

function strings(payload: Parcel['payload']): Record<string, string> {
  return Object.fromEntries(Object.entries(payload).map(([key, value]) => [key, String(value)]));
}

function retryHeaders({ retry }: Parcel): Record<string, string> {
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
  if (status >= 200 && status < 300) return { ok: true, body: parsedBody(text) };
  const isRedirect = status >= 300 && status < 400;
  return {
    ok: false,
    status,
    reason: isRedirect ? 'too_many_redirects' : 'http_error',
    words: `the app answered with HTTP ${status}${isRedirect ? '; redirects are not followed' : ''}`,
    noRetry: response.headers['x-slack-no-retry'] === '1',
  };
}
