import { expect, test } from 'vitest';
import { localSlack } from '../../../../playground/server/local-slack.ts';
import { kitchen, refused, startSlack, teaManifest, webClient } from '../rig.ts';

const error = (data: unknown) => (data as { error?: string }).error;

test('auth.test returns the app’s user in the token’s workspace', async () => {
  const slack = await startSlack();
  expect(await webClient(slack).auth.test()).toMatchObject({ team: 'Kitchen', user: 'tea_time' });
  expect(await webClient(slack, slack.botToken('Pantry')).auth.test()).toMatchObject({
    team: 'Pantry',
  });
});

test('takes an empty body of type JSON', async () => {
  const slack = await startSlack();
  const response = await fetch(`${slack.apiUrl}auth.test`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${slack.botToken()}`,
      'content-type': 'application/json;charset=utf-8',
    },
  });
  expect(await response.json()).toMatchObject({ ok: true, team: 'Kitchen' });
});

test('refuses a missing or unknown token', async () => {
  const slack = await startSlack();
  expect(await refused(webClient(slack, '').auth.test())).toMatchObject({ error: 'not_authed' });
  expect(await refused(webClient(slack, 'xoxb-other').auth.test())).toMatchObject({
    error: 'invalid_auth',
  });
});

test('ignores a token in the query', async () => {
  const slack = await startSlack();
  const response = await fetch(`${slack.apiUrl}auth.test?token=${slack.botToken()}`);
  expect(error(await response.json())).toBe('not_authed');
});

test('refuses the token of another local Slack', async () => {
  const [one, other] = [await startSlack(), await localSlack({ manifest: teaManifest() })];
  const call = webClient(one, other.botToken()).auth.test();
  await other.close();
  expect(await refused(call)).toMatchObject({ error: 'invalid_auth' });
});

test('app token and bot token are not interchangeable', async () => {
  const slack = await startSlack();
  const app = webClient(slack, slack.credentials.appToken);
  expect(await refused(app.auth.test())).toMatchObject({ error: 'not_allowed_token_type' });
  expect(await refused(webClient(slack).apps.connections.open())).toMatchObject({
    error: 'not_allowed_token_type',
  });
  expect(await app.apps.connections.open()).toMatchObject({ ok: true });
});

test('missing_scope lists needed and provided scopes', async () => {
  const slack = await startSlack({ manifest: teaManifest({ without: ['chat:write'] }) });
  const answer = await refused(webClient(slack).chat.postMessage({ channel: 'C', text: 'tea' }));
  expect(answer).toMatchObject({ error: 'missing_scope', needed: 'chat:write' });
  expect(answer.provided).toContain('users:read');
  expect(slack.refusals()).toEqual(['chat.postMessage: missing_scope (needs chat:write)']);
});

test('answers unknown_method', async () => {
  const slack = await startSlack();
  expect(await refused(webClient(slack).apiCall('tea.brew'))).toMatchObject({
    error: 'unknown_method',
  });
});

test('accepts JSON arguments and refuses an invalid body', async () => {
  const slack = await startSlack();
  const post = async (body: string) => {
    const response = await fetch(`${slack.apiUrl}users.lookupByEmail`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json; charset=utf-8',
        authorization: `Bearer ${slack.botToken()}`,
      },
      body,
    });
    return response.json();
  };
  expect(await post('{"email":"ana@kitchen.example"}')).toMatchObject({ user: { name: 'ana' } });
  expect(error(await post('{"email'))).toBe('invalid_json');
});

test('names a missing argument', async () => {
  const slack = await startSlack();
  const answer = await refused(webClient(slack).apiCall('users.info'));
  expect(answer.error).toBe('invalid_arguments');
  expect(answer.response_metadata.messages).toEqual(['[ERROR] missing required field: user']);
});

test('a token sees neither channels nor users of another workspace', async () => {
  const slack = await startSlack();
  const there = webClient(slack, slack.botToken('Pantry'));
  const here = slack.messages('general')[0]?.channel ?? '';
  expect(await refused(there.chat.postMessage({ channel: here, text: 'hi' }))).toMatchObject({
    error: 'channel_not_found',
  });
  expect(await refused(there.users.info({ user: slack.person('ana').id }))).toMatchObject({
    error: 'user_not_found',
  });
});

test('uninstalling revokes the token', async () => {
  const slack = await startSlack();
  const web = webClient(slack);
  slack.admin.uninstall();
  expect(await refused(web.auth.test())).toMatchObject({ error: 'account_inactive' });
});

test('the log contains no tokens and secrets', async () => {
  const slack = await startSlack();
  const token = slack.botToken();
  await refused(webClient(slack).apiCall('api.test', { error: `not ${token}`, token }));
  await webClient(slack, slack.credentials.appToken).apps.connections.open();
  const log = JSON.stringify(slack.traffic);
  expect(log).toContain('not xoxb-…');
  expect(log).not.toContain(token);
  expect(log).not.toMatch(/ticket=\w/);
});

test('team.info and bots.info describe the workspace and the app', async () => {
  const slack = await startSlack({ workspaces: [kitchen] });
  const web = webClient(slack);
  expect(await web.team.info()).toMatchObject({ team: { name: 'Kitchen', domain: 'kitchen' } });
  expect(await web.bots.info()).toMatchObject({ bot: { name: 'Tea Time' } });
  expect(await refused(web.bots.info({ bot: 'B1' }))).toMatchObject({ error: 'bot_not_found' });
});
