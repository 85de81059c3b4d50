import { composeApp } from './app.ts';
import type { Credentials } from './config.ts';
import { type Content, type ContentSource, liveContent } from './content/content.ts';
import { opsServer } from './ops/server.ts';
import { outbox } from './outbox/outbox.ts';
import { outboxScheduler } from './outbox/scheduler.ts';
import { type Clock, type Pause, systemClock } from './ports/clock.ts';
import type { Log } from './ports/log.ts';
import type { Random } from './ports/random.ts';
import type { Store } from './ports/store.ts';
import { slackClients } from './slack/api/clients.ts';
import { identity } from './slack/api/identity.ts';
import { type SlackLogger, slackLogger } from './slack/api/logger.ts';
import { webClient } from './slack/api/web-client.ts';
import type { Connection } from './slack/receivers/connection.ts';
import { httpReceiver } from './slack/receivers/http-receiver.ts';
import { type InFlight, inFlightRequests } from './slack/receivers/in-flight.ts';
import { socketReceiver } from './slack/receivers/socket-receiver.ts';

export type StartParts = {
  readonly slack: Credentials;
  readonly slackApiUrl: string | undefined;
  readonly opsPort: number;
  readonly source: ContentSource;
  readonly content: Content;
  readonly clock: Clock;
  readonly chance?: Random | undefined;
  readonly pause?: Pause | undefined;
  /** Closed when the app stops, or can't start. */
  readonly store: Store;
  readonly log: Log;
  readonly version: string;
  readonly contentChannel?: string | undefined;
  readonly reportChannel?: string | undefined;
};

export type RunningApp = {
  /** Where requests arrive; `undefined` where we open sockets ourselves. */
  readonly port: number | undefined;
  readonly opsPort: number;
  readonly rereadContent: () => Promise<void>;
  /** Looks at once for messages that are due to be queued: where the clock was moved. */
  readonly runOutbox: () => Promise<void>;
  /** Takes nothing new, lets what is in flight finish, closes everything. Milliseconds to wait; false when they ran out. */
  readonly stop: (patience?: number) => Promise<boolean>;
};

/** How long work in flight may take to finish when the app stops. */
const stopPatience = 10_000;

/** Milliseconds after the start in which whoever was waiting for it is served first. */
const quietMoment = 1000;

/** Connects a composed app to Slack. Rejects when Slack refuses us or a port is taken; nothing stays behind then. */
export async function startApp(parts: StartParts): Promise<RunningApp> {
  const { slack, slackApiUrl, opsPort, source, clock, chance, store, log, version } = parts;
  const { contentChannel, reportChannel, pause } = parts;
  const logger = slackLogger(log);
  const client = webClient(slack.botToken, slackApiUrl, logger);
  const us = await identity(client, slack.botToken).catch(async (error: unknown) => {
    await store.close();
    throw error;
  });
  const content = liveContent(source, parts.content, log);
  const gate = inFlightRequests({ clock, log });
  const { connection, port } = connectionFor(parts, logger, gate);
  const slacks = slackClients({ botToken: async () => slack.botToken, slackApiUrl, logger });
  const messages = outbox({ store, slacks, clock, log, pause });
  const drive = outboxScheduler(messages, { clock, log });
  const app = await composeApp({
    receiver: connection,
    authorize: async () => us,
    slackApiUrl,
    logger,
    log,
    clock,
    chance,
    store,
    slacks,
    outbox: messages,
    content: content.current,
    version,
    contentChannel,
    reportChannel,
  });
  let stopping = false;
  const ops = opsServer(opsPort, {
    slack: connection.connected,
    content: () => content.current().library.size > 0,
    store: store.ready,
    outbox: drive.isHealthy,
    running: () => !stopping,
  });

  async function stop(patience = stopPatience): Promise<boolean> {
    stopping = true;
    connection.stopIntake();
    const drained = await gate.drained(patience);
    if (!drained) log.warn({ inFlight: gate.inFlight() }, 'stopped before everything was done');
    if (!(await drive.stop(patience))) log.warn({}, 'stopped in the middle of an outbox run');
    await connection.stop();
    await ops.stop();
    await store.close();
    return drained;
  }

  try {
    await ops.start();
    await app.start();
    drive.start();
    setTimeout(() => content.current().library.prepare(), quietMoment).unref();
  } catch (error) {
    await stop(0);
    throw error;
  }
  return {
    port: port(),
    opsPort: ops.port(),
    rereadContent: content.reread,
    runOutbox: drive.run,
    stop,
  };
}

function connectionFor(
  { slack, slackApiUrl, log }: StartParts,
  logger: SlackLogger,
  gate: InFlight,
): { readonly connection: Connection; readonly port: () => number | undefined } {
  if (slack.by === 'socket') {
    const { appToken } = slack;
    const connection = socketReceiver({ appToken, slackApiUrl, logger, log, gate });
    return { connection, port: () => undefined };
  }
  const { signingSecret, port } = slack;
  // A signature's age is one of real time, whatever clock the product goes by.
  const connection = httpReceiver({ signingSecret, port, clock: systemClock, log, gate });
  return { connection, port: connection.port };
}
