import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readCommandSettings, readSettings, settingNames } from '../src/config.ts';
import { problemLine } from '../src/problems.ts';

const socket = { SLACK_BOT_TOKEN: 'xoxb-1-abc', SLACK_APP_TOKEN: 'xapp-1-abc' };
const http = {
  SLACK_BOT_TOKEN: 'xoxb-1-abc',
  SLACK_SIGNING_SECRET: '0123456789abcdef0123456789abcdef',
};

const problemsOf = (environment: Record<string, string>) =>
  readSettings(environment).problems.map(problemLine);

test('uses Socket Mode with an app-level token', () => {
  expect(readSettings(socket).value?.slack).toEqual({
    by: 'socket',
    botToken: 'xoxb-1-abc',
    appToken: 'xapp-1-abc',
  });
});

test('uses HTTP with a signing secret alone, on port 3000 by default', () => {
  expect(readSettings(http).value?.slack).toMatchObject({ by: 'http', port: 3000 });
  expect(readSettings({ ...http, PORT: '8080' }).value?.slack).toMatchObject({ port: 8080 });
});

test('uses the playground without credentials, except in production', () => {
  expect(readSettings({}).value?.slack).toEqual({ by: 'playground', port: 3000 });
  expect(problemsOf({ NODE_ENV: 'production' })).toEqual([
    expect.stringContaining('SLACK_BOT_TOKEN: is missing'),
    expect.stringContaining('SLACK_APP_TOKEN: is missing'),
  ]);
});

const oauth = {
  SLACK_SIGNING_SECRET: '0123456789abcdef0123456789abcdef',
  SLACK_CLIENT_ID: '123.456',
  SLACK_CLIENT_SECRET: '0123456789abcdef',
  SLACK_STATE_SECRET: 'sixteen characters',
  TOKEN_KEY: Buffer.alloc(32, 7).toString('base64'),
};

test('serves many workspaces with a client id, a key for tokens and two secrets', () => {
  expect(readSettings(oauth).value?.slack).toEqual({
    by: 'oauth',
    signingSecret: oauth.SLACK_SIGNING_SECRET,
    clientId: '123.456',
    clientSecret: '0123456789abcdef',
    stateSecret: 'sixteen characters',
    tokenKey: Buffer.alloc(32, 7),
    oldTokenKey: undefined,
    port: 3000,
  });
});

test('lists everything that is missing or wrong for many workspaces', () => {
  expect(problemsOf({ SLACK_CLIENT_ID: '123.456' })).toEqual([
    expect.stringContaining('SLACK_CLIENT_SECRET: is missing'),
    expect.stringContaining('SLACK_SIGNING_SECRET: is missing'),
    expect.stringContaining('SLACK_STATE_SECRET: is missing'),
    expect.stringContaining('TOKEN_KEY: is missing'),
  ]);
  const bad = { ...oauth, TOKEN_KEY: 'c2hvcnQ=', TOKEN_KEY_OLD: 'x', SLACK_STATE_SECRET: 'short' };
  expect(problemsOf(bad)).toEqual([
    expect.stringContaining('SLACK_STATE_SECRET: must be at least 16'),
    expect.stringContaining('TOKEN_KEY: must be 32 random bytes'),
    expect.stringContaining('TOKEN_KEY_OLD: must be 32 random bytes'),
  ]);
});

test('keeps the data of a workspace that removed the app for seven days by default', () => {
  const daysOf = (days: string) =>
    readSettings({ ...oauth, KEEP_DATA_DAYS: days }).value?.keepDataDays;
  expect(['', '0', '30', '366', '1.5'].map(daysOf)).toEqual([7, 0, 30, undefined, undefined]);
});

test('takes an admin group by its handle or its id', () => {
  const groupOf = (group: string) =>
    readSettings({ ...oauth, ADMIN_GROUP: group }).value?.adminGroup;
  const all = ['', '@care-admins', 'care-admins', 'S0123456789'];
  expect(all.map(groupOf)).toEqual([undefined, '@care-admins', 'care-admins', 'S0123456789']);
  expect(problemsOf({ ...oauth, ADMIN_GROUP: '<!subteam^S1>' })).toEqual([
    expect.stringContaining('ADMIN_GROUP: must be the handle of a user group'),
  ]);
});

