import { createHmac, type KeyObject, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { parse } from 'node:querystring';

/** Why an HTTP request is refused. */
export type Refusal = {
  readonly status: 400 | 401 | 404 | 405 | 413 | 415 | 503;
  readonly reason: string;
};

export type Parsed = { readonly body: Record<string, unknown> } | Refusal;

/** In bytes; Slack's payloads are far smaller. */
const maxBodySize = 1024 * 1024;
/** Slack's limit against replays, in seconds; it applies to timestamps from the future as well. */
const maxClockSkew = 300;

/** The raw body, or a refusal if it is too large or aborted. */
export function readBody(request: IncomingMessage): Promise<Buffer | Refusal> {
  const tooLarge: Refusal = { status: 413, reason: 'body too large' };
  if (Number(request.headers['content-length'] ?? 0) > maxBodySize)
    return Promise.resolve(tooLarge);
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > maxBodySize) resolve(tooLarge);
      else chunks.push(chunk);
    });
    request.on('end', () => resolve(Buffer.concat(chunks)));
    request.on('error', () => resolve({ status: 400, reason: 'request aborted' }));
  });
}

/** Verifies the signature and parses the body. `now` in milliseconds. */
export function parseSigned(
  headers: IncomingMessage['headers'],
  body: string,
  signingKey: KeyObject,
  now: number,
): Parsed {
  const type = headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase();
  if (type !== 'application/x-www-form-urlencoded' && type !== 'application/json') {
    return { status: 415, reason: 'unexpected content type' };
  }
  const time = Number(headers['x-slack-request-timestamp']);
  if (!isSigned(headers, body, signingKey)) return { status: 401, reason: 'invalid signature' };
  const skew = Math.round(now / 1000 - time);
  if (Math.abs(skew) > maxClockSkew) {
    return { status: 401, reason: `signed ${Math.abs(skew)} s ${skew > 0 ? 'ago' : 'ahead'}` };
  }
  const parsed = type === 'application/json' ? parseJson(body) : parseForm(body);
  if (parsed === undefined) return { status: 400, reason: 'malformed body' };
  return { body: parsed };
}

/**
 * See https://docs.slack.dev/authentication/verifying-requests-from-slack. Bolt's own check hashes
 * three times and accepts timestamps from the future; their age is checked by the caller, since an
 * old signature may mean a wrong clock here, and a wrong one never does.
 */
function isSigned(
  headers: IncomingMessage['headers'],
  body: string,
  signingKey: KeyObject,
): boolean {
  const time = headers['x-slack-request-timestamp'];
  const signature = headers['x-slack-signature'];
  if (typeof time !== 'string' || !/^\d{1,12}$/.test(time) || typeof signature !== 'string')
    return false;
  const expected = Buffer.from(
    `v0=${createHmac('sha256', signingKey).update(`v0:${time}:${body}`).digest('hex')}`,
  );
  const given = Buffer.from(signature);
  return given.length === expected.length && timingSafeEqual(given, expected);
}

/** Interactive payloads are JSON in a form field; commands are the form itself. */
function parseForm(body: string): Record<string, unknown> | undefined {
  const form = parse(body);
  const { payload } = form;
  return payload === undefined ? form : parseJson(String(payload));
}

function parseJson(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}
