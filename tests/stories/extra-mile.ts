import { onTestFinished } from 'vitest';
import { readManifest } from '../../playground/index.ts';
import { type LocalSlack, localSlack } from '../../playground/server/local-slack.ts';
import type { Credentials } from '../../src/config.ts';
import type { Content } from '../../src/content/content.ts';
import { checkedClock } from '../../src/ops/checked-clock.ts';
import type { ProcessMetrics } from '../../src/ops/metrics.ts';
import type { Clock, Pause } from '../../src/ports/clock.ts';
import type { Log } from '../../src/ports/log.ts';
import type { Random } from '../../src/ports/random.ts';
import type { Store } from '../../src/ports/store.ts';
import { type RunningApp, startApp } from '../../src/start.ts';
import { openStore } from '../../src/store/store.ts';
import { ourContent } from '../our-content.ts';
import { type Line, recordedLog } from '../recorded-log.ts';

export const transports = ['socket', 'http'] as const;
export type Transport = (typeof transports)[number];

export const manifest = await readManifest('manifest.yml');
const source = { roots: ['prompts'], languages: ['en'] } as const;
export const ownContent = await ourContent();
// No first answer, for which there are seconds, has to wait for it.
await ownContent.prepare();

export type Story = {
  readonly slack: LocalSlack;
  readonly app: RunningApp;
  readonly log: Log & { readonly lines: readonly Line[]; readonly text: () => string };
};

/** The key and the secret of an app for many workspaces. */
export const tokenKey = Buffer.alloc(32, 'a key of thirty-two bytes for us');
export const stateSecret = 'a secret of at least 16 characters';

function credentialsFor(transport: Transport | 'oauth', slack: LocalSlack): Credentials {
  const { appToken, signingSecret, clientId, clientSecret } = slack.credentials;
  switch (transport) {
    case 'socket':
      return { by: 'socket', botToken: slack.botToken(), appToken };
    case 'http':
      return { by: 'http', botToken: slack.botToken(), signingSecret, port: 0 };
    case 'oauth':
      return {
        by: 'oauth',
        signingSecret,
        clientId,
        clientSecret,
        stateSecret,
        tokenKey,
        oldTokenKey: undefined,
        port: 0,
      };
  }
}

/**
 * The real app with a local Slack of its own; both are closed after the test. `oauth` is over HTTP,
 * for the workspaces in which it is then installed.
 */
export async function extraMile(
  transport: Transport | 'oauth',
  {
    content = ownContent,
    slack: existing,
    machine,
    random,
    contentChannel,
    reportChannel,
    adminGroup,
    store,
    keepDataDays = 7,
    pause,
    metrics,
    log = recordedLog(),
  }: {
    content?: Content;
    slack?: LocalSlack;
    /** The machine's clock; by default it is right. */
    machine?: Clock;
    random?: Random;
    contentChannel?: string;
    reportChannel?: string;
    adminGroup?: string;
    store?: Store;
    keepDataDays?: number;
    pause?: Pause;
    metrics?: ProcessMetrics;
    log?: Story['log'];
  } = {},
): Promise<Story> {
  const slack = existing ?? (await localSlack({ manifest }));
  const checked = checkedClock(machine ?? slack.clock, log);
  const app = await startApp({
    slack: credentialsFor(transport, slack),
    slackApiUrl: slack.apiUrl,
    opsPort: 0,
    source: { roots: [...source.roots] as [string], languages: source.languages },
    content,
    // With Slack's own clock there is nothing to compare, for which hours that pass in an instant
    // would need a call each.
    clock: machine ? checked : { ...checked, isRight: async () => true },
    random: random,
    pause:
      pause ??
      ((ms) => new Promise((resolve) => void slack.clock.at(slack.clock.now() + ms, resolve))),
    store: store ?? (await openStore({ url: 'memory:', clock: slack.clock, log })),
    log,
    metrics,
    version: '0.0.0',
    contentChannel,
    reportChannel,
    adminGroup,
    keepDataDays,
  });
  if (app.port !== undefined) slack.deliverTo(`http://127.0.0.1:${app.port}/slack/events`);
  onTestFinished(async () => {
    await app.stop(0);
    await slack.close();
  });
  return { slack, app, log };
}

const apologies = (['failure.apology', 'failure.slow', 'failure.unsure'] as const).map((key) =>
  ownContent.words(key),
);

/** An answer; throws at an apology, which repeats the command and so contains what it says. */
export function answered<Answer extends { readonly text: string }>(answer: Answer): Answer {
  if (apologies.some((apology) => answer.text.includes(apology))) throw new Error(answer.text);
  return answer;
}

/** Content whose library always throws. */
export const brokenContent: Content = {
  ...ownContent,
  library: {
    ...ownContent.library,
    search: () => {
      throw new Error('the shelf fell over');
    },
    find: () => {
      throw new Error('the shelf fell over');
    },
  },
};
