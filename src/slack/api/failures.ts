import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
} from '@slack/web-api';
import { SlackFailure } from '../../ports/slack.ts';

/** Errors after which, by Slack's documentation, some of the work may have been done. */
const ambiguous = new Set([
  'internal_error',
  'fatal_error',
  'request_timeout',
  'service_unavailable',
]);

/** Slack's own errors; a proxy's HTML page arrives in the `error` field as well. */
const errorCode = /^[a-z][a-z0-9_]{1,79}$/;

/** @slack/web-api has no class for a 429 without a valid Retry-After. */
const missingRetryAfter = /^Retry header did not contain a valid timeout/;
const defaultRetryAfter = 30; // seconds

/** Whether an error comes from calling a method of the Web API. */
export function isWebApiError(error: unknown): error is Error {
  return [WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError, WebAPIRequestError].some(
    (kind) => error instanceof kind,
  );
}

/** Runs one call and turns any error into a `SlackFailure`. */
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

/** The outcome is `unsure` if Slack may have done anything. */
export function slackFailure(method: string, error: unknown): SlackFailure {
  if (error instanceof SlackFailure) return error;
  if (error instanceof WebAPIPlatformError) {
    const code = error.data.error;
    if (typeof code !== 'string' || !errorCode.test(code)) {
      return new SlackFailure(method, 'unsure', 'unreadable_answer');
    }
    if (code === 'ratelimited' || code === 'rate_limited')
      return limited(method, defaultRetryAfter);
    return new SlackFailure(method, ambiguous.has(code) ? 'unsure' : 'refused', code);
  }
  if (error instanceof WebAPIRateLimitedError) return limited(method, error.retryAfter);
  if (error instanceof WebAPIHTTPError) {
    return new SlackFailure(method, 'unsure', `http_${error.statusCode}`, { cause: error });
  }
  if (error instanceof WebAPIRequestError) {
    const isUnreached = failedBeforeSending(error.original.cause);
    return new SlackFailure(method, isUnreached ? 'unreached' : 'unsure', codeOf(error.original), {
      cause: error,
    });
  }
  if (error instanceof Error && missingRetryAfter.test(error.message)) {
    return limited(method, defaultRetryAfter);
  }
  return new SlackFailure(method, 'unsure', codeOf(error), { cause: error });
}

function limited(method: string, retryAfter: number): SlackFailure {
  return new SlackFailure(method, 'limited', 'ratelimited', {
    retryAfter: Math.max(retryAfter, 1),
  });
}

/** DNS lookup and connecting precede the first byte of a request. */
function failedBeforeSending(cause: unknown): boolean {
  if (cause instanceof AggregateError) return cause.errors.every(failedBeforeSending);
  if (!(cause instanceof Error)) return false;
  const { syscall, code } = cause as NodeJS.ErrnoException;
  return syscall === 'connect' || syscall === 'getaddrinfo' || code === 'UND_ERR_CONNECT_TIMEOUT';
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  if (error.name === 'TimeoutError') return 'timeout';
  const { code } = (error.cause ?? error) as NodeJS.ErrnoException;
  return code ?? 'connection_lost';
}
