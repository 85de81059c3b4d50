import { expect, test } from 'vitest';
import type { LocalSlack } from '../../../../playground/server/local-slack.ts';
import { idOf, socketApp, startSlack, teaManifest, webClient } from '../rig.ts';

type Event = { readonly type: string; readonly [key: string]: unknown };

/** All events that the app receives. */
async function heard(slack: LocalSlack): Promise<Event[]> {
  const events: Event[] = [];
  await socketApp(slack, (app) =>
    app.use(async ({ body, next }) => {
      if ('event' in body) events.push(body.event as Event);
      await next();
    }),
  );
  return events;
}

const types = (events: readonly Event[]) => events.map(({ type }) => type);

/** Sends an event that the app receives, after which all earlier ones have arrived. */
async function settle(slack: LocalSlack, events: readonly Event[]): Promise<readonly Event[]> {
  await slack.person('ana').openHome();
  await slack.until(() => types(events).includes('app_home_opened'));
  return events.filter(({ type }) => type !== 'app_home_opened');
}

test('a message that mentions the app sends two events in the app’s channels', async () => {
  const slack = await startSlack();
  const events = await heard(slack);
  await slack.person('ana').send('general', 'tea, @Tea Time!');
  await slack.person('ana').send('public', 'tea, @Tea Time!');
  const all = await settle(slack, events);
  expect(types(all).sort()).toEqual(['app_mention', 'message']);
  expect(all[0]).toMatchObject({
    user: slack.person('ana').id,
    channel: idOf(slack, 'general'),
    text: expect.stringMatching(/^tea, <@U\w+>!$/),
    event_ts: expect.any(String),
  });
});

test('a direct message to the app is not a mention', async () => {
  const slack = await startSlack();
  const events = await heard(slack);
  await slack.person('ana').send('Tea Time', 'hello @Tea Time');
  expect(await settle(slack, events)).toMatchObject([{ type: 'message', channel_type: 'im' }]);
});

test('sends no event for a direct message between users', async () => {
  const slack = await startSlack();
  const events = await heard(slack);
  await slack.person('ana').send('ben', 'just us');
  expect(await settle(slack, events)).toEqual([]);
});

test('sends the app its own messages with its bot id', async () => {
  const slack = await startSlack();
  const events = await heard(slack);
  await webClient(slack).chat.postMessage({ channel: idOf(slack, 'general'), text: 'tea' });
  expect(await settle(slack, events)).toMatchObject([
    { type: 'message', bot_id: expect.stringMatching(/^B/) },
  ]);
});

test('sends no event for ephemeral messages', async () => {
  const slack = await startSlack();
  const events = await heard(slack);
  const user = slack.person('ana').id;
  const channel = idOf(slack, 'general');
  await webClient(slack).chat.postEphemeral({ channel, user, text: 'psst' });
  expect(await settle(slack, events)).toEqual([]);
});

test('sends message_changed and message_deleted', async () => {
  const slack = await startSlack();
  const events = await heard(slack);
  const web = webClient(slack);
  const channel = idOf(slack, 'general');
  const { ts = '' } = await web.chat.postMessage({ channel, text: 'old' });
  await web.chat.update({ channel, ts, text: 'new' });
  await web.chat.delete({ channel, ts });
  const [, changed, deleted] = await settle(slack, events);
  expect(changed).toMatchObject({
    subtype: 'message_changed',
    message: { text: 'new' },
    previous_message: { text: 'old' },
  });
  expect(deleted).toMatchObject({ subtype: 'message_deleted', deleted_ts: ts });
});

test('sends events for joining and leaving, the app’s own included', async () => {
  const slack = await startSlack();
  const events = await heard(slack);
  const ana = slack.person('ana');
  await ana.send('public', '/invite @Tea Time');
  await ana.send('public', '/remove @Tea Time');
  const all = await settle(slack, events);
  expect(types(all)).toEqual(['message', 'member_joined_channel', 'member_left_channel']);
  expect(all[1]).toMatchObject({ inviter: ana.id, channel_type: 'C' });
});

test('sends reactions with their message', async () => {
  const slack = await startSlack();
  const events = await heard(slack);
  const [message] = slack.messages('general');
  if (!message) throw new Error('Nothing was said');
  slack.person('ana').react(message, 'tea');
  expect(await settle(slack, events)).toMatchObject([
    {
      type: 'reaction_added',
      reaction: 'tea',
      item_user: slack.person('ben').id,
      item: { channel: message.channel, ts: message.ts },
    },
  ]);
});

test('sends events for changed users and channels', async () => {
  const slack = await startSlack();
  const events = await heard(slack);
  slack.admin.changePerson('ben', { tz: 'Asia/Tokyo' });
  slack.admin.addPerson({ name: 'cleo', real_name: 'Cleo' });
  await slack.person('ana').send('public', '/archive');
  slack.admin.deleteChannel('public');
  const all = await settle(slack, events);
  expect(types(all)).toEqual(['user_change', 'team_join', 'channel_archive', 'channel_deleted']);
  expect(all[0]).toMatchObject({ user: { name: 'ben', tz: 'Asia/Tokyo' } });
});

test('logs an event that is not sent for lack of a scope', async () => {
  const slack = await startSlack({ manifest: teaManifest({ without: ['channels:history'] }) });
  const events = await heard(slack);
  await slack.person('ana').send('general', 'hello');
  expect(await settle(slack, events)).toEqual([]);
  expect(slack.refusals()).toEqual([
    'message: not sent: message.channels needs the scope channels:history',
  ]);
});

test('logs subscriptions to events that it never sends, and refuses unknown ones', async () => {
  const manifest = teaManifest();
  const events = manifest.settings?.event_subscriptions;
  if (events) events.bot_events = ['app_mention', 'star_added'];
  const slack = await startSlack({ manifest });
  expect(slack.refusals()).toEqual([
    'star_added: not sent: the local Slack never sends star_added',
  ]);
  if (events) events.bot_events = ['tea_poured' as 'app_mention'];
  await expect(startSlack({ manifest })).rejects.toThrow('Slack has no event tea_poured');
});

test('sends no event without a subscription', async () => {
  const bot_events = ['app_home_opened' as const];
  const settings = { interactivity: { is_enabled: true }, event_subscriptions: { bot_events } };
  const slack = await startSlack({ manifest: teaManifest({ settings }) });
  const events = await heard(slack);
  await slack.person('ana').send('general', 'hello @Tea Time');
  expect(await settle(slack, events)).toEqual([]);
});

test('sends events for an uninstallation after the token is revoked', async () => {
  const slack = await startSlack();
  const events = await heard(slack);
  slack.admin.uninstall();
  await slack.until(() => events.length === 2);
  expect(types(events).sort()).toEqual(['app_uninstalled', 'tokens_revoked']);
});

test('app_home_opened contains the published view', async () => {
  const slack = await startSlack();
  const events = await heard(slack);
  const ana = slack.person('ana');
  await webClient(slack).views.publish({
    user_id: ana.id,
    view: { type: 'home', blocks: [{ type: 'divider' }] },
  });
  await ana.openHome();
  await slack.until(() => events[0]);
  expect(events[0]).toMatchObject({
    type: 'app_home_opened',
    tab: 'home',
    user: ana.id,
    view: { type: 'home' },
  });
});

test('tells the app which of its tabs was opened', async () => {
  const slack = await startSlack();
  const events = await heard(slack);
  await slack.person('ana').openMessages();
  await slack.person('ana').openHome();
  await slack.until(() => events.length === 2);
  expect(events).toMatchObject([{ tab: 'messages' }, { tab: 'home' }]);
});
