import { expect, test } from 'vitest';
import type { LocalSlack } from '../../../../playground/server/local-slack.ts';
import { minute, socketApp, startSlack, teaManifest } from '../rig.ts';

/** The `response_url` of a command in #public, where the app isn't a member. */
async function responseUrl(slack: LocalSlack): Promise<string> {
  const urls: string[] = [];
  await socketApp(slack, (app) =>
    app.command('/tea', async ({ ack, command }) => {
      urls.push(command.response_url);
      await ack();
    }),
  );
  await slack.person('ana').send('public', '/tea');
  return urls[0] ?? '';
}

async function respond(url: string, body: unknown) {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const answer = (await response.json()) as { ok: boolean; error?: string };
  return { status: response.status, error: answer.error };
}

test('posts an ephemeral answer unless it is in_channel, without membership', async () => {
  const slack = await startSlack();
  const url = await responseUrl(slack);
  await respond(url, { text: 'for you' });
  await respond(url, { text: 'for all', response_type: 'in_channel' });
  expect(slack.person('ana').reads('public')).toMatchObject([
    { text: 'for you', ephemeral: true },
    { text: 'for all', ephemeral: false },
  ]);
  expect(slack.messages('public')).toHaveLength(1);
});

test('refuses the sixth use', async () => {
  const slack = await startSlack();
  const url = await responseUrl(slack);
  for (let use = 0; use < 5; use += 1) {
    expect(await respond(url, { text: 'tea' })).toMatchObject({ status: 200 });
  }
  expect(await respond(url, { text: 'tea' })).toEqual({ status: 404, error: 'used_url' });
  expect(slack.refusals()).toEqual(['response_url: used_url (it was used 5 times)']);
});

test('a response_url expires after 30 minutes', async () => {
  const slack = await startSlack();
  const url = await responseUrl(slack);
  slack.clock.advance(30 * minute);
  expect(await respond(url, { text: 'just so' })).toMatchObject({ status: 200 });
  slack.clock.advance(1);
  expect(await respond(url, { text: 'late' })).toEqual({ status: 404, error: 'expired_url' });
});

test('refuses an empty message and invalid blocks', async () => {
  const slack = await startSlack();
  const url = await responseUrl(slack);
  expect(await respond(url, {})).toEqual({ status: 400, error: 'no_text' });
  expect(await respond(url, { blocks: [{ type: 'section' }] })).toEqual({
    status: 400,
    error: 'invalid_blocks',
  });
});

test('needs neither a scope nor a token', async () => {
  const slack = await startSlack({ manifest: teaManifest({ without: ['chat:write'] }) });
  expect(await respond(await responseUrl(slack), { text: 'tea' })).toMatchObject({ status: 200 });
});

test('breaks the connection on request', async () => {
  const slack = await startSlack();
  const url = await responseUrl(slack);
  slack.faults.add({ on: 'response_url', does: 'drop-after' });
  await expect(respond(url, { text: 'tea' })).rejects.toThrow();
  expect(slack.person('ana').reads('public')).toMatchObject([{ text: 'tea' }]);
});
