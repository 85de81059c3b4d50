import { expect, test } from 'vitest';
import type { LocalSlack } from '../../../../../playground/server/local-slack.ts';
import { idOf, minute, noon, refused, startSlack, webClient } from '../../rig.ts';

const dueAt = (ms: number) => Math.floor((noon + ms) / 1000);

const texts = (slack: LocalSlack) => slack.messages('general').map(({ text }) => text);

async function scheduled(slack: LocalSlack, ms: number, more: object = {}) {
  const channel = idOf(slack, 'general');
  const given = { channel, text: 'Tea!', post_at: dueAt(ms), ...more };
  const answer = await webClient(slack).chat.scheduleMessage(given);
  return { channel, scheduled_message_id: answer.scheduled_message_id ?? '' };
}

test('lists a scheduled message until its time, then posts it', async () => {
  const slack = await startSlack();
  const { scheduled_message_id: id, channel } = await scheduled(slack, 10 * minute);
  const list = async () =>
    (await webClient(slack).chat.scheduledMessages.list({ channel })).scheduled_messages;
  expect(await list()).toMatchObject([{ id, channel_id: channel, post_at: dueAt(10 * minute) }]);
  slack.clock.advance(10 * minute - 1);
  expect(texts(slack)).not.toContain('Tea!');
  slack.clock.advance(1);
  expect(texts(slack)).toContain('Tea!');
  expect(await list()).toEqual([]);
});

test('refuses an empty range', async () => {
  const slack = await startSlack();
  const { channel, scheduled_message_id: id } = await scheduled(slack, 10 * minute);
  const list = (oldest: number, latest: number) =>
    webClient(slack).chat.scheduledMessages.list({
      channel,
      oldest: String(dueAt(oldest)),
      latest: String(dueAt(latest)),
    });
  expect((await list(0, 20 * minute)).scheduled_messages).toMatchObject([{ id }]);
  expect((await list(0, 5 * minute)).scheduled_messages).toEqual([]);
  expect(await refused(list(10 * minute, 10 * minute))).toMatchObject({
    error: 'invalid_arguments',
  });
});

test.each([
  ['in the past', -minute, 'time_in_past'],
  ['after more than 120 days', 121 * 24 * 60 * minute, 'time_too_far'],
])('refuses a time %s', async (_, ms, error) => {
  const slack = await startSlack();
  expect(await refused(scheduled(slack, ms))).toMatchObject({ error });
});

test('refuses the 31st message for a channel within five minutes', async () => {
  const slack = await startSlack();
  for (let count = 0; count < 30; count += 1) await scheduled(slack, 10 * minute + count * 9000);
  expect(await refused(scheduled(slack, 12 * minute))).toMatchObject({
    error: 'restricted_too_many',
  });
  await scheduled(slack, 20 * minute);
});

test('a deleted message is not posted', async () => {
  const slack = await startSlack();
  const plan = await scheduled(slack, 10 * minute);
  await webClient(slack).chat.deleteScheduledMessage(plan);
  slack.clock.advance(20 * minute);
  expect(texts(slack)).not.toContain('Tea!');
  expect(await refused(webClient(slack).chat.deleteScheduledMessage(plan))).toMatchObject({
    error: 'invalid_scheduled_message_id',
  });
});

test('a message can’t be deleted in its last 60 seconds', async () => {
  const slack = await startSlack();
  const plan = await scheduled(slack, 10 * minute);
  slack.clock.advance(9 * minute);
  expect(await refused(webClient(slack).chat.deleteScheduledMessage(plan))).toMatchObject({
    error: 'invalid_scheduled_message_id',
  });
  slack.clock.advance(minute);
  expect(texts(slack)).toContain('Tea!');
});

test.each([
  ['in its last five minutes is posted all the same', 4 * minute, true],
  ['earlier is not posted', 6 * minute, false],
])('with ghosts, a message deleted %s', async (_, left, comes) => {
  const slack = await startSlack();
  slack.faults.ghosts = true;
  const plan = await scheduled(slack, 10 * minute);
  slack.clock.advance(10 * minute - left);
  const web = webClient(slack);
  expect(await web.chat.deleteScheduledMessage(plan)).toMatchObject({ ok: true });
  expect((await web.chat.scheduledMessages.list({})).scheduled_messages).toEqual([]);
  slack.clock.advance(10 * minute);
  expect(texts(slack).includes('Tea!')).toBe(comes);
});

test('logs a message with metadata instead of posting it', async () => {
  const slack = await startSlack();
  await scheduled(slack, minute, { metadata: { event_type: 'tea', event_payload: {} } });
  slack.clock.advance(2 * minute);
  expect(texts(slack)).not.toContain('Tea!');
  expect(slack.refusals()).toEqual([
    'scheduled message: not posted: scheduled with metadata, which Slack never posts',
  ]);
});

test('logs a message for a channel that the app has left', async () => {
  const slack = await startSlack();
  await scheduled(slack, minute);
  await slack.person('ana').send('general', '/remove @Tea Time');
  slack.clock.advance(2 * minute);
  expect(texts(slack)).not.toContain('Tea!');
  expect(slack.refusals()[0]).toContain('not in it any more');
});
