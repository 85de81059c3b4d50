import { expect, test } from 'vitest';
import { ourContent } from '../our-content.ts';
import { transports } from './extra-mile.ts';
import { day, minute, shoutoutStory, shownIn } from './shoutout-story.ts';

/** The headers of the person's own browser. */
const asInThePage = { headers: { 'sec-fetch-site': 'same-origin' } };

test.each(transports)(
  'shows and exports what is kept about a person, over %s',
  async (transport) => {
    const { slack, ana, ben, last, directMessages, cards } = await shoutoutStory(transport);
    await ana.send('general', '/shoutout @ben #patience he waited with a lost child');
    await slack.until(() => cards().length === 1);
    slack.clock.advance(day);
    await ben.send('general', '/shoutout @ana #patience she stayed until the end');
    const card = slack.messages('general').findLast(({ text }) => text.startsWith('Thanks to'));
    await slack.person('chiara').press(card ?? last('chiara'), 'I saw it too');
    await ben.send('general', '/care my-data');
    expect(last('ben').ephemeral).toBe(true);
    expect(last('ben').text).toContain('You were thanked once');
    expect(last('ben').text).toContain('You and others see');
    expect(last('ben').text).toContain('You thanked others once');
    await ben.press(last('ben'), 'Send me all of it');
    await slack.until(() => last('ben').text.includes('in our direct messages'));
    const files = directMessages('ben').flatMap((message) => message.files);
    expect(files.map(({ name }) => name)).toEqual(['my-data.csv', 'my-data.json']);
    const [table = '', data = ''] = await Promise.all(
      files.map(async ({ url }) => (await fetch(new URL(url, slack.url), asInThePage)).text()),
    );
    expect(table.trim().split('\r\n')).toHaveLength(4);
    expect(JSON.parse(data)).toMatchObject([
      { what: 'received', from: ana.id, text: 'he waited with a lost child' },
      { what: 'given', from: ben.id, people: [ana.id], text: 'she stayed until the end' },
      { what: 'wish', wish: 'publicly' },
    ]);
    const chiara = slack.person('chiara');
    await slack.until(
      () => card && slack.messages('general').some(({ text }) => text.includes('saw it too')),
    );
    await chiara.send('general', '/care my data export');
    await slack.until(() => directMessages('chiara').length === 2);
    const [, saw] = directMessages('chiara').flatMap((message) => message.files);
    const list = await (await fetch(new URL(saw?.url ?? '', slack.url), asInThePage)).text();
    expect(list).toContain('"what": "saw it too"');
    expect(list).not.toContain('she stayed');
    expect(slack.refusals()).toEqual([]);
  },
);

test.each(transports)('deletes what a person received, over %s', async (transport) => {
  const { slack, ana, ben, chiara, last, directMessages, cards } = await shoutoutStory(transport);
  await ana.send('general', '/shoutout @ben #patience he waited with a lost child');
  slack.clock.advance(minute);
  await ana.send('general', '/shoutout @ben @chiara #patience they walked him to the till');
  await ben.send('general', '/care my-data delete');
  expect(last('ben').text).toContain('You were thanked 2 times: your name goes');
  await ben.press(last('ben'), 'Delete nothing');
  await slack.until(() => last('ben').text === 'Nothing was deleted.');
  expect(cards()).toHaveLength(2);
  await ben.send('general', '/care my-data');
  await ben.press(last('ben'), 'Delete my data');
  await slack.until(() => last('ben').text.includes("can't be undone"));
  await ben.press(last('ben'), 'Delete all');
  await slack.until(() => last('ben').text.startsWith('Your data is being deleted'));
  await slack.until(() => directMessages('ben').at(-1)?.text.startsWith('Your data is deleted.'));
  expect(cards().map(({ text }) => text.split('\n', 1)[0])).toEqual([
    `Thanks to <@${chiara.id}> for Patience`,
  ]);
  await ben.send('general', '/care my-data');
  expect(last('ben').text).toContain('No thanks, tips, tries or practice are by your name');
  expect(slack.refusals()).toEqual([]);
});

test.each([
  ['socket', 'Delete all but the thanks I gave', 1],
  ['http', 'Delete all, with the thanks I gave', 0],
] as const)('asks what becomes of thanks given, over %s', async (transport, choice, left) => {
  const { slack, ana, ben, last, directMessages, cards } = await shoutoutStory(transport);
  await ana.send('general', '/shoutout @ben #patience he waited with a lost child');
  await ana.send('general', '@Extra Mile my-data delete');
  const question = await slack.until(() =>
    ana.reads('general').find(({ text }) => text.includes('You choose below')),
  );
  await ana.press(question, choice);
  await slack.until(() => directMessages('ana').at(-1)?.text.startsWith('Your data is deleted'));
  expect(cards().filter(({ text }) => text.includes('From a colleague'))).toHaveLength(left);
  expect(shownIn({ blocks: cards() })).not.toContain(ana.id);
  await ben.send('general', '/care me');
  expect(last('ben').text).toContain(left ? 'Patience · from a colleague' : 'None so far.');
  expect(slack.refusals()).toEqual([]);
});

