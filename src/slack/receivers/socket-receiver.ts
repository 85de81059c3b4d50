import type { App, ReceiverEvent } from '@slack/bolt';
import { SocketModeClient } from '@slack/socket-mode';
import { WebAPIPlatformError, WebAPIRateLimitedError } from '@slack/web-api';
import type { Log } from '../../ports/log.ts';
import { Problems } from '../../problems.ts';
import type { SlackLogger } from '../api/logger.ts';
import { clientOptions } from '../api/web-client.ts';
import type { Connection } from './connection.ts';
import type { InFlight } from './in-flight.ts';
import { isPayload } from './payload.ts';

/** Slack renews each socket every few hours; the other one takes what comes meanwhile. */
const sockets = 2;
const shortestWait = 250;
const longestWait = 30_000;
const longestGoodbye = 1000;
/** `apps.connections.open` answers one of these: trying again soon will not help. */
const hopeless = new Set([
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
 * Slack's requests over its sockets. Slack's client is used for one connection at a time and never left to reconnect by itself: it
 * waits five seconds before it does, and a network error then ends the process.
 */
export function socketReceiver(parts: {
  readonly appToken: string;
  readonly slackApiUrl: string | undefined;
  readonly logger: SlackLogger;
  readonly log: Log;
  readonly gate: InFlight;
  /** Milliseconds from asking for an address to Slack's hello; a connection that takes longer may never come. */
  readonly longestGreeting?: number;
}): Connection {
  const { appToken, slackApiUrl, logger, log, gate, longestGreeting = 10_000 } = parts;
  const open = new Set<SocketModeClient>();
  const stopped = new AbortController();
  let app: App;

  /** Opens one connection; `ended` resolves when it is gone. */
  async function connect(): Promise<{ readonly ended: Promise<void> }> {
    const client = new SocketModeClient({
      appToken,
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
    await greeted(client, longestGreeting);
    open.add(client);
    if (stopped.signal.aborted) await client.disconnect();
    return { ended };
  }

  async function receive(event: SlackEvent): Promise<void> {
    /** `hello` and `disconnect` carry nothing for the app. */
    if (stopped.signal.aborted || !event.body || !isPayload(event.body)) return;
    await gate
      .run('socket', (record) => app.processEvent(receiverEvent(event, record)))
      .catch((error: unknown) => log.error({ err: error, type: event.type }, 'request failed'));
  }

  /** Keeps one connection up for as long as the app runs; `ended` is when the present one goes. */
  async function keepUp(ended: Promise<void> = Promise.resolve()): Promise<void> {
    let wait = shortestWait;
    await ended;
    while (!stopped.signal.aborted) {
      try {
        const connection = await connect();
        wait = shortestWait;
        await connection.ended;
      } catch (error) {
        wait = Math.max(wait, leastWait(error));
        log.warn({ err: error, wait }, 'no connection to Slack; trying again');
        await pause(wait, stopped.signal);
        wait = Math.min(wait * 2, longestWait);
      }
    }
  }

  return {
    init: (bolt) => {
      app = bolt;
    },
    start: async () => {
      const { ended } = await connect().catch(asProblem);
      void keepUp(ended);
      for (let more = 1; more < sockets; more += 1) void keepUp();
    },
    stopIntake: () => stopped.abort(),
    /** Waits for the goodbye of the other side, but not for long: it may be gone. */
    stop: async () => {
      stopped.abort();
      const closed = Promise.all([...open].map((client) => client.disconnect()));
      await Promise.race([closed, pause(longestGoodbye)]);
    },
    connected: () => open.size > 0,
  };
}

function receiverEvent(event: SlackEvent, record: object): ReceiverEvent {
  let acknowledged = false;
  return {
    body: event.body ?? {},
    customProperties: { record },
    ...(event.retry_num === undefined ? {} : { retryNum: event.retry_num }),
    ...(event.retry_reason === undefined ? {} : { retryReason: event.retry_reason }),
    ack: async (answer?: string | object) => {
      if (acknowledged) return;
      acknowledged = true;
      await event.ack(typeof answer === 'string' ? { text: answer } : answer);
    },
  };
}

/** Milliseconds that have to pass before another try makes sense. */
function leastWait(error: unknown): number {
  if (error instanceof WebAPIRateLimitedError) return error.retryAfter * 1000;
  return error instanceof WebAPIPlatformError && hopeless.has(error.data.error) ? longestWait : 0;
}

/** Rejects when Slack hangs up, or stays silent, before it has said hello; nothing stays open then. */
async function greeted(client: SocketModeClient, patience: number): Promise<void> {
  const silence = Promise.withResolvers<never>();
  const timer = setTimeout(
    () => silence.reject(new Error('Slack said no hello in time')),
    patience,
  );
  try {
    await Promise.race([client.start(), silence.promise]);
  } catch (error) {
    client.disconnect().catch(() => {});
    if (error instanceof Error) throw error;
    throw new Error('Slack closed the connection before it said hello');
  } finally {
    clearTimeout(timer);
  }
}

/** Slack refuses the token: a setting is wrong. Anything else is thrown on. */
function asProblem(error: unknown): never {
  if (!(error instanceof WebAPIPlatformError) || !hopeless.has(error.data.error)) throw error;
  const reason = `Slack refuses this token (${error.data.error}); it needs the scope connections:write`;
  throw new Problems([{ place: 'settings', field: 'SLACK_APP_TOKEN', reason }]);
}

function pause(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
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
