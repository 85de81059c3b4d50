import { App, HTTPReceiver, type Logger, LogLevel, SocketModeReceiver } from '@slack/bolt';
import { WebClient } from '@slack/web-api';
import { onTestFinished } from 'vitest';
import { stoppedClock } from '../../../playground/server/clock.ts';
import {
  type LocalSlack,
  type LocalSlackOptions,
  localSlack,
} from '../../../playground/server/local-slack.ts';
import type { Manifest } from '../../../playground/server/manifest.ts';
import type { WorkspaceSeed } from '../../../playground/server/state/workspace-seed.ts';

export const noon = Date.UTC(2026, 4, 4, 12);
export const second = 1000;
export const minute = 60 * second;

const botScopes = [
  'app_mentions:read',
  'channels:history',
  'channels:join',
  'channels:manage',
  'channels:read',
  'chat:write',
  'commands',
  'files:read',
  'files:write',
  'groups:history',
  'groups:read',
  'groups:write',
  'im:history',
  'im:read',
  'im:write',
  'mpim:read',
  'mpim:write',
  'reactions:read',
  'reactions:write',
  'team:read',
  'usergroups:read',
  'users.profile:read',
  'users:read',
  'users:read.email',
] as const;

type Scope = (typeof botScopes)[number] | 'chat:write.public' | 'chat:write.customize';

/** The manifest of an app that orders tea; `without` and `with` change its scopes. */
export function teaManifest(
  change: {
    without?: readonly Scope[];
    with?: readonly Scope[];
    settings?: Manifest['settings'];
  } = {},
): Manifest {
  const scopes = botScopes.filter((scope) => !change.without?.includes(scope));
  return {
    display_information: { name: 'Tea Time' },
    features: {
      bot_user: { display_name: 'Tea Time' },
      app_home: { home_tab_enabled: true, messages_tab_enabled: true },
      slash_commands: [
        { command: '/tea', description: 'Orders tea', should_escape: true },
        { command: '/plain', description: 'Says what was typed' },
      ],
      shortcuts: [
        { name: 'Order tea', type: 'global', callback_id: 'order', description: 'Anywhere' },
        { name: 'Tea for this', type: 'message', callback_id: 'tea-for', description: 'Here' },
      ],
    },
    oauth_config: {
      redirect_urls: ['http://127.0.0.1/back'],
      scopes: { bot: [...scopes, ...(change.with ?? [])] },
    },
    settings: change.settings ?? {
      interactivity: { is_enabled: true },
      event_subscriptions: {
        bot_events: [
          'app_home_opened',
          'app_mention',
          'app_uninstalled',
          'channel_archive',
          'channel_deleted',
          'member_joined_channel',
          'member_left_channel',
          'message.channels',
          'message.groups',
          'message.im',
          'reaction_added',
          'reaction_removed',
          'team_join',
          'tokens_revoked',
          'user_change',
        ],
      },
    },
  };
}

export const kitchen: WorkspaceSeed = {
  name: 'Kitchen',
  domain: 'kitchen',
  people: [
    { name: 'ana', real_name: 'Ana Duarte', tz: 'Europe/Lisbon', is_admin: true, locale: 'pt-PT' },
    { name: 'ben', real_name: 'Ben Okafor', tz: 'America/New_York' },
    { name: 'guest', real_name: 'Gus Guest', guest: 'restricted' },
    { name: 'gone', real_name: 'Gone Girl', deleted: true },
    { name: 'robo', real_name: 'Robo Cook', is_bot: true },
  ],
  channels: [
    { name: 'general', app: true, messages: [{ from: 'ben', text: 'The kettle is on' }] },
    { name: 'public', members: ['ana', 'ben'] },
    { name: 'secret', private: true, members: ['ana', 'ben'] },
    { name: 'cellar', private: true, members: ['ana'], app: true },
    { name: 'attic', archived: true, app: true },
  ],
  usergroups: [{ handle: 'cooks', name: 'The Cooks', users: ['ana', 'ben'] }],
};

const pantry: WorkspaceSeed = {
  name: 'Pantry',
  domain: 'pantry',
  people: [{ name: 'ana', real_name: 'Ana of the Pantry' }],
  channels: [{ name: 'general', app: true }],
};

/** A local Slack with a clock stopped at noon; it is closed at the end of the test. */
export async function startSlack(options: Partial<LocalSlackOptions> = {}): Promise<LocalSlack> {
  const slack = await localSlack({
    manifest: teaManifest(),
    workspaces: [kitchen, pantry],
    clock: stoppedClock(noon),
    ...options,
  });
  onTestFinished(slack.close);
  return slack;
}

const silent: Logger = {
  debug: () => {},
  info: () => {},
  warn: () => {},
  error: () => {},
  setLevel: () => {},
  getLevel: () => LogLevel.ERROR,
  setName: () => {},
};

/** A Web API client without retries. */
export function webClient(slack: LocalSlack, token = slack.botToken()): WebClient {
  return new WebClient(token, {
    slackApiUrl: slack.apiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logger: silent,
  });
}

type Answer = {
  readonly error: string;
  readonly needed?: string;
  readonly provided?: string;
  readonly response_metadata: { readonly messages?: readonly string[] };
};

/** Slack's error answer. Throws when the call succeeds. */
export async function refused(call: Promise<unknown>): Promise<Answer> {
  const answer = await call.then(
    () => {
      throw new Error('the call succeeded');
    },
    (error: { data?: Answer }) => {
      if (!error.data) throw error;
      return error.data;
    },
  );
  return answer;
}

export function idOf(slack: LocalSlack, channel: string, workspace?: string): string {
  const [message] = slack.messages(channel, workspace);
  if (message) return message.channel;
  throw new Error(`there are no messages in ${channel}`);
}

/** Without `ignoreSelf`, because tests check that Slack sends an app its own messages. */
const quiet = { logger: silent, deferInitialization: true, ignoreSelf: false } as const;

function clientOptions(slack: LocalSlack) {
  return { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 } };
}

/**
 * A Bolt app in Socket Mode; `listen` adds listeners before it starts. The client reconnects when a
 * pong takes longer than `pingTimeout` (ms), and waits as long before it reconnects.
 */
export async function socketApp(
  slack: LocalSlack,
  listen: (app: App) => void,
  { pingTimeout = 5000 } = {},
) {
  const receiver = new SocketModeReceiver({
    appToken: slack.credentials.appToken,
    logger: silent,
    installerOptions: { clientOptions: clientOptions(slack) },
    clientPingTimeout: pingTimeout,
  });
  const app = new App({
    ...quiet,
    receiver,
    token: slack.botToken(),
    clientOptions: clientOptions(slack),
  });
  return started(app, listen, () => app.start());
}

/** A Bolt app that receives all further payloads by HTTP. */
export async function httpApp(slack: LocalSlack, listen: (app: App) => void) {
  const receiver = new HTTPReceiver({
    signingSecret: slack.credentials.signingSecret,
    logger: silent,
  });
  const app = new App({
    ...quiet,
    receiver,
    token: slack.botToken(),
    clientOptions: clientOptions(slack),
  });
  return started(app, listen, async () => {
    const server = (await app.start(0)) as { address: () => { port: number } };
    slack.deliverTo(`http://127.0.0.1:${server.address().port}/slack/events`);
  });
}

async function started(
  app: App,
  listen: (app: App) => void,
  start: () => Promise<unknown>,
): Promise<App> {
  listen(app);
  await app.init();
  await start();
  onTestFinished(async () => void (await app.stop()));
  return app;
}
