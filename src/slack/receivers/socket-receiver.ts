import type { App, ReceiverEvent } from '@slack/bolt';
import { SocketModeClient, type SocketModeOptions } from '@slack/socket-mode';
import { WebAPIPlatformError, WebAPIRateLimitedError } from '@slack/web-api';
import { type Pause, systemPause } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import { SlackFailure } from '../../ports/slack.ts';
import { Problems } from '../../problems.ts';
import { isWebApiError } from '../api/failures.ts';
import { firstCall } from '../api/first-call.ts';
import type { SlackLogger } from '../api/logger.ts';
import { clientOptions } from '../api/web-client.ts';
import type { Connection } from './connection.ts';
import type { InFlight } from './in-flight.ts';
import { isPayload } from './payload.ts';

/** Slack replaces each socket every few hours; the other one receives requests meanwhile. */
const socketCount = 2;

// All in milliseconds.
const minRetryDelay = 250;
const maxRetryDelay = 30_000;
const defaultHelloTimeout = 10_000;
const disconnectTimeout = 1000;

const openMethod = 'apps.connections.open';

/** Errors of `apps.connections.open` that won't go away soon. */
const permanentErrors = new Set([
  'invalid_auth',
  'not_authed',
  'account_inactive',
  'token_revoked',
  'missing_scope',
]);

type SlackEvent = {
  readonly type: string;
  readonly body?: Record<string, unknown>;
  readonly ack: (answer?: object) => Promise<void>;
  readonly retry_num?: number;
  readonly retry_reason?: string;
};

/**
 * Receives Slack's requests in Socket Mode. Each of Slack's clients makes one connection and never
 * reconnects by itself: it would wait five seconds, and a network error during that ends the
 * process.
 */
export function socketReceiver(options: {
  readonly appToken: string;
  readonly slackApiUrl: string | undefined;
  readonly logger: SlackLogger;
  readonly log: Log;
  readonly inFlight: InFlight;
  /** Milliseconds from opening a connection to Slack's hello. */
  readonly helloTimeout?: number;
  /** Waits before the first connection is tried again. */
  readonly pause?: Pause | undefined;
  /** How the sockets reach Slack; directly by default. */
  readonly dispatcher?: SocketModeOptions['dispatcher'];
}): Connection {
  const { appToken, slackApiUrl, logger, log, inFlight } = options;
  const { helloTimeout = defaultHelloTimeout, dispatcher } = options;
  const open = new Set<SocketModeClient>();
  const stopped = new AbortController();
  let app: App;
  /** Until when Slack limits new connections, by the process's own time in milliseconds. */
  let limitedUntil = 0;

  /** Opens one connection; `ended` resolves when it is closed. */
  async function connect(): Promise<{ readonly ended: Promise<void> }> {
    await pause(limitedUntil - performance.now(), stopped.signal);
    const client = new SocketModeClient({
      appToken,
      ...(dispatcher ? { dispatcher } : {}),
      autoReconnectEnabled: false,
      logger,
      clientOptions: clientOptions(slackApiUrl, logger),
    });
    const ended = new Promise<void>((resolve) => {
      client.once('disconnected', () => {
        open.delete(client);
        resolve();
      });
    });
    client.on('slack_event', (event: SlackEvent) => void receive(event));
    await startClient(client, helloTimeout).catch((error: unknown) => {
      if (error instanceof WebAPIRateLimitedError) {
        limitedUntil = performance.now() + error.retryAfter * 1000;
      }
      throw error;
    });
    open.add(client);
    if (stopped.signal.aborted) await client.disconnect();
    return { ended };
  }

  async function receive(event: SlackEvent): Promise<void> {
    // `hello` and `disconnect` carry no payload.
    if (stopped.signal.aborted || !event.body) return;
    if (!isPayload(event.body)) {
      // Without an acknowledgement Slack would send it again.
      log.warn({ type: event.type }, 'request refused: not a Slack payload');
      await event.ack().catch(() => {});
      return;
    }
    await inFlight
      .run('socket', async (record, acknowledged) => {
        const request = receiverEvent(event, { record, acknowledged });
        try {
          await app.processEvent(request);
          // What nothing here handles; a second acknowledgement is not sent.
          await request.ack();
        } catch (error) {
          inFlight.log.error({ err: error, type: event.type }, 'request failed');
          throw error;
        }
      })
      .catch(() => {});
  }

  /** Keeps one connection open while the app runs, beginning when the present one has `ended`. */
  async function keepConnected(ended: Promise<void> = Promise.resolve()): Promise<void> {
    let delay = minRetryDelay;
    await ended;
    while (!stopped.signal.aborted) {
      try {
        const connection = await connect();
        delay = minRetryDelay;
        await connection.ended;
      } catch (error) {
        delay = Math.max(delay, minDelayAfter(error));
        log.warn({ err: error, wait: delay }, 'could not connect to Slack; retrying');
        await pause(delay, stopped.signal);
        delay = Math.min(delay * 2, maxRetryDelay);
      }
    }
  }

  return {
    init: (bolt) => {
      app = bolt;
    },
    start: async () => {
      const waiting = { pause: options.pause ?? systemPause, log };
      const { ended } = await firstCall(openMethod, connect, waiting).catch(asProblem);
      void keepConnected(ended);
      for (let more = 1; more < socketCount; more += 1) void keepConnected();
    },
    stopIntake: () => stopped.abort(),
    /** Waits for Slack's close frames, but not for long: Slack may be gone. */
    stop: async () => {
      stopped.abort();
      const closed = Promise.all([...open].map((client) => client.disconnect()));
      await Promise.race([closed, pause(disconnectTimeout)]);
    },
    connected: () => open.size > 0,
    sockets: () => open.size,
  };
}

