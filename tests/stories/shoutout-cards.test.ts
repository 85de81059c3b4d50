import { expect, test } from 'vitest';
import type { Fault } from '../../playground/server/faults.ts';
import { answerQuestion, minute, shownIn, thankedStory, thanksText } from './shoutout-story.ts';

const being = 'Its card is being taken out of the channel';

/** Time passes, and the app's background run does what is due. */
async function later(
  { slack, app }: Awaited<ReturnType<typeof thankedStory>>,
  ms: number,
): Promise<void> {
  slack.clock.advance(ms);
  await app.runOutbox();
}

const on = 'chat.delete';
const failures: readonly (readonly [string, Fault])[] = [
  ['HTTP 500', { on, does: 'status', status: 500 }],
  ['internal_error', { on, does: 'error', error: 'internal_error' }],
  ['a lost connection', { on, does: 'drop-before' }],
  ['a rate limit', { on, does: 'rate-limit', retryAfter: 20 }],
];

test.each(failures)('made private during %s: says so until the card is gone', async (_, fault) => {
  const story = await thankedStory('socket');
  const { slack, ben, choose, cards, last } = story;
  slack.faults.add(fault);
  await choose('ben', 'Make private');
  await slack.until(() => last('ben').text.includes(being));
  expect(last('ben').text).toContain('It is private now');
  expect(cards()).toHaveLength(1);
  await ben.send('general', '/care me');
  expect(last('ben').text).toContain('private · its card is being taken out of the channel');
  await later(story, minute);
  expect(cards()).toEqual([]);
  await ben.send('general', '/care me');
  expect(last('ben').text).not.toContain('its card');
});

test.each(failures)('deleted during %s: nothing of it is left', async (_, fault) => {
  const story = await thankedStory('socket', { reportsIn: 'service-desk' });
  const { slack, ana, choose, cards, last } = story;
  await choose('chiara', 'Report');
  const report = () => slack.messages('service-desk').findLast(({ ts }) => ts === reported.ts);
  const reported = await slack.until(() =>
    slack.messages('service-desk').find(({ text }) => text.includes('reports a')),
  );
  slack.faults.add(fault);
  await choose('ana', 'Delete');
  await slack.until(() => last('ana').text.includes(being));
  expect(last('ana').text).toContain(thanksText);
  await ana.send('general', '/care me');
  expect(last('ana').text).not.toContain(thanksText);
  await later(story, minute);
  expect(cards()).toEqual([]);
  await slack.until(() => report()?.text.includes('The reported shout-out was deleted'));
  expect(JSON.stringify(report())).not.toContain('receipt');
});

test.each(failures)('hidden during %s: the moderators read the truth', async (_, fault) => {
  const story = await thankedStory('socket', { reportsIn: 'service-desk' });
  const { slack, choose, cards } = story;
  await choose('chiara', 'Report');
  const decided = () =>
    slack.messages('service-desk').find(({ text }) => text.includes('has hidden'))?.text;
  const reported = await slack.until(() =>
    slack.messages('service-desk').find(({ text }) => text.includes('reports a')),
  );
  slack.faults.add(fault);
  await slack.person('erin').press(reported, 'Hide it');
  await slack.until(() => decided()?.includes(being));
  expect(cards()).toHaveLength(1);
  await later(story, minute);
  expect(cards()).toEqual([]);
  await slack.until(() => decided()?.endsWith('has hidden the reported shout-out.'));
});

test('Slack asks before a reported shout-out is hidden, and not before it is left', async () => {
  const { slack, choose } = await thankedStory('socket', { reportsIn: 'service-desk' });
  await choose('chiara', 'Report');
  const reported = await slack.until(() =>
    slack.messages('service-desk').find(({ text }) => text.includes('reports a')),
  );
  const text = expect.stringContaining("can't be undone");
  const hides = expect.objectContaining({
    confirm: expect.objectContaining({ text: expect.objectContaining({ text }) }),
  });
  const leaves = expect.not.objectContaining({ confirm: expect.anything() });
  expect(reported.blocks.at(-1)).toMatchObject({ elements: [hides, leaves] });
});

test('people who are part of a shout-out don’t decide about its report', async () => {
  const story = await thankedStory('socket', { reportsIn: 'service-desk' });
  const { slack, ana, choose, cards, last, directMessages } = story;
  await choose('chiara', 'Report');
  const report = () => slack.messages('service-desk').findLast(({ ts }) => ts === reported.ts);
  const reported = await slack.until(() =>
    slack.messages('service-desk').find(({ text }) => text.includes('reports a')),
  );
  for (const [name, what] of [
    ['ana', 'Leave it'],
    ['ben', 'Hide it'],
  ] as const) {
    await slack.person(name).press(reported, what);
    await slack.until(() => last(name, 'service-desk').text.includes('somebody else in this'));
  }
  for (const name of ['chiara', 'dev', 'erin', 'fumiko']) slack.person(name).leave('service-desk');
  await ana.press(reported, 'Leave it');
  await slack.until(() => last('ana', 'service-desk').text.includes('Invite an administrator'));
  expect(report()?.text).toBe(reported.text);
  expect(cards()).toHaveLength(1);
  await slack.person('erin').join('service-desk');
  await slack.person('erin').press(reported, 'Hide it');
  await slack.until(() => report()?.text.includes('has hidden'));
  // The giver gets the words back, once, and learns nothing of the person who reported it.
  const told = await slack.until(() =>
    directMessages('ana').find(({ text }) => text.includes('have hidden this shout-out of yours')),
  );
  expect(told.text).toContain(thanksText);
  expect(told.text).not.toContain(slack.person('chiara').id);
  expect(directMessages('ana')).toHaveLength(1);
  await later(story, minute);
  expect(directMessages('ana')).toHaveLength(1);
  await ana.send('general', '/care me');
  await ana.press(last('ana'), 'All I gave');
  await slack.until(() => shownIn(last('ana')).includes('shoutout.mine'));
  await ana.press(last('ana'), 'shoutout.mine/menu', { selected_option: 'Delete' });
  await answerQuestion(slack, 'ana', 'Delete it');
  await slack.until(() => directMessages('ana').length === 0);
  expect(slack.refusals().filter((one) => !one.startsWith('acknowledgement'))).toEqual([]);
});

