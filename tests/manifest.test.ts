import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { load } from 'js-yaml';
import { expect, test } from 'vitest';
import type { Manifest } from '../playground/server/manifest.ts';
import { manifestProblems } from '../playground/server/manifest-problems.ts';
import { composeFeatures } from '../src/app.ts';
import { botScopes } from '../src/installation/scopes.ts';
import { systemClock } from '../src/ports/clock.ts';
import { openStore } from '../src/store/store.ts';
import { idleOutbox, noSlacks } from './no-slack.ts';
import { ourContent } from './our-content.ts';
import { recordedLog } from './recorded-log.ts';

const ownContent = await ourContent();
const manifest = load(readFileSync('manifest.yml', 'utf8')) as Manifest;

/**
 * Every Web API method the code may call, with the scopes Slack asks for.
 * https://docs.slack.dev/reference/methods
 */
const scopesOf: Readonly<Record<string, readonly string[]>> = {
  'api.test': [],
  'auth.test': [],
  'apps.connections.open': [],
  'chat.delete': ['chat:write'],
  'chat.deleteScheduledMessage': ['chat:write'],
  'chat.getPermalink': [],
  'chat.postEphemeral': ['chat:write'],
  'chat.postMessage': ['chat:write'],
  'chat.scheduleMessage': ['chat:write'],
  'chat.scheduledMessages.list': [],
  'chat.update': ['chat:write'],
  // Only of the app's own direct messages.
  'conversations.history': ['im:history'],
  'conversations.info': ['channels:read', 'groups:read'],
  'conversations.members': ['channels:read', 'groups:read'],
  'conversations.open': ['im:write'],
  filesUploadV2: ['files:write'],
  'oauth.v2.access': [],
  'usergroups.list': ['usergroups:read'],
  'usergroups.users.list': ['usergroups:read'],
  'users.conversations': ['channels:read', 'groups:read'],
  'users.info': ['users:read'],
  'views.open': [],
  'views.publish': [],
  'views.push': [],
  'views.update': [],
};

/** The scope that each subscription needs. */
const scopeOfEvent: Readonly<Record<string, string | undefined>> = {
  app_home_opened: undefined,
  app_mention: 'app_mentions:read',
  'message.im': 'im:history',
  channel_left: 'channels:read',
  group_left: 'groups:read',
  channel_archive: 'channels:read',
  group_archive: 'groups:read',
  channel_deleted: 'channels:read',
  group_deleted: 'groups:read',
  member_joined_channel: 'channels:read',
  user_change: 'users:read',
};

const code = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts'))
  .map((path) => readFileSync(`src/${path}`, 'utf8'))
  .join('\n');

/**
 * Methods called as `client.chat.postMessage(…)`; the upload in three steps has a name of its own.
 */
const called = [...code.matchAll(/\bclient\.((?:[a-z]\w+\.)+[a-zA-Z]+|filesUploadV2)\(/g)].map(
  ([, method]) => method ?? '',
);

const parts = { clock: systemClock, log: recordedLog() };
const store = await openStore({ url: 'memory:', ...parts });
const { features } = composeFeatures({
  ...parts,
  content: () => ownContent,
  slacks: noSlacks,
  outbox: idleOutbox({ ...parts, store }),
  store,
  version: '0.0.0',
});
const events: readonly string[] = manifest.settings?.event_subscriptions?.bot_events ?? [];

test('the manifest follows Slack’s schema', () => {
  expect(manifestProblems(manifest)).toEqual([]);
});

test('names exactly the commands that the code handles', () => {
  const commands = manifest.features?.slash_commands?.map(({ command }) => command);
  expect(commands).toEqual([
    '/care',
    ...features.flatMap((feature) => Object.keys(feature.commands ?? {})),
  ]);
});

test('Slack escapes mentions and links in every command', () => {
  expect(manifest.features?.slash_commands?.every((command) => command.should_escape)).toBe(true);
});

test('names exactly the events that the code handles', () => {
  /** Slack's subscriptions to messages name the kind of channel; the event that arrives doesn't. */
  const arriving = events.map((event) => event.replace(/^message\..*/, 'message'));
  const heard = features.flatMap((feature) => Object.keys(feature.events ?? {}));
  expect(new Set(arriving)).toEqual(
    new Set(['app_mention', 'app_uninstalled', 'message', 'tokens_revoked', ...heard]),
  );
});

test('names exactly the shortcuts that the code handles', () => {
  const named = manifest.features?.shortcuts?.map(({ callback_id }) => callback_id) ?? [];
  expect(named).toEqual(features.flatMap((feature) => Object.keys(feature.shortcuts ?? {})));
});

test('SECURITY.md names every scope', () => {
  const security = readFileSync('SECURITY.md', 'utf8');
  const scopes = manifest.oauth_config?.scopes?.bot ?? [];
  expect(scopes.filter((scope) => !security.includes(`\`${scope}\``))).toEqual([]);
});

test('asks for exactly the scopes that the code needs', () => {
  expect(called.length).toBeGreaterThan(0);
  const unknown = called.filter((method) => !(method in scopesOf));
  expect(unknown).toEqual([]);
  const needed = new Set([
    'commands',
    ...called.flatMap((method) => scopesOf[method]),
    ...events.map((event) => scopeOfEvent[event]),
  ]);
  needed.delete(undefined);
  expect(new Set(manifest.oauth_config?.scopes?.bot)).toEqual(needed);
});

test('people who add the app are asked for the manifest’s scopes', () => {
  expect(botScopes).toEqual(manifest.oauth_config?.scopes?.bot);
});

test('enables interactivity', () => {
  expect(manifest.settings?.interactivity?.is_enabled).toBe(true);
});

test('differs for HTTP only in how Slack reaches the app', async () => {
  const run = promisify(execFile);
  const { stdout } = await run(process.execPath, [
    'src/cli/manifest.ts',
    'https://care.example.com',
  ]);
  const http = load(stdout) as Manifest;
  expect(manifestProblems(http)).toEqual([]);
  const url = 'https://care.example.com/slack/events';
  expect(http.features?.slash_commands?.map((command) => command.url)).toEqual([url, url]);
  expect(http.settings).toMatchObject({
    socket_mode_enabled: false,
    event_subscriptions: {
      request_url: url,
      bot_events: manifest.settings?.event_subscriptions?.bot_events,
    },
    interactivity: { is_enabled: true, request_url: url, message_menu_options_url: url },
  });
  expect(http.oauth_config).toEqual(manifest.oauth_config);
  expect(http.display_information).toEqual(manifest.display_information);
});

test('for many workspaces it also has a way back and serves organisations', async () => {
  const run = promisify(execFile);
  const address = 'https://care.example.com';
  const { stdout } = await run(process.execPath, ['src/cli/manifest.ts', '--oauth', address]);
  const many = load(stdout) as Manifest;
  expect(manifestProblems(many)).toEqual([]);
  expect(many.oauth_config?.redirect_urls).toEqual([`${address}/slack/oauth_redirect`]);
  expect(many.oauth_config?.scopes).toEqual(manifest.oauth_config?.scopes);
  expect(many.settings).toMatchObject({ org_deploy_enabled: true, socket_mode_enabled: false });
  const more = ['team_access_granted', 'team_access_revoked'];
  expect(new Set(many.settings?.event_subscriptions?.bot_events)).toEqual(
    new Set([...events, ...more]),
  );
});

test('rejects an address that is not https, with an example', async () => {
  const run = promisify(execFile)(process.execPath, [
    'src/cli/manifest.ts',
    'http://care.example.com',
  ]);
  await expect(run).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringContaining('https://care.example.com'),
  });
});
