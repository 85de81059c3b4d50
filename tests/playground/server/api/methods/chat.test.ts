import { expect, test } from 'vitest';
import { idOf, refused, startSlack, teaManifest, webClient } from '../../rig.ts';

const section = (text: string) => ({ type: 'section', text: { type: 'mrkdwn', text } });

test('posts a message by the app with block ids', async () => {
  const slack = await startSlack();
  const answer = await webClient(slack).chat.postMessage({
    channel: idOf(slack, 'general'),
    text: 'Tea is ready',
    blocks: [section('*Tea* is ready')],
  });
  const posted = slack.messages('general').at(-1);
  expect(posted).toMatchObject({ text: 'Tea is ready', ts: answer.ts, ephemeral: false });
  expect(posted?.blocks[0]?.block_id).toBeTruthy();
  expect(answer.message).toMatchObject({ bot_id: expect.stringMatching(/^B/), team: 'T0100001' });
});

test('timestamps are unique and ascending with a stopped clock', async () => {
  const slack = await startSlack();
  const channel = idOf(slack, 'general');
  const web = webClient(slack);
  const one = await web.chat.postMessage({ channel, text: 'one' });
  const two = await web.chat.postMessage({ channel, text: 'two' });
  expect(Number(two.ts)).toBeGreaterThan(Number(one.ts));
});

test.each([
  ['an empty message', { text: '' }, 'no_text'],
  ['blocks that are not JSON', { text: 'x', blocks: '[' }, 'invalid_blocks_format'],
  ['blocks that are not a list', { text: 'x', blocks: '{}' }, 'invalid_blocks_format'],
  ['both kinds of markup', { text: 'x', markdown_text: 'y' }, 'markdown_text_conflict'],
  ['a block of an unknown type', { text: 'x', blocks: [{ type: 'tea' }] }, 'invalid_blocks'],
])('refuses %s', async (_, content, error) => {
  const slack = await startSlack();
  const channel = idOf(slack, 'general');
  const call = webClient(slack).apiCall('chat.postMessage', { channel, ...content });
  expect(await refused(call)).toMatchObject({ error });
});

