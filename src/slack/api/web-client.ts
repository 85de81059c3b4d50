import { WebClient, type WebClientOptions } from '@slack/web-api';
import type { SlackLogger } from './logger.ts';

/** Slack's Web API answers within a second or two; a call that takes longer has failed. */
const callTimeout = 10_000;

/**
 * Options for a Web API client; a new object at each call, because Slack's libraries write into what they are given. Never set
 * `headers` here: the first workspace's token would end up in it and go out with every other workspace's calls.
 *
 * A call is made once. @slack/web-api repeats even posts whose outcome is unknown, and three copies of a message are worse than
 * an apology.
 */
export function clientOptions(
  slackApiUrl: string | undefined,
  logger: SlackLogger,
): WebClientOptions {
  return {
    ...(slackApiUrl ? { slackApiUrl } : {}),
    logger,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: callTimeout,
    fetch: fetchInTime,
  };
}

export function webClient(
  token: string,
  slackApiUrl: string | undefined,
  logger: SlackLogger,
): WebClient {
  return new WebClient(token, clientOptions(slackApiUrl, logger));
}

/** Bolt's `respond` has no timeout of its own. */
const fetchInTime: typeof fetch = (input, init) => {
  const limit = AbortSignal.timeout(callTimeout);
  const signal = init?.signal ? AbortSignal.any([init.signal, limit]) : limit;
  return fetch(input, { ...init, signal });
};
