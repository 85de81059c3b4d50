import { createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { parse } from 'node:querystring';

/** A refusal of what came in over HTTP: a status, and in a word why. */
export type Refusal = {
  readonly status: 400 | 401 | 404 | 405 | 408 | 413 | 415 | 503;
  readonly reason: string;
};

export type Parsed = { readonly body: Record<string, unknown> } | Refusal;

/** Slack's payloads stay far below this. */
const largestBody = 1024 * 1024;
/** Slack's own rule for replays, held in both directions: a time to come is as wrong as one long past. */
const widestClockGap = 300;

/** The body as it was sent, or a refusal when it is too large or breaks off. */
export function readBody(request: IncomingMessage): Promise<Buffer | Refusal> {
  const tooLarge: Refusal = { status: 413, reason: 'body too large' };
  if (Number(request.headers['content-length'] ?? 0) > largestBody)
    return Promise.resolve(tooLarge);
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > largestBody) resolve(tooLarge);
      else chunks.push(chunk);
    });
    request.on('end', () => resolve(Buffer.concat(chunks)));
    request.on('error', () => resolve({ status: 400, reason: 'request broke off' }));
  });
}

/** Checks who sent it and reads what it says. `now` in milliseconds. */
export function parseSigned(
  headers: IncomingMessage['headers'],
  body: string,
  signingSecret: string,
  now: number,
): Parsed {
  const type = headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase();
  if (type !== 'application/x-www-form-urlencoded' && type !== 'application/json') {
    return { status: 415, reason: 'unexpected content type' };
  }
  if (!isSigned(headers, body, signingSecret, now))
    return { status: 401, reason: 'not signed by Slack' };
  const parsed = type === 'application/json' ? parseJson(body) : parseForm(body);
  if (parsed === undefined) return { status: 400, reason: 'body cannot be read' };
  return { body: parsed };
}

/**
 * Slack's rule: https://docs.slack.dev/authentication/verifying-requests-from-slack. Bolt's own check hashes three times and lets
 * the future pass.
 */
function isSigned(
  headers: IncomingMessage['headers'],
  body: string,
  signingSecret: string,
  now: number,
): boolean {
  const time = headers['x-slack-request-timestamp'];
  const signature = headers['x-slack-signature'];
  if (typeof time !== 'string' || !/^\d{1,12}$/.test(time) || typeof signature !== 'string')
    return false;
  if (Math.abs(now / 1000 - Number(time)) > widestClockGap) return false;
  const expected = Buffer.from(
    `v0=${createHmac('sha256', signingSecret).update(`v0:${time}:${body}`).digest('hex')}`,
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
