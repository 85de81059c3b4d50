import type { SocketModeOptions } from '@slack/socket-mode';
import { composeApp } from './app.ts';
import { auditLog } from './audit/audit-log.ts';
import type { Credentials } from './config.ts';
import {
  type Content,
  type ContentSource,
  inEachLanguage,
  languageTags,
  liveContent,
} from './content/content.ts';
import type { Installed } from './installation/installed.ts';
import type { InstalledDeps } from './installation/many-workspaces.ts';
import type { OAuthDeps } from './installation/oauth.ts';
import { oneWorkspace } from './installation/one-workspace.ts';
import { deletionKind } from './installation/removals.ts';
import { languageForHeader } from './languages/match.ts';
import type { CheckedClock } from './ops/checked-clock.ts';
import type { ProcessMetrics } from './ops/metrics.ts';
import { opsServer } from './ops/server.ts';
import { timedStore } from './ops/timed-store.ts';
import { backlogOf } from './outbox/backlog.ts';
import { outbox } from './outbox/outbox.ts';
import { outboxScheduler } from './outbox/scheduler.ts';
import { allWorkspaces } from './ports/audit.ts';
import { type Pause, systemClock, systemPause } from './ports/clock.ts';
import { type Health, type HealthCheck, healthChecks } from './ports/health.ts';
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

export type StartOptions = {
  readonly slack: Credentials;
  readonly slackApiUrl: string | undefined;
  /** The way of WebSockets through a proxy; directly by default. */
  readonly dispatcher?: SocketModeOptions['dispatcher'];
  readonly opsPort: number;
  /** The interface of all ports; every one by default. */
  readonly host?: string | undefined;
  readonly source: ContentSource;
  readonly content: Content;
  /** The store has the same one. */
  readonly clock: CheckedClock;
  readonly random?: Random | undefined;
  readonly pause?: Pause | undefined;
  /** Closed when the app stops or fails to start. */
  readonly store: Store;
  readonly log: Log;
  readonly metrics?: ProcessMetrics | undefined;
  readonly version: string;
  readonly contentChannel?: string | undefined;
  readonly reportChannel?: string | undefined;
  /** The id or the handle of the user group whose members are administrators too. */
  readonly adminGroup?: string | undefined;
  /** For how many days the audit log keeps its entries; a year by default. */
  readonly auditDays?: number | undefined;
  /** For how many days the data of a workspace is kept that the app was removed from. */
  readonly keepDataDays: number;
};

export type RunningApp = {
  /** The HTTP port; `undefined` in Socket Mode. */
  readonly port: number | undefined;
  readonly opsPort: number;
  readonly rereadContent: () => Promise<void>;
  /** Runs the scheduler now; for clocks that were moved by hand. */
  readonly runOutbox: () => Promise<void>;
  /**
   * Takes no new requests, waits up to `stopTimeout` milliseconds for those in flight and closes
   * everything. False if some were still in flight.
   */
  readonly stop: (stopTimeout?: number) => Promise<boolean>;
};

/** How long requests in flight may take to finish when the app stops, in milliseconds. */
const defaultStopTimeout = 10_000;

/**
 * How long after the start the search ranking is prepared, so that the first requests come first.
 * In milliseconds.
 */
const prepareDelay = 1000;

/**
 * Connects a composed app to Slack. Rejects, with everything closed, if Slack refuses the app or a port
 * is taken.
 */
