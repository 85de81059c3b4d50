import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import packageJson from '../package.json' with { type: 'json' };
import { type Credentials, readSettings, type Settings } from './config.ts';
import { readContent } from './content/content.ts';
import { orgManifest } from './installation/org-manifest.ts';
import { checkedClock } from './ops/checked-clock.ts';
import { processLog } from './ops/log.ts';
import { type Clock, systemClock } from './ports/clock.ts';
import { SlackFailure } from './ports/slack.ts';
import { Problems, problemLine } from './problems.ts';
import { proxyDispatcher, setUpProxy } from './slack/api/proxy.ts';
import { type RunningApp, startApp } from './start.ts';
import { openStore } from './store/store.ts';

/**
 * Encrypts the tokens of the playground's Slack, which are good for nothing else. Always the same, so
 * that a store that is kept can be opened again.
 */
const playgroundKey = Buffer.alloc(32, 'playground').toString('base64');

const ownManifest = fileURLToPath(new URL('../manifest.yml', import.meta.url));
const ownPrompts = fileURLToPath(new URL('../prompts', import.meta.url));
/** Beside the compiled code of `main.js`. */
const contentCache = fileURLToPath(new URL('../node_modules/.cache/content', import.meta.url));

/** Starts the app with this environment, or prints all problems and exits with 1. */
export async function run(
  environment: NodeJS.ProcessEnv,
  options: readonly string[],
): Promise<void> {
  if (options.includes('--version')) {
    process.stdout.write(`Extra Mile ${packageJson.version}\n`);
    return;
  }
  await start(environment).catch(exitWithProblems);
}

async function start(environment: NodeJS.ProcessEnv): Promise<void> {
  const settings = readSettings(environment);
  const source = {
    roots: contentRoots(settings.value?.promptsDir ?? environment.PROMPTS_DIR),
    languages: settings.value?.languages ?? ['en'],
    offered: settings.value?.offered,
    keptIn: contentCache,
  };
  const content = await readContent(source).catch(asProblems);
  const problems = [...settings.problems, ...('problems' in content ? content.problems : [])];
  if (!settings.value || 'problems' in content) throw new Problems(problems);

  const log = processLog(settings.value.logLevel, process.stdout.isTTY);
  const { languages } = settings.value;
  if (!languages.includes(content.language)) {
    const asked = environment.LANGUAGE;
    log.warn({ asked, used: content.language }, 'LANGUAGE names no language that there is');
  }
  let app: RunningApp | undefined;
  let stopping = false;
  const stop = async (signal: string) => {
    if (stopping) return;
    stopping = true;
    log.info({ signal }, 'stopping');
    await app
      ?.stop()
      .catch((error: unknown) => log.error({ err: error }, 'could not stop cleanly'));
    log.flush();
    process.exit(0);
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  if (environment.npm_lifecycle_event) onOrphaned(() => void stop('npm ended'));
  process.on('SIGHUP', () => app?.rereadContent());
  process.on('unhandledRejection', (error) => {
    log.error({ err: error }, 'unhandled rejection');
  });

  const local = await slackSource(settings.value, environment);
  const { slack, slackApiUrl, onStarted, onClockMoved, greeting } = local;
  const clock = checkedClock(local.clock, log);
  const isProxied = settings.value.slack.by !== 'playground' && setUpProxy(environment);
  const metrics = settings.value.metrics
    ? (await import('./ops/metrics.ts')).processMetrics(packageJson.version)
    : undefined;
  app = await startApp({
    slack,
    slackApiUrl,
    dispatcher: isProxied ? await proxyDispatcher() : undefined,
    opsPort: settings.value.opsPort,
    // The playground is for this computer alone.
    host: settings.value.slack.by === 'playground' ? '127.0.0.1' : undefined,
    source,
    content,
    clock,
    store: await openStore({ url: settings.value.storeUrl, clock, log }),
    log,
    metrics,
    version: packageJson.version,
    contentChannel: settings.value.contentChannel,
    reportChannel: settings.value.reportChannel,
    adminGroup: settings.value.adminGroup,
    auditDays: settings.value.auditDays,
    keepDataDays: settings.value.keepDataDays,
  });
  await onStarted(app);
  onClockMoved(() => app?.runOutbox());
  const ms = Math.round(performance.now());
  process.stdout.write(greeting);
  log.info({ by: slack.by, port: app.port, opsPort: app.opsPort, ms }, 'ready');
}

/**
 * Calls back when the parent process has ended. `npm start` runs the app in a shell, and SIGTERM
 * ends npm and the shell without reaching the app.
 */
function onOrphaned(callback: () => void): void {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    callback();
  }, 500).unref();
}