test('an edit that Slack does not take at once is shown a moment later', async () => {
  const story = await thankedStory('socket');
  const { slack, ana, form, choose, card } = story;
  await choose('ana', 'Edit');
  const view = await form('ana');
  slack.faults.add({ on: 'chat.update', does: 'drop-before' });
  await ana.submit(view, { text: 'she asked twice, and then she found it' });
  const shown = await slack.until(() => ana.views().find(({ callback_id }) => !callback_id));
  expect(shownIn(shown)).toContain('it changes in a moment');
  expect(card().text).toContain(thanksText);
  await later(story, minute);
  expect(card().text).toContain('asked twice');
});

test('a card that Slack does not take at once is posted a moment later, once', async () => {
  const story = await thankedStory('socket');
  const { slack, ana, cards, last } = story;
  slack.faults.add({ on: 'chat.postMessage', does: 'rate-limit', retryAfter: 50 });
  await ana.send('general', '/shoutout @chiara #patience she waited with him for the bus');
  expect(last('ana').text).toContain('it comes into the channel in a moment');
  await later(story, 45_000);
  expect(cards()).toHaveLength(1);
  await later(story, minute);
  await later(story, minute);
  expect(cards()).toHaveLength(2);
});

test('a 429 is not asked again before its time', async () => {
  const story = await thankedStory('socket');
  const { slack, choose, cards, last } = story;
  slack.faults.add({ on: 'chat.delete', does: 'rate-limit', retryAfter: 100 });
  await choose('ben', 'Make private');
  await slack.until(() => last('ben').text.includes(being));
  const calls = () => slack.traffic.filter(({ name }) => name === 'chat.delete').length;
  await later(story, 99_000);
  expect(calls()).toBe(1);
  await later(story, 2000);
  expect([calls(), cards().length]).toEqual([2, 0]);
});

test('says that Slack refuses for good, and tries again when asked', async () => {
  const story = await thankedStory('socket');
  const { slack, ben, choose, cards, last } = story;
  slack.faults.add({ on: 'chat.delete', does: 'error', error: 'is_archived' });
  await choose('ben', 'Make private');
  await slack.until(() => last('ben').text.includes('Slack does not let me take its card out'));
  await later(story, 10 * minute);
  expect(cards()).toHaveLength(1);
  await ben.send('general', '/care me');
  expect(last('ben').text).toContain('private · Slack does not let me take its card out');
  await ben.press(last('ben'), 'All I received');
  await slack.until(() => shownIn(last('ben')).includes('shoutout.mine/menu'));
  await ben.press(last('ben'), 'shoutout.mine/menu', { selected_option: 'Make private' });
  await slack.until(() => cards().length === 0);
});

test('a refusal that comes later is told to the person in a direct message', async () => {
  const story = await thankedStory('socket');
  const { slack, choose, last, directMessages } = story;
  slack.faults.add({ on: 'chat.delete', does: 'drop-before' });
  slack.faults.add({ on: 'chat.delete', does: 'error', error: 'channel_not_found' });
  await choose('ben', 'Make private');
  await slack.until(() => last('ben').text.includes(being));
  await later(story, minute);
  expect(directMessages('ben').at(-1)?.text).toContain('no longer meant for its channel');
  await later(story, 10 * minute);
  expect(directMessages('ben')).toHaveLength(1);
});

test('a second card of an unconfirmed post goes when one of its buttons is pressed', async () => {
  const story = await thankedStory('socket');
  const { slack, ana, chiara, cards, last } = story;
  slack.faults.add({ on: 'chat.postMessage', does: 'drop-after' });
  await ana.send('general', '/shoutout @chiara #patience she waited with him for the bus');
  await ana.press(last('ana'), 'Show it in the channel');
  await slack.until(() => cards().length === 3);
  const [, stray] = cards();
  if (!stray) throw new Error('no second card');
  await chiara.press(stray, 'More');
  await slack.until(() => cards().length === 2);
});

test('says that a card may be in the channel, and takes it out at its first press', async () => {
  const story = await thankedStory('socket');
  const { slack, ana, ben, choose, cards, card, last } = story;
  await choose('ana', 'Delete');
  await slack.until(() => cards().length === 0);
  slack.faults.add({ on: 'chat.postMessage', does: 'drop-after' });
  await ana.send('general', '/shoutout @ben #patience she waited with him for the bus');
  await ben.send('general', '/care me');
  await ben.press(last('ben'), 'All I received');
  await slack.until(() => shownIn(last('ben')).includes('shoutout.mine/menu'));
  await ben.press(last('ben'), 'shoutout.mine/menu', { selected_option: 'Make private' });
  await slack.until(() => last('ben').text.includes('press any of its buttons'));
  slack.faults.add({ on: 'chat.delete', does: 'status', status: 500 });
  await slack.person('chiara').press(card(), 'I saw it too');
  await slack.until(() => last('chiara').text.includes('was taken back'));
  await later(story, minute);
  expect(cards()).toEqual([]);
});