test('says what it understands, and deletes nothing', async () => {
  const { ben, last } = await shoutoutStory('socket');
  await ben.send('general', '/care my-data delete everything');
  expect(last('ben').text).toContain('Nothing was sent or deleted.');
  await ben.send('general', '/care my queue is long');
  expect(last('ben').text).not.toContain('my-data');
});

test('hands back a line that it does not understand, and changes nothing', async () => {
  const { ana, last } = await shoutoutStory('socket');
  await ana.send('general', '/care my-data delet');
  expect(last('ana').text).toContain('Nothing was sent or deleted.');
  expect(last('ana').text).toContain('/care my-data delet');
});

test('tells a person of thanks that wait once they have heard of them', async () => {
  const { slack, app, ana, ben, chiara, last, directMessages, cards } = await shoutoutStory(
    'socket',
    { areNew: true },
  );
  await chiara.send('general', '/care me');
  await chiara.press(last('chiara'), 'How I want to be thanked');
  const view = await slack.until(() =>
    chiara.views().find(({ callback_id }) => callback_id === 'shoutout.choose'),
  );
  await chiara.submit(view, { wish: 'privately' });
  await ana.send('general', '/shoutout @ben @chiara #patience he waited with a lost child');
  await slack.until(() => directMessages('ben').length === 1);
  await slack.until(() => directMessages('chiara').length === 1);
  expect(cards()).toEqual([]);
  await ben.send('general', '/care my-data');
  expect(last('ben').text).toContain(
    'One shout-out that thanks you waits and is in no channel yet',
  );
  expect(last('ben').text).not.toContain('You were thanked');
  await ben.send('general', '/care me');
  expect(last('ben').text).toContain('Thanks to you that wait, in no channel yet');
  expect(last('ben').text).toContain('November 24 · Patience · from');
  await ben.send('general', '/care my-data export');
  const files = await slack.until(() => {
    const sent = directMessages('ben').flatMap((message) => message.files);
    return sent.length === 2 && sent;
  });
  const data = await (await fetch(new URL(files[1]?.url ?? '', slack.url), asInThePage)).json();
  expect(data).toMatchObject([
    { what: 'received', text: 'he waited with a lost child', state: 'waiting', seenBy: [] },
  ]);
  expect(data).toHaveLength(1);
  await chiara.send('general', '/care my-data');
  expect(last('chiara').text).not.toContain('thanks you waits');
  expect(last('chiara').text).toContain('You were thanked once');
  await app.runOutbox();
  expect(slack.refusals()).toEqual([]);
});

test.each([
  'delete my data',
  'my data delete',
  'me delete',
  'borrar mis datos',
  'mis datos borrar',
])('reads "%s", in either order', async (line) => {
  const content = await ourContent('en', 'all');
  const { ben, last } = await shoutoutStory('socket', { content });
  await ben.send('general', `/care ${line}`);
  expect(last('ben').text).toContain('Delete my data?');
});

test('an order for something else than one’s data is a search', async () => {
  const { ben, last } = await shoutoutStory('socket');
  for (const line of ['delete an order', 'export papers', 'exportar mis compras']) {
    await ben.send('general', `/care ${line}`);
    expect(last('ben').text).not.toContain('Delete my data?');
  }
});

test.each(['make private', 'make it private', 'hacer privado'])(
  '"%s" shows where thanks are made private',
  async (line) => {
    const content = await ourContent('en', 'all');
    const { ben, last } = await shoutoutStory('socket', { content });
    await ben.send('general', `/care ${line}`);
    expect(shownIn(last('ben'))).toContain('How I want to be thanked');
  },
);

test('lists only what there is, and one sentence if that is nothing', async () => {
  const { slack, app, ana, ben, last, directMessages } = await shoutoutStory('socket', {
    areNew: true,
  });
  await ben.send('general', '/care my-data');
  expect(last('ben').text.split('\n').filter(Boolean)).toEqual([
    'What I keep about you',
    expect.stringMatching(/^No thanks, tips, tries or practice .*[^.]\.$/),
  ]);
  await ana.send('general', '/shoutout @ben #patience he waited with a lost child');
  await slack.until(() => directMessages('ben').length === 1);
  await ben.send('general', '/care recap on friday 16:00');
  await ben.send('general', '/care my-data');
  expect(last('ben').text).toContain('One shout-out that thanks you waits');
  expect(last('ben').text).toContain('The weekly recap of one channel that you set up');
  // He has heard of shout-outs, and has chosen nothing.
  for (const untrue of ['How you want', 'you saw in practice', 'chose to try', 'own tips'])
    expect(last('ben').text).not.toContain(untrue);
  await app.runOutbox();
});
