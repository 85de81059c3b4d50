import { expect, test } from 'vitest';
import { readSettings } from '../src/config.ts';
import { problemLine } from '../src/problems.ts';

const socket = { SLACK_BOT_TOKEN: 'xoxb-1-abc', SLACK_APP_TOKEN: 'xapp-1-abc' };
const http = {
  SLACK_BOT_TOKEN: 'xoxb-1-abc',
  SLACK_SIGNING_SECRET: '0123456789abcdef0123456789abcdef',
};

const problemsOf = (environment: Record<string, string>) =>
  readSettings(environment).problems.map(problemLine);

test('an app-level token means Socket Mode', () => {
  expect(readSettings(socket).value?.slack).toEqual({
    by: 'socket',
    botToken: 'xoxb-1-abc',
    appToken: 'xapp-1-abc',
  });
});

test('a signing secret without an app-level token means HTTP, on port 3000 unless another is set', () => {
  expect(readSettings(http).value?.slack).toMatchObject({ by: 'http', port: 3000 });
  expect(readSettings({ ...http, PORT: '8080' }).value?.slack).toMatchObject({ port: 8080 });
});

test('no credentials mean the playground, but never in production', () => {
  expect(readSettings({}).value?.slack).toEqual({ by: 'playground', port: 3000 });
  expect(problemsOf({ NODE_ENV: 'production' })).toEqual([
    expect.stringContaining('SLACK_BOT_TOKEN: is missing'),
    expect.stringContaining('SLACK_APP_TOKEN: is missing'),
  ]);
});

test('an empty variable counts as one that is not set', () => {
  expect(readSettings({ ...socket, SLACK_SIGNING_SECRET: '', PORT: ' ' }).value?.slack.by).toBe(
    'socket',
  );
});

test('every problem is told at once, by its variable', () => {
  const problems = problemsOf({
    ...socket,
    SLACK_BOT_TOKEN: 'xoxp-a-person',
    PORT: '99999',
    OPS_PORT: 'three',
    LOG_LEVEL: 'loud',
    LANGUAGE: '../etc',
    SLACK_API_URL: 'not a url',
  });
  for (const name of [
    'SLACK_BOT_TOKEN',
    'PORT',
    'OPS_PORT',
    'LOG_LEVEL',
    'LANGUAGE',
    'SLACK_API_URL',
  ]) {
    expect(problems.join('\n')).toMatch(new RegExp(`^settings: ${name}: `, 'm'));
  }
});

test('a problem never repeats the value, which may be a token put in the wrong place', () => {
  const problems = problemsOf({
    SLACK_BOT_TOKEN: 'xapp-secret-value',
    SLACK_APP_TOKEN: 'xoxb-other-value',
  });
  expect(problems).toHaveLength(2);
  expect(problems.join('\n')).not.toMatch(/secret-value|other-value/);
});

test('missing credentials are told together with everything else', () => {
  const problems = problemsOf({ NODE_ENV: 'production', PORT: 'x' }).join('\n');
  expect(problems).toContain('settings: PORT: must be a port number');
  expect(problems).toContain('settings: SLACK_BOT_TOKEN: is missing');
});

test('credentials that are only half there name the other half', () => {
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
])('LANGUAGE may be written as %s', (written, languages) => {
  expect(readSettings({ ...socket, LANGUAGE: written }).value?.languages).toEqual(languages);
});

test('the address of Slack’s API ends in a slash whichever way it is written', () => {
  const read = (url: string) => readSettings({ ...socket, SLACK_API_URL: url }).value?.slackApiUrl;
  expect(read('http://127.0.0.1:1/api')).toBe('http://127.0.0.1:1/api/');
  expect(read('http://127.0.0.1:1/api/')).toBe('http://127.0.0.1:1/api/');
});

test('the data is in a file unless another store is set; the playground forgets as its Slack does', () => {
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
