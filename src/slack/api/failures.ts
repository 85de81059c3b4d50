import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
} from '@slack/web-api';
import { SlackFailure } from '../../ports/slack.ts';

/** Slack's errors of which its documentation says that some of the work may have been done. */
const ambiguous = new Set([
  'internal_error',
  'fatal_error',
  'request_timeout',
  'service_unavailable',
]);

/** What a proxy says in HTML instead arrives as the "error" of an answer too. */
const slackWord = /^[a-z][a-z0-9_]{1,79}$/;

/** @slack/web-api has no class for a 429 that doesn't say how long. */
const unreadableLimit = /^Retry header did not contain a valid timeout/;
const usualWait = 30;

/** Runs one call, and turns whatever it fails with into a `SlackFailure`. */
export async function asSlackFailure<Result>(
  method: string,
  call: () => Promise<Result>,
): Promise<Result> {
  try {
    return await call();
  } catch (error) {
    throw slackFailure(method, error);
  }
}

/** Where there is any doubt whether Slack did something, the outcome is `unsure`. */
function slackFailure(method: string, error: unknown): SlackFailure {
  if (error instanceof SlackFailure) return error;
  if (error instanceof WebAPIPlatformError) {
    const code = error.data.error;
    if (typeof code !== 'string' || !slackWord.test(code)) {
      return new SlackFailure(method, 'unsure', 'unreadable_answer');
    }
    if (code === 'ratelimited' || code === 'rate_limited') return limited(method, usualWait);
    return new SlackFailure(method, ambiguous.has(code) ? 'unsure' : 'refused', code);
  }
  if (error instanceof WebAPIRateLimitedError) return limited(method, error.retryAfter);
  if (error instanceof WebAPIHTTPError) {
    return new SlackFailure(method, 'unsure', `http_${error.statusCode}`, { cause: error });
  }
  if (error instanceof WebAPIRequestError) {
    const isBefore = beforeSending(error.original.cause);
    return new SlackFailure(method, isBefore ? 'unreached' : 'unsure', wordFor(error.original), {
      cause: error,
    });
  }
  if (error instanceof Error && unreadableLimit.test(error.message)) {
    return limited(method, usualWait);
  }
  return new SlackFailure(method, 'unsure', wordFor(error), { cause: error });
}

function limited(method: string, retryAfter: number): SlackFailure {
  return new SlackFailure(method, 'limited', 'ratelimited', {
    retryAfter: Math.max(retryAfter, 1),
  });
}

/** Looking the name up, and connecting, come before the first byte of a request. */
function beforeSending(cause: unknown): boolean {
  if (cause instanceof AggregateError) return cause.errors.every(beforeSending);
  if (!(cause instanceof Error)) return false;
  const { syscall, code } = cause as NodeJS.ErrnoException;
  return syscall === 'connect' || syscall === 'getaddrinfo' || code === 'UND_ERR_CONNECT_TIMEOUT';
}

function wordFor(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  if (error.name === 'TimeoutError') return 'timeout';
  const { code } = (error.cause ?? error) as NodeJS.ErrnoException;
  return code ?? 'connection_lost';
}
