import { createSecretKey } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import type { App, ReceiverEvent } from '@slack/bolt';
import type { Clock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import type { Connection } from './connection.ts';
import { parseSigned, type Refusal, readBody } from './http-request.ts';
import type { InFlight } from './in-flight.ts';
import { isPayload } from './payload.ts';

const path = '/slack/events';

/** Answers a request of a browser. */
type Page = (request: IncomingMessage, response: ServerResponse) => Promise<void>;
const sslCheck = /^(?:[^&]*&){0,9}ssl_check=1(?:&|$)/;
/** How long a refused sender may go on sending before its connection is cut, in milliseconds. */
const bodyTimeout = 2000;

/**
 * Receives Slack's requests over HTTP. Bolt's own receiver hangs or fails on a signed `null`, on
 * `GET //` and on a content type with a charset, and accepts timestamps from the future. This one
 * answers them with a clear 4xx and passes only valid payloads to Bolt.
 */
export function httpReceiver(options: {
  readonly signingSecret: string;
  /** Pages for browsers, by path. */
  readonly pages?: ReadonlyMap<string, Page> | undefined;
  readonly port: number;
  /** The interface; all of them by default. */
  readonly host?: string | undefined;
  readonly clock: Clock;
  readonly log: Log;
  readonly inFlight: InFlight;
}): Connection & { readonly port: () => number } {
  const { clock, log, inFlight } = options;
  // Prepared once, a key halves the time of a signature.
  const signingKey = createSecretKey(options.signingSecret, 'utf8');
  const allRead = readTogether();
  let app: App;
  let stopping = false;

  const server = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => {
      log.error({ err: error }, 'request failed');
      if (!response.headersSent) reply(response, 500);
    });
  });
  server.requestTimeout = 10_000;
  server.headersTimeout = 10_000;
  // Longer than the idle timeout of common load balancers, so that they close first.
  server.keepAliveTimeout = 65_000;

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (stopping) return refuse(request, response, { status: 503, reason: 'stopping' });
    const [asked = ''] = request.url?.split('?', 1) ?? [];
    const page = options.pages?.get(asked);
    if (page && request.method === 'GET') {
      await inFlight.run('page', async (record) => {
        await page(request, response);
        Object.assign(record, { what: asked, outcome: `answered with ${response.statusCode}` });
      });
      return;
    }
    if (!page && asked !== path) {
      return refuse(request, response, { status: 404, reason: 'not found' });
    }
    if (page || request.method !== 'POST') {
      return refuse(request, response, { status: 405, reason: 'method not allowed' });
    }
    const bytes = await readBody(request);
    if ('reason' in bytes) return refuse(request, response, bytes);
    const text = bytes.toString('utf8');
    // Slack's certificate check, which is unsigned.
    if (!request.headers['x-slack-signature'] && sslCheck.test(text)) return reply(response, 200);
    const parsed = parseSigned(request.headers, text, signingKey, clock.now());
    if ('reason' in parsed) return refuse(request, response, parsed);
    if (parsed.body.type === 'url_verification')
      return reply(response, 200, { challenge: parsed.body.challenge });
    if (parsed.body.type === 'app_rate_limited') {
      log.warn({}, 'Slack is rate limiting events');
      return reply(response, 200);
    }
    if (!isPayload(parsed.body)) {
      return refuse(request, response, { status: 400, reason: 'not a Slack payload' });
    }
    await inFlight.run('http', async (record, acknowledged) => {
      await allRead();
      const event = receiverEvent(parsed.body, request, response, { record, acknowledged });
      await app.processEvent(event).catch((error: unknown) => {
        record.outcome = 'failed';
        inFlight.log.error({ err: error }, 'request failed');
        if (!response.headersSent) reply(response, 500);
      });
      if (!response.headersSent) refuse(request, response, { status: 404, reason: 'no listener' });
    });
  }

  function refuse(
    request: IncomingMessage,
    response: ServerResponse,
    { status, reason }: Refusal,
  ): void {
    log.warn({ status, reason, method: request.method }, 'request refused');
    response.setHeader('connection', 'close');
    afterBody(request, () => reply(response, status, { error: reason }));
  }

  return {
    init: (bolt) => {
      app = bolt;
    },
    start: async () => {
      server.listen(options.port, options.host);
      await once(server, 'listening');
      return server;
    },
    stopIntake: () => {
      stopping = true;
      server.close();
      server.closeIdleConnections();
    },
    stop: async () => {
      stopping = true;
      server.close();
      server.closeAllConnections();
    },
    connected: () => server.listening,
    port: () => (server.address() as AddressInfo).port,
  };
}

/**
 * Resolves when all that has arrived is read. Requests that came together then go on together, each
 * step for all of them: that takes a fifth less time, as a processor is faster at what it has just done.
 */
function readTogether(): () => Promise<void> {
  let reading: Promise<void> | undefined;
  return () => {
    reading ??= setImmediate().then(() => {
      reading = undefined;
    });
    return reading;
  };
}

/**
 * Answers after the whole body has arrived: an earlier answer would break the sender's connection.
 */
function afterBody(request: IncomingMessage, answer: () => void): void {
  if (request.complete) {
    answer();
    return;
  }
  const timer = setTimeout(() => request.destroy(), bodyTimeout);
  request.once('end', answer);
  request.once('close', () => clearTimeout(timer));
  request.resume();
}

function receiverEvent(
  body: Record<string, unknown>,
  request: IncomingMessage,
  response: ServerResponse,
  { record, acknowledged }: { readonly record: object; readonly acknowledged: () => void },
): ReceiverEvent {
  const retry = request.headers['x-slack-retry-num'];
  const reason = request.headers['x-slack-retry-reason'];
  return {
    body,
    customProperties: { record },
    ...(retry === undefined ? {} : { retryNum: Number(retry) }),
    ...(typeof reason === 'string' ? { retryReason: reason } : {}),
    ack: async (answer?: string | object) => {
      if (response.headersSent) return;
      reply(response, 200, answer);
      acknowledged();
    },
  };
}

/** JSON for an object, text for a string, nothing otherwise. */
function reply(response: ServerResponse, status: number, body?: string | object): void {
  const text = typeof body === 'object' ? json(body) : (body ?? '');
  response.writeHead(status, {
    'content-type': typeof body === 'object' ? 'application/json' : 'text/plain; charset=utf-8',
    'content-length': Buffer.byteLength(text),
  });
  response.end(text, text.length > longestAscii ? 'utf8' : 'latin1');
}

/** The JSON of answers that are sent repeatedly as the same object, such as a guideline. */
const jsonCache = new WeakMap<object, string>();
const notAscii = /[\u0080-\uffff]/g;

/** Characters; a longer answer takes several packets anyway. */
const longestAscii = 16_000;

/**
 * JSON in ASCII, which Node sends in one packet with the headers; a second packet would take most
 * of the time. A long one stays as it is, as escaping it would take longer.
 */
function json(body: object): string {
  const known = jsonCache.get(body);
  if (known !== undefined) return known;
  const plain = JSON.stringify(body);
  if (plain.length > longestAscii) return plain;
  const text = plain.replace(
    notAscii,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  jsonCache.set(body, text);
  return text;
}
