import type { RespondArguments } from '@slack/bolt';
import { expect, test } from 'vitest';
import { runningClock } from '../../../../playground/server/clock.ts';
import type { LocalSlack } from '../../../../playground/server/local-slack.ts';
import { minute, socketApp, startSlack } from '../rig.ts';

/** An app that acknowledges `/tea` with `answer` and `/plain` with its text. */
async function answering(slack: LocalSlack, answer?: string | RespondArguments): Promise<void> {
  await socketApp(slack, (app) => {
    app.command('/tea', async ({ ack }) => ack(answer));
    app.command('/plain', async ({ ack, command }) => ack({ text: JSON.stringify(command) }));
  });
}

test('an empty acknowledgement posts nothing', async () => {
  const slack = await startSlack();
  await answering(slack);
  const ana = slack.person('ana');
  const before = ana.reads('general').length;
  expect(await ana.send('general', '/tea')).toMatchObject({ ok: true });
  expect(ana.reads('general')).toHaveLength(before);
});

test('setting a running clock ahead does not shorten the acknowledgement deadline', async () => {
  const slack = await startSlack({ clock: runningClock() });
  const isAsked = Promise.withResolvers<void>();
  const isAhead = Promise.withResolvers<void>();
  await socketApp(slack, (app) => {
    app.command('/tea', async ({ ack }) => {
      isAsked.resolve();
      await isAhead.promise;
      await ack('Tea');
    });
  });
  const sent = slack.person('ana').send('general', '/tea');
  await isAsked.promise;
  slack.clock.advance(minute);
  isAhead.resolve();
  expect(await sent).toMatchObject({ ok: true });
  expect(slack.refusals()).toEqual([]);
});

test('posts an in_channel answer for everyone, even without membership', async () => {
  const slack = await startSlack();
  await answering(slack, { response_type: 'in_channel', text: 'Tea for all' });
  await slack.person('ana').send('public', '/tea');
  expect(slack.messages('public')).toMatchObject([{ text: 'Tea for all' }]);
});

test('explains why an answer with invalid blocks fails', async () => {
  const slack = await startSlack();
  await answering(slack, { text: 'x', blocks: [{ type: 'section' } as never] });
  const ana = slack.person('ana');
  expect(await ana.send('general', '/tea')).toMatchObject({
    ok: false,
    error: 'invalid_command_response',
  });
  expect(ana.reads('general').at(-1)?.text).toBe(
    '/tea failed with the error "invalid_command_response"',
  );
  expect(slack.refusals()[0]).toMatch(/^\/tea: invalid_command_response: invalid_blocks/);
});

test('the payload contains user, channel and workspace', async () => {
  const slack = await startSlack();
  await answering(slack);
  const ana = slack.person('ana');
  await ana.send('secret', '/plain one  two ');
  const payload = JSON.parse(ana.reads('secret').at(-1)?.text ?? '') as object;
  expect(payload).toMatchObject({
    command: '/plain',
    text: 'one  two',
    user_id: ana.id,
    user_name: 'ana',
    channel_name: 'privategroup',
    team_domain: 'kitchen',
    is_enterprise_install: 'false',
    response_url: expect.stringMatching(/^http/),
    trigger_id: expect.any(String),
  });
});

test.each([
  ['/tea', '&lt;b&gt; <@U0100001> @nobody'],
  ['/plain', '<b> @ana @nobody'],
])('%s has its text escaped according to the manifest', async (command, text) => {
  const slack = await startSlack();
  const texts: string[] = [];
  await socketApp(slack, (app) =>
    app.command(command, async ({ ack, command: given }) => {
      texts.push(given.text);
      await ack();
    }),
  );
  await slack.person('ana').send('general', `${command} <b> @ana @nobody`);
  expect(texts).toEqual([text]);
});

test('refuses commands in threads and unknown commands', async () => {
  const slack = await startSlack();
  await answering(slack, 'yes');
  const ana = slack.person('ana');
  const thread_ts = slack.messages('general')[0]?.ts ?? '';
  expect(await ana.send('general', '/tea', { thread_ts })).toBeUndefined();
  expect(ana.reads('general').at(-1)).toMatchObject({
    text: '/tea is not supported in threads. Sorry!',
    thread_ts,
  });
  expect(await ana.send('general', '/coffee')).toBeUndefined();
  expect(ana.reads('general').at(-1)?.text).toBe('/coffee is not a valid command.');
  expect(slack.traffic.some(({ kind }) => kind === 'command')).toBe(false);
});

test('commands are unknown in a workspace without the app', async () => {
  const slack = await startSlack();
  slack.admin.uninstall();
  const ana = slack.person('ana');
  await ana.send('general', '/tea');
  expect(ana.reads('general').at(-1)?.text).toBe('/tea is not a valid command.');
});

test('refuses messages by non-members and in archived channels', async () => {
  const slack = await startSlack();
  await expect(slack.person('guest').send('general', 'hi')).rejects.toThrow(
    'You are not in #general',
  );
  await expect(slack.person('ana').send('attic', 'hi')).rejects.toThrow('#attic is archived');
});

test('suggests an invitation when the app is mentioned in a channel without it', async () => {
  const slack = await startSlack();
  const ana = slack.person('ana');
  await ana.send('public', 'hello @Tea Time');
  expect(ana.reads('public').at(-1)).toMatchObject({
    user: 'USLACKBOT',
    text: expect.stringContaining('/invite @Tea Time'),
    ephemeral: true,
  });
  await ana.send('public', '/invite @Tea Time');
  await ana.send('public', 'hello @Tea Time');
  expect(ana.reads('public').at(-1)).toMatchObject({ user: ana.id });
});

test('Slack’s own channel commands have no effect in a direct message', async () => {
  const slack = await startSlack();
  const ana = slack.person('ana');
  await ana.send('ben', '/archive');
  expect(ana.reads('ben').at(-1)?.text).toBe('/archive works in channels only.');
  await ana.send('ben', 'still here');
  expect(ana.reads('ben').at(-1)?.text).toBe('still here');
});