export async function startApp(options: StartOptions): Promise<RunningApp> {
  const { slackApiUrl, opsPort, host, source, clock, random, version } = options;
  const { contentChannel, reportChannel, adminGroup, auditDays, pause, keepDataDays, metrics } =
    options;
  const store = metrics ? timedStore(options.store, metrics) : options.store;
  const inFlight = inFlightRequests({ clock, log: options.log, metrics });
  const { log } = inFlight;
  const logger = slackLogger(log);
  const { watch } = clock;
  const content = liveContent(source, options.content, log);
  const textsFor: OAuthDeps['textsFor'] = (acceptLanguage = '') => {
    const all = inEachLanguage(content.current());
    const language = languageForHeader(acceptLanguage, languageTags(content.current()));
    return all.find((one) => one.language === language) ?? content.current();
  };
  const audit = auditLog({ store, clock, log, auditDays });
  const deps = { store, clock, log, slackApiUrl, logger, textsFor, keepDataDays, audit };
  const slacks = slackClients({
    accessOf: (workspace) => installed.accessOf(workspace),
    slackApiUrl,
    logger,
    clock,
    store,
    watch,
    metrics,
    request: inFlight.current,
    onRefused: (workspace) =>
      void installed.refused(workspace).catch((error: unknown) => {
        log.error({ err: error, workspace }, 'could not look at an installation');
      }),
  });
  const messages = outbox({ store, slacks, clock, log, metrics, pause });
  const installed = await installation(options, { ...deps, outbox: messages }).catch(
    async (error) => {
      await store.close();
      throw error;
    },
  );
  messages.registerTask(deletionKind, installed.deletion);
  const { connection, port } = await connectionFor(options, logger, inFlight, installed);
  clock.askBy(() => compareClocks({ slackApiUrl, logger, clock, store }));
  const scheduler = outboxScheduler(messages, { clock, log });
  let stopping = false;
  const readiness: Readonly<Record<HealthCheck, () => boolean>> = {
    slack: connection.connected,
    content: () => content.current().library.size > 0,
    store: store.ready,
    outbox: scheduler.isHealthy,
    clock: clock.seemsRight,
  };
  const health: Health = {
    checks: () =>
      Object.fromEntries(healthChecks.map((check) => [check, readiness[check]()])) as Record<
        HealthCheck,
        boolean
      >,
    backlog: (workspace) => backlogOf({ store, clock }, workspace),
  };
  const { bolt, home } = await composeApp({
    receiver: connection,
    authorize: installed.identityOf,
    slackApiUrl,
    logger,
    log,
    clock,
    random,
    pause,
    store,
    slacks,
    outbox: messages,
    installations: installed.events,
    content: content.current,
    version,
    contentChannel,
    reportChannel,
    adminGroup,
    health,
    audit,
  });
  const withRunning = { ...readiness, running: () => !stopping };
  const { secondsAhead } = clock;
  metrics?.show({
    readiness: withRunning,
    inFlight: inFlight.count,
    sockets: connection.sockets,
    contentVersion: () => content.current().version,
    oldestDue: messages.oldestDue,
    secondsAhead,
  });
  const ops = opsServer({ port: opsPort, host }, withRunning, {
    details: () => ({ secondsAhead: secondsAhead() }),
    metrics: metrics?.page,
  });

  async function stop(stopTimeout = defaultStopTimeout): Promise<boolean> {
    stopping = true;
    connection.stopIntake();
    const drained = await inFlight.drained(stopTimeout);
    if (!drained) log.warn({ inFlight: inFlight.count() }, 'stopped with requests in flight');
    if (!(await scheduler.stop(stopTimeout))) log.warn({}, 'stopped during an outbox run');
    await home.stop();
    await connection.stop();
    await audit.settled();
    installed.stop();
    await ops.stop();
    await store.close();
    return drained;
  }

  try {
    await ops.start();
    await bolt.start();
    scheduler.start();
    void compareStore({ clock, store });
    installed.begin();
    setTimeout(() => {
      void content
        .current()
        .prepare()
        .then(() => log.info({}, 'search prepared'));
    }, prepareDelay).unref();
  } catch (error) {
    await stop(0);
    throw error;
  }
  return {
    port: port(),
    opsPort: ops.port(),
    rereadContent: async () => {
      if (await content.reread())
        await audit.note(allWorkspaces, { what: 'content.reread', who: 'operator' });
      home.contentChanged();
    },
    runOutbox: scheduler.run,
    stop,
  };
}

/**
 * In the workspace of the token in the settings, which Slack is asked about, or in many. The library
 * for OAuth is loaded only there.
 */
async function installation(
  { slack, slackApiUrl, clock, pause = systemPause, log }: StartOptions,
  deps: InstalledDeps & Pick<OAuthDeps, 'textsFor'>,
): Promise<Installed> {
  if (slack.by === 'oauth') {
    const { manyWorkspaces } = await import('./installation/many-workspaces.ts');
    return manyWorkspaces({ ...deps, pause }, slack);
  }
  const token = slack.botToken;
  const client = webClient(token, slackApiUrl, deps.logger, clock.watch);
  // Bolt gets no token, since all calls go through the port.
  const { botToken: _, ...own } = await identity(client, token, { pause, log });
  return oneWorkspace(deps, token, own);
}

/** Asks Slack, whose answer shows its time, and the store. */
async function compareClocks({
  slackApiUrl,
  logger,
  ...tools
}: Pick<StartOptions, 'slackApiUrl' | 'clock' | 'store'> & {
  readonly logger: SlackLogger;
}): Promise<void> {
  const client = webClient(undefined, slackApiUrl, logger, tools.clock.watch);
  await Promise.allSettled([client.api.test(), compareStore(tools)]);
}

/** An outage is not this one's to report. */
async function compareStore({
  clock,
  store,
}: Pick<StartOptions, 'clock' | 'store'>): Promise<void> {
  const time = await store.time().catch(() => undefined);
  if (time !== undefined) clock.compareStore(time);
}

/** Slack's library for sockets is loaded only in Socket Mode. */
async function connectionFor(
  { slack, slackApiUrl, host, log, pause, dispatcher }: StartOptions,
  logger: SlackLogger,
  inFlight: InFlight,
  { pages }: Installed,
): Promise<{ readonly connection: Connection; readonly port: () => number | undefined }> {
  if (slack.by === 'socket') {
    const { appToken } = slack;
    const { socketReceiver } = await import('./slack/receivers/socket-receiver.ts');
    const connection = socketReceiver({
      appToken,
      slackApiUrl,
      logger,
      log,
      inFlight,
      pause,
      dispatcher,
    });
    return { connection, port: () => undefined };
  }
  const { signingSecret, port } = slack;
  // A signature's age is measured in real time, even if the app's clock is the playground's.
  const connection = httpReceiver({
    signingSecret,
    pages,
    port,
    host,
    clock: systemClock,
    log,
    inFlight,
  });
  return { connection, port: connection.port };
}