test('invalid blocks are reported to the app and in the log', async () => {
  const slack = await startSlack();
  const call = webClient(slack).chat.postMessage({
    channel: idOf(slack, 'general'),
    text: 'x',
    blocks: [section('x'.repeat(3001))],
  });
  const { response_metadata } = await refused(call);
  expect(response_metadata.messages?.[0]).toMatch(/^\[ERROR\] .*3001.*\/blocks\/0/);
  expect(slack.refusals()[0]).toMatch(/^chat.postMessage: invalid_blocks \(.*3001/);
});

test('refuses blocks with too much text in total', async () => {
  const slack = await startSlack();
  const blocks = Array.from({ length: 5 }, () => section('x'.repeat(2900)));
  const call = webClient(slack).chat.postMessage({
    channel: idOf(slack, 'general'),
    text: 'x',
    blocks,
  });
  expect(await refused(call)).toMatchObject({ error: 'msg_blocks_too_long' });
});

test('truncates a posted text at 40,000 characters and refuses an update above 4,000', async () => {
  const slack = await startSlack();
  const channel = idOf(slack, 'general');
  const web = webClient(slack);
  const { ts = '' } = await web.chat.postMessage({ channel, text: 'x'.repeat(40_001) });
  expect(slack.messages('general').at(-1)?.text).toHaveLength(40_000);
  expect(await refused(web.chat.update({ channel, ts, text: 'x'.repeat(4001) }))).toMatchObject({
    error: 'msg_too_long',
  });
});

test('the app posts only to channels it is a member of', async () => {
  const slack = await startSlack();
  const web = webClient(slack);
  const ana = slack.person('ana');
  await ana.send('public', 'here');
  await ana.send('secret', 'and here');
  await ana.send('ben', 'only us');
  const post = (channel: string) => refused(web.chat.postMessage({ channel, text: 'hi' }));
  expect(await post(idOf(slack, 'public'))).toMatchObject({ error: 'not_in_channel' });
  expect(await post(idOf(slack, 'secret'))).toMatchObject({ error: 'channel_not_found' });
  expect(await post(ana.reads('ben')[0]?.channel ?? '')).toMatchObject({
    error: 'channel_not_found',
  });
  expect(await post('#attic')).toMatchObject({ error: 'is_archived' });
  expect(await post('C404')).toMatchObject({ error: 'channel_not_found' });
});

test('chat:write.public allows posts to public channels only', async () => {
  const slack = await startSlack({ manifest: teaManifest({ with: ['chat:write.public'] }) });
  const web = webClient(slack);
  await slack.person('ana').send('secret', 'hush');
  expect(await web.chat.postMessage({ channel: '#public', text: 'hi' })).toMatchObject({
    ok: true,
  });
  const secret = idOf(slack, 'secret');
  expect(await refused(web.chat.postMessage({ channel: secret, text: 'hi' }))).toMatchObject({
    error: 'channel_not_found',
  });
});

test('a user id as channel opens the direct message, except for bots', async () => {
  const slack = await startSlack();
  const ana = slack.person('ana');
  const web = webClient(slack);
  const { channel } = await web.chat.postMessage({ channel: ana.id, text: 'for you' });
  expect(channel).toMatch(/^D/);
  expect(ana.reads('Tea Time')).toMatchObject([{ text: 'for you' }]);
  for (const name of ['robo', 'slackbot']) {
    const call = web.chat.postMessage({ channel: slack.person(name).id, text: 'beep' });
    expect(await refused(call)).toMatchObject({ error: 'cannot_dm_bot' });
  }
});

test('sends no direct messages with the Messages tab off', async () => {
  const manifest = teaManifest();
  manifest.features = { app_home: { messages_tab_enabled: false } };
  const slack = await startSlack({ manifest });
  const call = webClient(slack).chat.postMessage({ channel: slack.person('ana').id, text: 'hi' });
  expect(await refused(call)).toMatchObject({ error: 'messages_tab_disabled' });
});

test('only one member of the channel sees an ephemeral message', async () => {
  const slack = await startSlack();
  const web = webClient(slack);
  const channel = idOf(slack, 'general');
  const [ana, ben, guest] = ['ana', 'ben', 'guest'].map((name) => slack.person(name));
  await web.chat.postEphemeral({ channel, user: ana?.id ?? '', text: 'psst' });
  expect(ana?.reads('general').at(-1)).toMatchObject({ text: 'psst', ephemeral: true });
  expect(ben?.reads('general').map(({ text }) => text)).not.toContain('psst');
  expect(slack.messages('general').map(({ text }) => text)).not.toContain('psst');
  const call = web.chat.postEphemeral({ channel, user: guest?.id ?? '', text: 'psst' });
  expect(await refused(call)).toMatchObject({ error: 'user_not_in_channel' });
});

test('refuses to update or delete an ephemeral message', async () => {
  const slack = await startSlack();
  const web = webClient(slack);
  const channel = idOf(slack, 'general');
  const user = slack.person('ana').id;
  const { message_ts: ts = '' } = await web.chat.postEphemeral({ channel, user, text: 'psst' });
  expect(await refused(web.chat.update({ channel, ts, text: 'new' }))).toMatchObject({
    error: 'message_not_found',
  });
  expect(await refused(web.chat.delete({ channel, ts }))).toMatchObject({
    error: 'message_not_found',
  });
});

test('the app updates and deletes only its own messages', async () => {
  const slack = await startSlack();
  const web = webClient(slack);
  const channel = idOf(slack, 'general');
  const theirs = slack.messages('general')[0]?.ts ?? '';
  const { ts = '' } = await web.chat.postMessage({ channel, text: 'old', blocks: [section('o')] });
  await web.chat.update({ channel, ts, text: 'new' });
  expect(slack.messages('general').at(-1)).toMatchObject({ text: 'new', blocks: [], edited: true });
  expect(await refused(web.chat.update({ channel, ts: theirs, text: 'mine' }))).toMatchObject({
    error: 'cant_update_message',
  });
  expect(await refused(web.chat.delete({ channel, ts: theirs }))).toMatchObject({
    error: 'cant_delete_message',
  });
  await web.chat.delete({ channel, ts });
  expect(slack.messages('general').map((message) => message.ts)).toEqual([theirs]);
});

test('the root message counts its replies', async () => {
  const slack = await startSlack();
  const channel = idOf(slack, 'general');
  const root = slack.messages('general')[0]?.ts ?? '';
  const web = webClient(slack);
  const { ts = '' } = await web.chat.postMessage({ channel, text: 'one', thread_ts: root });
  await web.chat.postMessage({ channel, text: 'two', thread_ts: ts });
  expect(slack.messages('general').map((message) => message.thread_ts)).toEqual([
    undefined,
    root,
    root,
  ]);
  expect(slack.messages('general')[0]?.reply_count).toBe(2);
});

const button = {
  type: 'actions',
  elements: [{ type: 'button', action_id: 'sip', text: { type: 'plain_text', text: 'Sip' } }],
};

test('keeps attachments and shows their blocks and texts', async () => {
  const slack = await startSlack();
  const channel = idOf(slack, 'general');
  const { message } = await webClient(slack).chat.postMessage({
    channel,
    text: 'Tea is ready',
    attachments: [{ blocks: [button] }, { title: 'Assam', text: 'strong' }],
  });
  expect(message).toMatchObject({ text: 'Tea is ready', attachments: [{ id: 1 }, { id: 2 }] });
  const shown = slack.messages('general').at(-1);
  expect(shown?.blocks).toMatchObject([section('Tea is ready'), button, section('Assam\nstrong')]);
  const ana = slack.person('ana');
  if (shown) await ana.press(shown, 'Sip');
  expect(slack.traffic.at(-1)?.request).toMatchObject({ actions: [{ action_id: 'sip' }] });
});

test('checks the blocks in attachments', async () => {
  const slack = await startSlack();
  const call = webClient(slack).chat.postMessage({
    channel: idOf(slack, 'general'),
    text: 'tea',
    attachments: [{ blocks: [section('x'.repeat(3001))] }],
  });
  expect(await refused(call)).toMatchObject({ error: 'invalid_blocks' });
});

test('an update with attachments or blocks alone is not marked as edited', async () => {
  const slack = await startSlack();
  const channel = idOf(slack, 'general');
  const web = webClient(slack);
  const { ts = '' } = await web.chat.postMessage({ channel, text: 'old', blocks: [section('o')] });
  await web.chat.update({ channel, ts, attachments: [{ text: 'more' }] });
  const shown = () => slack.messages('general').at(-1);
  expect(shown()).toMatchObject({ text: 'old\nmore', edited: false });
  expect(shown()?.blocks).toMatchObject([section('o'), section('more')]);
  await web.chat.update({ channel, ts, blocks: [section('p')], text: 'new', attachments: [] });
  expect(shown()).toMatchObject({ text: 'new', blocks: [section('p')], edited: false });
});

test('a name and an icon of the message’s own need chat:write.customize', async () => {
  const own = { text: 'tea', username: 'The Kettle', icon_emoji: ':tea:' };
  const granted = await startSlack({ manifest: teaManifest({ with: ['chat:write.customize'] }) });
  const { message } = await webClient(granted).chat.postMessage({
    channel: idOf(granted, 'general'),
    ...own,
  });
  expect(message).toMatchObject({ username: 'The Kettle', icons: { emoji: ':tea:' } });
  expect(granted.messages('general').at(-1)?.username).toBe('The Kettle');

  const other = await startSlack();
  const plain = await webClient(other).chat.postMessage({
    channel: idOf(other, 'general'),
    ...own,
  });
  expect(plain.message).not.toHaveProperty('username');
  expect(other.refusals()).toEqual([
    'username and icon: ignored: they need the scope chat:write.customize',
  ]);
});

test('messages name the app, and those of people their client’s id', async () => {
  const slack = await startSlack();
  const channel = idOf(slack, 'general');
  const web = webClient(slack);
  await web.chat.postMessage({ channel, text: 'tea' });
  await slack.person('ana').send('general', 'thanks');
  const { messages = [] } = await web.conversations.history({ channel, limit: 2 });
  const [thanks, tea] = messages;
  const app = expect.stringMatching(/^A/);
  expect(tea).toMatchObject({ app_id: app, bot_profile: { app_id: app } });
  expect(tea).not.toHaveProperty('client_msg_id');
  expect(thanks).toMatchObject({ client_msg_id: expect.stringMatching(/^[\da-f-]{36}$/) });
});