test('keeps the audit log for a year by default', () => {
  const daysOf = (days: string) => readSettings({ ...oauth, AUDIT_DAYS: days }).value?.auditDays;
  expect(['', '1', '3650', '0', '3651'].map(daysOf)).toEqual([365, 1, 3650, undefined, undefined]);
});

test('is for one workspace or for many, not for both', () => {
  expect(problemsOf({ ...oauth, ...socket })).toEqual([
    expect.stringContaining('SLACK_BOT_TOKEN: is for one workspace'),
    expect.stringContaining('SLACK_APP_TOKEN: is for one workspace'),
  ]);
});

test('treats an empty variable as unset', () => {
  expect(readSettings({ ...socket, SLACK_SIGNING_SECRET: '', PORT: ' ' }).value?.slack.by).toBe(
    'socket',
  );
});

test.each([
  ['a line break', '0123456789abcdef0123456789abcdef\n'],
  ['spaces', '  0123456789abcdef0123456789abcdef '],
  ['invisible characters', '\u{feff}0123456789abcdef\u{200b}0123456789abcdef'],
  ['quotes', '"0123456789abcdef0123456789abcdef"'],
  ['curly quotes', '“0123456789abcdef0123456789abcdef” '],
  ['other quotes', '‚0123456789abcdef0123456789abcdef‘'],
])('takes %s off a setting', (_, written) => {
  expect(readSettings({ ...http, SLACK_SIGNING_SECRET: written }).value?.slack).toMatchObject({
    signingSecret: http.SLACK_SIGNING_SECRET,
  });
});

test.each([
  '0123456789abcdef 0123456789',
  '"0123456789abcdef0123456789',
  `'0123456789abcdef0123456789"`,
  '••••••••••••••••••••',
])('refuses the signing secret %s', (SLACK_SIGNING_SECRET) => {
  expect(problemsOf({ ...http, SLACK_SIGNING_SECRET })).toEqual([
    expect.stringContaining('SLACK_SIGNING_SECRET: must be the Signing Secret'),
  ]);
});

test('trims every setting', () => {
  const padded = (value: string) => ` ${value}\r\n`;
  const settings = { ...socket, PORT: '8080', LOG_LEVEL: 'warn', STORE_URL: 'memory:' };
  const written = Object.entries(settings).map(([name, value]) => [name, padded(value)]);
  expect(readSettings(Object.fromEntries(written))).toEqual(readSettings(settings));
});

test('reports all problems at once, by variable', () => {
  const problems = problemsOf({
    ...socket,
    SLACK_BOT_TOKEN: 'xoxp-a-person',
    PORT: '99999',
    OPS_PORT: 'three',
    LOG_LEVEL: 'loud',
    METRICS: 'yes',
    SLACK_API_URL: 'not a url',
  });
  for (const name of ['SLACK_BOT_TOKEN', 'PORT', 'OPS_PORT', 'LOG_LEVEL', 'SLACK_API_URL']) {
    expect(problems.join('\n')).toMatch(new RegExp(`^settings: ${name}: `, 'm'));
  }
  expect(problems).toContain('settings: METRICS: must be on or off');
});

test('never repeats a value, which may be a misplaced token', () => {
  const problems = problemsOf({
    SLACK_BOT_TOKEN: 'xapp-secret-value',
    SLACK_APP_TOKEN: 'xoxb-other-value',
  });
  expect(problems).toHaveLength(2);
  expect(problems.join('\n')).not.toMatch(/secret-value|other-value/);
});

test('reports missing credentials along with everything else', () => {
  const problems = problemsOf({ NODE_ENV: 'production', PORT: 'x' }).join('\n');
  expect(problems).toContain('settings: PORT: must be a port number');
  expect(problems).toContain('settings: SLACK_BOT_TOKEN: is missing');
});

test('names the missing half of incomplete credentials', () => {
  expect(problemsOf({ SLACK_APP_TOKEN: 'xapp-1-abc' })).toEqual([
    expect.stringContaining('SLACK_BOT_TOKEN: is missing'),
  ]);
  expect(problemsOf({ SLACK_BOT_TOKEN: 'xoxb-1-abc' })).toEqual([
    expect.stringContaining('SLACK_APP_TOKEN: is missing'),
  ]);
});