function receiverEvent(
  event: SlackEvent,
  { record, acknowledged }: { readonly record: object; readonly acknowledged: () => void },
): ReceiverEvent {
  let isAcknowledged = false;
  return {
    body: event.body ?? {},
    customProperties: { record },
    ...(event.retry_num === undefined ? {} : { retryNum: event.retry_num }),
    ...(event.retry_reason === undefined ? {} : { retryReason: event.retry_reason }),
    ack: async (answer?: string | object) => {
      if (isAcknowledged) return;
      isAcknowledged = true;
      await event.ack(typeof answer === 'string' ? { text: answer } : answer);
      acknowledged();
    },
  };
}

/** Milliseconds to wait at least before retrying. */
function minDelayAfter(error: unknown): number {
  if (error instanceof WebAPIRateLimitedError) return error.retryAfter * 1000;
  return error instanceof WebAPIPlatformError && permanentErrors.has(error.data.error)
    ? maxRetryDelay
    : 0;
}

/**
 * Resolves at Slack's hello. Rejects, with nothing left open, if Slack closes the connection or
 * sends no hello in time.
 */
async function startClient(client: SocketModeClient, helloTimeout: number): Promise<void> {
  const timeout = Promise.withResolvers<never>();
  const timer = setTimeout(
    () => timeout.reject(noWebSocket('Slack sent no hello in time')),
    helloTimeout,
  );
  try {
    await Promise.race([client.start(), timeout.promise]);
  } catch (error) {
    client.disconnect().catch(() => {});
    if (isWebApiError(error) || error instanceof Problems) throw error;
    throw noWebSocket('it was closed before Slack’s hello');
  } finally {
    clearTimeout(timer);
  }
}

/** Slack's API answers, so what is between the app and Slack is more likely to blame than Slack. */
function noWebSocket(how: string): Problems {
  const reason =
    `Slack’s API answers, but no WebSocket opens (${how}). A firewall or proxy may block it:` +
    ' allow wss://*.slack.com on port 443, or use HTTP with SLACK_SIGNING_SECRET';
  return new Problems([{ place: 'network', field: 'Socket Mode', reason }]);
}

/** Turns a refused token into a problem with the settings; rethrows any other error. */
function asProblem(error: unknown): never {
  if (!(error instanceof SlackFailure) || !permanentErrors.has(error.code)) throw error;
  const { code } = error;
  const reason = `Slack refuses this token (${code}); it needs the scope connections:write`;
  throw new Problems([{ place: 'settings', field: 'SLACK_APP_TOKEN', reason }]);
}

async function pause(ms: number, signal?: AbortSignal): Promise<void> {
  if (ms <= 0) return;
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal?.addEventListener(
      'abort',
      () => {
        clearTimeout(timer);
        resolve();
      },
      { once: true },
    );
  });
}
