import { expect, test } from 'vitest';
import { idOf, refused, startSlack, teaManifest, webClient } from '../../rig.ts';

const names = (channels: readonly { name?: string }[] | undefined) =>
  channels?.map(({ name }) => name);

test('lists public channels, and private ones with the app', async () => {
  const web = webClient(await startSlack());
  const types = 'public_channel,private_channel';
  expect(names((await web.conversations.list()).channels)).toEqual(['general', 'public', 'attic']);
  expect(names((await web.conversations.list({ types, exclude_archived: true })).channels)).toEqual(
    ['general', 'public', 'cellar'],
  );
  expect(names((await web.users.conversations({ types })).channels)).toEqual([
    'general',
    'cellar',
    'attic',
  ]);
});

test('each channel type needs its scope', async () => {
  const slack = await startSlack({ manifest: teaManifest({ without: ['groups:read'] }) });
  const call = webClient(slack).conversations.list({ types: 'private_channel' });
  expect(await refused(call)).toMatchObject({ error: 'missing_scope', needed: 'groups:read' });
});

test('cursors lead through all pages', async () => {
  const web = webClient(await startSlack());
  const seen: (string | undefined)[] = [];
  let cursor = '';
  do {
    const { members = [], response_metadata } = await web.users.list({ limit: 4, cursor });
    seen.push(...members.map(({ name }) => name));
    cursor = response_metadata?.next_cursor ?? '';
  } while (cursor);
  expect(seen).toEqual(['ana', 'ben', 'guest', 'gone', 'robo', 'slackbot', 'tea_time']);
  expect(await refused(web.users.list({ cursor: 'tea' }))).toMatchObject({
    error: 'invalid_cursor',
  });
});

test('info and members describe a channel', async () => {
  const slack = await startSlack();
  const web = webClient(slack);
  const channel = idOf(slack, 'general');
  expect(await web.conversations.info({ channel, include_num_members: true })).toMatchObject({
    channel: { name: 'general', is_member: true, is_private: false, num_members: 3 },
  });
  expect((await web.conversations.members({ channel })).members).toContain(slack.person('ana').id);
});

test('info has the locale of a channel only if it is asked for', async () => {
  const slack = await startSlack();
  const web = webClient(slack);
  const channel = idOf(slack, 'general');
  expect((await web.conversations.info({ channel, include_locale: true })).channel).toMatchObject({
    locale: 'en-US',
  });
  expect((await web.conversations.info({ channel })).channel).not.toHaveProperty('locale');
});

test('the app joins and leaves public channels', async () => {
  const slack = await startSlack();
  const web = webClient(slack);
  await slack.person('ana').send('public', 'hi');
  const channel = idOf(slack, 'public');
  await web.conversations.join({ channel });
  expect(await web.chat.postMessage({ channel, text: 'hello' })).toMatchObject({ ok: true });
  expect(await web.conversations.join({ channel })).toMatchObject({
    warning: 'already_in_channel',
  });
  await web.conversations.leave({ channel });
  expect(await refused(web.chat.postMessage({ channel, text: 'bye' }))).toMatchObject({
    error: 'not_in_channel',
  });
});

test('conversations.open opens a direct message once', async () => {
  const slack = await startSlack();
  const web = webClient(slack);
  const users = slack.person('ana').id;
  const first = await web.conversations.open({ users });
  const again = await web.conversations.open({ users });
  expect(again).toMatchObject({ channel: first.channel, already_open: true });
  const gone = slack.person('gone').id;
  expect(await refused(web.conversations.open({ users: gone }))).toMatchObject({
    error: 'user_disabled',
  });
});

test('a new channel contains the app, which can invite users', async () => {
  const slack = await startSlack();
  const web = webClient(slack);
  const { channel } = await web.conversations.create({ name: 'biscuits' });
  const id = channel?.id ?? '';
  await web.conversations.invite({ channel: id, users: slack.person('ana').id });
  await slack.person('ana').send('biscuits', 'mine');
  expect(slack.messages('biscuits').at(-1)?.text).toBe('mine');
  expect(await refused(web.conversations.create({ name: 'biscuits' }))).toMatchObject({
    error: 'name_taken',
  });
  await web.conversations.archive({ channel: id });
  expect(await refused(web.chat.postMessage({ channel: id, text: 'late' }))).toMatchObject({
    error: 'is_archived',
  });
});

test('history is newest first, without replies and ephemeral messages', async () => {
  const slack = await startSlack();
  const web = webClient(slack);
  const channel = idOf(slack, 'general');
  const root = slack.messages('general')[0]?.ts ?? '';
  await web.chat.postMessage({ channel, text: 'a reply', thread_ts: root });
  await web.chat.postEphemeral({ channel, user: slack.person('ana').id, text: 'psst' });
  await web.chat.postMessage({
    channel,
    text: 'last',
    metadata: { event_type: 'tea', event_payload: { sugar: 2 } },
  });
  const { messages } = await web.conversations.history({ channel, include_all_metadata: true });
  expect(messages?.map(({ text }) => text)).toEqual(['last', 'The kettle is on']);
  expect(messages?.[0]).toMatchObject({ metadata: { event_payload: { sugar: 2 } } });
  const { messages: plain } = await web.conversations.history({ channel, oldest: root });
  expect(plain?.map(({ text }) => text)).toEqual(['last']);
  expect(plain?.[0]).not.toHaveProperty('metadata');
  const { messages: thread } = await web.conversations.replies({ channel, ts: root });
  expect(thread?.map(({ text }) => text)).toEqual(['The kettle is on', 'a reply']);
});

test('history needs membership', async () => {
  const slack = await startSlack();
  await slack.person('ana').send('public', 'hi');
  const call = webClient(slack).conversations.history({ channel: idOf(slack, 'public') });
  expect(await refused(call)).toMatchObject({ error: 'not_in_channel' });
});
