import { WebClient } from '@slack/web-api';
import { expect, test } from 'vitest';
import type { LocalSlack } from '../../../../playground/server/local-slack.ts';
import type { WorkspaceSeed } from '../../../../playground/server/state/workspace-seed.ts';
import { kitchen, minute, refused, startSlack, teaManifest, webClient } from '../rig.ts';

const back = 'http://127.0.0.1/back/here';

const startFresh = () => startSlack({ workspaces: [{ ...kitchen, installed: false }] });

function consentUrl(slack: LocalSlack, change: Record<string, string> = {}): string {
  const query = new URLSearchParams({
    client_id: slack.credentials.clientId,
    scope: 'chat:write,commands',
    redirect_uri: back,
    state: 'once',
    ...change,
  });
  return `${slack.url}/oauth/v2/authorize?${query}`;
}

async function decide(slack: LocalSlack, decision: string, team = 'Kitchen'): Promise<URL> {
  const response = await fetch(consentUrl(slack), {
    method: 'POST',
    body: new URLSearchParams({ team, decision }),
    redirect: 'manual',
  });
  return new URL(response.headers.get('location') ?? '');
}

function access(slack: LocalSlack, code: string, change: object = {}) {
  const { clientId: client_id, clientSecret: client_secret } = slack.credentials;
  const web = new WebClient(undefined, { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 } });
  return web.oauth.v2.access({ client_id, client_secret, code, redirect_uri: back, ...change });
}

test('the consent page lists the scopes', async () => {
  const page = await (await fetch(consentUrl(await startFresh()))).text();
  expect(page).toContain('Tea Time');
  expect(page).toContain('chat:write');
});

test('allowing redirects with a code that can be exchanged once', async () => {
  const slack = await startFresh();
  expect(() => slack.botToken()).toThrow('not installed');
  const { searchParams, origin, pathname } = await decide(slack, 'allow');
  expect(`${origin}${pathname}`).toBe(back);
  expect(searchParams.get('state')).toBe('once');
  const code = searchParams.get('code') ?? '';
  const answer = await access(slack, code);
  expect(answer).toMatchObject({ token_type: 'bot', scope: 'chat:write,commands' });
  expect(await webClient(slack, answer.access_token).auth.test()).toMatchObject({
    team: 'Kitchen',
    user_id: answer.bot_user_id,
  });
  expect(await refused(access(slack, code))).toMatchObject({ error: 'code_already_used' });
});

test('cancelling redirects without a code', async () => {
  const { searchParams } = await decide(await startFresh(), 'cancel');
  expect(searchParams.get('error')).toBe('access_denied');
  expect(searchParams.has('code')).toBe(false);
});

test.each([
  ['another redirect URI', { redirect_uri: `${back}/else` }, 'bad_redirect_uri'],
  ['a wrong secret', { client_secret: 'guess' }, 'bad_client_secret'],
  ['another app', { client_id: '1.2' }, 'invalid_client_id'],
  ['an unknown code', { code: 'guess' }, 'invalid_code'],
])('refuses a token for %s', async (_, change, error) => {
  const slack = await startFresh();
  const code = (await decide(slack, 'allow')).searchParams.get('code') ?? '';
  expect(await refused(access(slack, code, change))).toMatchObject({ error });
});

test('a code expires after ten minutes', async () => {
  const slack = await startFresh();
  const code = (await decide(slack, 'allow')).searchParams.get('code') ?? '';
  slack.clock.advance(10 * minute + 1);
  expect(await refused(access(slack, code))).toMatchObject({ error: 'invalid_code' });
});

test.each([
  ['a scope that is not in the manifest', { scope: 'admin' }, 'invalid_scope'],
  [
    'an address that is not registered',
    { redirect_uri: 'http://evil.example/' },
    'bad_redirect_uri',
  ],
  ['another app', { client_id: '1.2' }, 'invalid_client_id'],
])('the consent page refuses %s', async (_, change, error) => {
  const slack = await startFresh();
  const response = await fetch(consentUrl(slack, change));
  expect([response.status, await response.text()]).toEqual([400, expect.stringContaining(error)]);
  expect(slack.refusals()[0]).toContain(error);
});