test.each([
  ['en', ['en']],
  ['pt-BR', ['pt-BR', 'pt']],
  ['de_AT.UTF-8:de:en', ['de-AT', 'de', 'en']],
  ['EN_us', ['en-US', 'en']],
  ['ca_ES@valencia', ['ca-ES', 'ca']],
  ['C.UTF-8', []],
  ['POSIX:fr', ['fr']],
  ['../etc', []],
])('LANGUAGE may be written as %s', (written, languages) => {
  expect(readSettings({ ...socket, LANGUAGE: written }).value?.languages).toEqual(languages);
});

test('LANGUAGES lists the languages that people can read', () => {
  const offered = (list: string) => readSettings({ ...socket, LANGUAGES: list }).value?.offered;
  expect(offered('en, pt_br es')).toEqual(['en', 'pt-BR', 'es']);
  expect(offered('es-419, zh_hans')).toEqual(['es-419', 'zh-Hans']);
  expect(offered('')).toBe('all');
  expect(problemsOf({ ...socket, LANGUAGES: 'en, Klingon' })).toEqual([
    'settings: LANGUAGES: "Klingon" is not the name of a language; write them like this: en, es, pt-BR',
  ]);
});

test('adds a trailing slash to the address of Slack’s API', () => {
  const read = (url: string) => readSettings({ ...socket, SLACK_API_URL: url }).value?.slackApiUrl;
  expect(read('http://127.0.0.1:1/api')).toBe('http://127.0.0.1:1/api/');
  expect(read('http://127.0.0.1:1/api/')).toBe('http://127.0.0.1:1/api/');
});

test('keeps data in a file by default, and in memory for the playground', () => {
  const storeUrl = (environment: Record<string, string>) =>
    readSettings(environment).value?.storeUrl;
  expect(storeUrl(socket)).toBe('sqlite:data/extra-mile.sqlite');
  expect(storeUrl({})).toBe('memory:');
  expect(storeUrl({ STORE_URL: 'sqlite:/tmp/mine.sqlite' })).toBe('sqlite:/tmp/mine.sqlite');
});

test.each([
  'sqlite:',
  'mysql://secret@host/database',
  'postgres://secret@host',
  'postgres://secret@host/database?schema=Not"This',
  'postgres://secret@host/database?connections=1',
  'redis://:secret@host/zero',
  'redis://:secret@host?prefix=*',
  'data/extra-mile.sqlite',
  'memory:secret',
])('STORE_URL may not be %s, and the problem says what it may be', (url) => {
  const [problem = '', ...others] = problemsOf({ ...socket, STORE_URL: url });
  expect(others).toEqual([]);
  expect(problem).toMatch(/^settings: STORE_URL: (must|has) /);
  expect(problem).not.toContain('secret');
});

test('reads the settings of a command without credentials, from the default store', () => {
  expect(readCommandSettings({ NODE_ENV: 'production', SLACK_BOT_TOKEN: '' }).value).toEqual({
    auditDays: 365,
    storeUrl: 'sqlite:data/extra-mile.sqlite',
    slackApiUrl: undefined,
    promptsDir: undefined,
    languages: ['en'],
    offered: 'all',
    botToken: undefined,
  });
  const { problems } = readCommandSettings({ STORE_URL: 'shop', SLACK_BOT_TOKEN: 'xoxp-a' });
  expect(problems.map(({ field }) => field)).toEqual(['SLACK_BOT_TOKEN', 'STORE_URL']);
});

test('.env.sample has every setting once, and sets none', () => {
  const lines = readFileSync('.env.sample', 'utf8').split('\n');
  const named = lines.flatMap((line) => /^#?([A-Z_]+)=/.exec(line)?.[1] ?? []);
  const proxies = ['HTTPS_PROXY', 'HTTP_PROXY', 'NO_PROXY'];
  expect(new Set(named)).toEqual(new Set([...settingNames, ...proxies]));
  expect(named).toHaveLength(new Set(named).size);
  expect(lines.filter((line) => line && !line.startsWith('#'))).toEqual([]);
});