/**
 * How to reach Slack. Without credentials it is the playground's local Slack, with its own
 * credentials and clock. The playground isn't part of the image, hence the late import.
 */
async function slackSource(
  settings: Settings,
  environment: NodeJS.ProcessEnv,
): Promise<{
  slack: Credentials;
  slackApiUrl: string | undefined;
  clock: Clock;
  /** Tells the playground where the app is, and adds it to the first workspace. */
  onStarted: (app: RunningApp) => Promise<void>;
  /** Calls back when the clock is moved by hand, which only the playground allows. */
  onClockMoved: (listener: () => unknown) => void;
  /** Printed when the app is ready. */
  greeting: string;
}> {
  const { slack, slackApiUrl } = settings;
  if (slack.by !== 'playground') {
    const clock = systemClock;
    const onStarted = async () => {};
    return { slack, slackApiUrl, clock, onStarted, onClockMoved: () => {}, greeting: '' };
  }
  const { readManifest, startPlayground } = await import('../playground/index.ts');
  const {
    environment: local,
    slack: playground,
    url,
  } = await startPlayground({
    manifest: orgManifest(await readManifest(ownManifest)),
    port: slack.port,
    isToBeAdded: true,
  });
  const playgroundSettings = readSettings({
    ...environment,
    ...local,
    // Any free one: the page has the other.
    PORT: '0',
    SLACK_STATE_SECRET: randomBytes(32).toString('hex'),
    TOKEN_KEY: environment.TOKEN_KEY || playgroundKey,
  });
  if (!playgroundSettings.value || playgroundSettings.value.slack.by === 'playground')
    throw new Problems(playgroundSettings.problems);
  return {
    slack: playgroundSettings.value.slack,
    slackApiUrl: playgroundSettings.value.slackApiUrl,
    clock: playground.clock,
    onStarted: async ({ port }) => {
      const address = `http://127.0.0.1:${port}/slack`;
      playground.deliverTo(`${address}/events`);
      playground.offerAt(`${address}/install`);
      await playground.add();
    },
    onClockMoved: playground.clock.wasSet.listen,
    greeting: `\n  Open ${url} in a browser and type /care patience\n\n`,
  };
}

function contentRoots(companyFolder: string | undefined): [string, ...string[]] {
  return companyFolder ? [ownPrompts, companyFolder] : [ownPrompts];
}

function asProblems(error: unknown): Problems {
  if (error instanceof Problems) return error;
  throw error;
}

/** Prints everything that is wrong, and nothing else, and exits. */
function exitWithProblems(error: unknown): void {
  const lines =
    error instanceof Problems
      ? [
          'Extra Mile cannot start:',
          ...error.problems.map((problem) => `  ${problemLine(problem)}`),
        ]
      : [`Extra Mile cannot start: ${reasonOf(error)}`];
  process.stderr.write(`${lines.join('\n')}\n`);
  process.exit(1);
}

/** Explains the two most common errors; any other by its message. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code, port } = error as NodeJS.ErrnoException & { port?: number };
  if (code === 'EADDRINUSE') {
    return (
      `port ${port} is taken (EADDRINUSE).` +
      ' Set PORT or OPS_PORT to another one, or stop what uses it.'
    );
  }
  return error instanceof SlackFailure ? slackReason(error) : error.message;
}

function slackReason({ outcome, method, code }: SlackFailure): string {
  switch (outcome) {
    case 'unreached':
      return (
        `Slack cannot be reached (${code}). Check the network, the proxy settings` +
        ' (HTTPS_PROXY, NO_PROXY), and SLACK_API_URL if it is set; then start again.'
      );
    case 'limited':
      return (
        `Slack still limits ${method} after two minutes.` +
        ' Another process may be starting again and again with this token: stop it, wait a few' +
        ' minutes and start again.'
      );
    case 'refused':
      return (
        `Slack refuses ${method} (${code}). Compare the app’s settings at api.slack.com/apps` +
        ' with manifest.yml, install it again and start again.'
      );
    case 'unsure':
      return (
        `Slack does not answer ${method} properly (${code}), after two minutes of trying.` +
        ' See slack-status.com, and start again later; nothing is lost meanwhile.'
      );
  }
}