test('a reinstalled app has a new token and its old bot user', async () => {
  const slack = await startSlack({ workspaces: [kitchen] });
  const before = slack.botToken();
  const { user_id } = await webClient(slack).auth.test();
  slack.admin.uninstall();
  await access(slack, (await decide(slack, 'allow')).searchParams.get('code') ?? '');
  expect(slack.botToken()).not.toBe(before);
  expect(await webClient(slack).auth.test()).toMatchObject({ user_id });
});

const bakery: WorkspaceSeed = {
  name: 'Bakery',
  domain: 'bakery',
  enterprise: 'Food Group',
  installed: false,
  people: [{ name: 'bo', real_name: 'Bo Baker' }],
  channels: [{ name: 'general' }],
};

test('an organisation has one token for its workspaces, which every call has to name', async () => {
  const slack = await startSlack({
    manifest: teaManifest({ settings: { org_deploy_enabled: true } }),
    workspaces: [{ ...kitchen, installed: false, enterprise: 'Food Group' }, bakery],
  });
  const page = await (await fetch(consentUrl(slack))).text();
  const [, organisation = ''] = /<option value="(E\w+)">Food Group/.exec(page) ?? [];
  const [, team_id = ''] = /<option value="(T\w+)">Bakery/.exec(page) ?? [];
  const code = (await decide(slack, 'allow', organisation)).searchParams.get('code') ?? '';
  expect(await access(slack, code)).toMatchObject({
    team: null,
    enterprise: { id: organisation, name: 'Food Group' },
    is_enterprise_install: true,
  });
  expect(slack.botToken('Kitchen')).toBe(slack.botToken('Bakery'));
  const web = webClient(slack);
  expect(await web.auth.test()).toMatchObject({ is_enterprise_install: true });
  const user = slack.person('bo', 'Bakery').id;
  expect(await refused(web.users.info({ user }))).toMatchObject({ error: 'missing_argument' });
  const inBakery = () => web.apiCall('auth.test', { team_id });
  expect(await inBakery()).toMatchObject({ team: 'Bakery' });
  slack.admin.revokeAccess('Bakery');
  expect(await refused(inBakery())).toMatchObject({ error: 'team_access_not_granted' });
  slack.admin.grantAccess('Bakery');
  expect(slack.botToken('Bakery')).toBe(slack.botToken('Kitchen'));
  slack.admin.uninstall('Kitchen');
  expect(() => slack.botToken('Bakery')).toThrow('not installed');
});

test('with token rotation a token ends, and two are valid at a time', async () => {
  const slack = await startSlack({
    manifest: teaManifest({ settings: { token_rotation_enabled: true } }),
    workspaces: [{ ...kitchen, installed: false }],
  });
  const first = await access(slack, (await decide(slack, 'allow')).searchParams.get('code') ?? '');
  expect(first).toMatchObject({ expires_in: 12 * 3600, refresh_token: expect.any(String) });
  const refresh = (refresh_token = '') =>
    access(slack, '', { grant_type: 'refresh_token', refresh_token, code: undefined });
  const works = (token = '') => webClient(slack, token).auth.test();
  const second = await refresh(first.refresh_token);
  expect(await works(first.access_token)).toMatchObject({ team: 'Kitchen' });
  const third = await refresh(second.refresh_token);
  expect(await refused(works(first.access_token))).toMatchObject({ error: 'account_inactive' });
  expect(await works(second.access_token)).toMatchObject({ team: 'Kitchen' });
  slack.clock.advance(minute + 1);
  expect(await refused(refresh(second.refresh_token))).toMatchObject({
    error: 'invalid_refresh_token',
  });
  slack.clock.advance(12 * 60 * minute);
  expect(await refused(works(third.access_token))).toMatchObject({ error: 'token_expired' });
});

test('exchanges a token without an end for one that ends', async () => {
  const slack = await startSlack({ workspaces: [kitchen] });
  const { clientId: client_id, clientSecret: client_secret } = slack.credentials;
  const web = webClient(slack);
  const token = slack.botToken();
  const answer = await web.oauth.v2.exchange({ client_id, client_secret, token });
  expect(answer).toMatchObject({ expires_in: 12 * 3600 });
  expect(slack.botToken()).toBe(answer.access_token);
  expect(await refused(webClient(slack, token).auth.test())).toMatchObject({
    error: 'account_inactive',
  });
});
