import { WebClient, type WebClientOptions } from '@slack/web-api';
import type { SlackLogger } from './logger.ts';

/** Slack's Web API answers within a second or two; a longer call has failed. */
const callTimeout = 10_000; // ms

/** Wraps the function that makes all calls, to look at their answers. */
export type Watch = (call: typeof fetch) => typeof fetch;

/**
 * Options for a Web API client; a new object each time, because Slack's libraries mutate it. Never
 * set `headers`: the first workspace's token would end up in it and go out with the calls of all
 * others.
 *
 * Retries are off: @slack/web-api retries even posts whose outcome is unknown, and three copies of
 * a message are worse than an apology.
 */
export function clientOptions(
  slackApiUrl: string | undefined,
  logger: SlackLogger,
  watch: Watch = (call) => call,
): WebClientOptions {
  return {
    ...(slackApiUrl ? { slackApiUrl } : {}),
    logger,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: callTimeout,
    fetch: watch(fetchWithTimeout),
  };
}

/** `teamId` goes along with every call. */
export function webClient(
  token: string | undefined,
  slackApiUrl: string | undefined,
  logger: SlackLogger,
  watch?: Watch,
  teamId?: string,
): WebClient {
  const options = clientOptions(slackApiUrl, logger, watch);
  return new WebClient(token, { ...options, ...(teamId ? { teamId } : {}) });
}

/** Bolt's `respond` has no timeout of its own, other calls have `timeout`. */
const fetchWithTimeout: typeof fetch = (input, init) =>
  fetch(input, init?.signal ? init : { ...init, signal: AbortSignal.timeout(callTimeout) });
