import { expect, test } from 'vitest';
import { forger } from './forger.ts';
import {
  answerQuestion,
  chooses,
  minute,
  reportFormOf,
  reports,
  shoutoutStory,
  shownIn,
} from './shoutout-story.ts';

const secret = 'returns-counter';
const secretWords = 'she admitted that the scales were wrong';
const privately = 'he listened to what I had to say about home';

/** Ana's thanks in a private channel, and privately to Ben; Dev has to do with neither. */
async function counterStory(reportsIn?: string) {
  const story = await shoutoutStory('http', reportsIn ? { reportsIn } : {});
  const { slack, ana, ben, form, cards } = story;
  await ana.send(secret, '/invite @Extra Mile');
  await ana.send(secret, `/shoutout @ben #patience ${secretWords}`);
  // Ids are made of the time.
  slack.clock.advance(minute);
  await ana.send('general', '/shoutout');
  const filled = { people: [ben.id], skill: 'patience', text: privately, how: 'privately' };
  await ana.submit(await form('ana'), filled);
  const told = await slack.until(() =>
    story.directMessages('ben').findLast(({ text }) => text.includes(privately)),
  );
  await ben.send('Extra Mile', '/care me');
  const me = await slack.until(() => story.directMessages('ben').at(-1));
  await ben.press(me, 'All I received');
  const page = await slack.until(() => {
    const found = story.directMessages('ben').at(-1);
    return found && shownIn(found).includes('shoutout.mine') && found;
  });
  const [privateId = '', secretId = ''] = [
    ...new Set(
      [...shownIn(page).matchAll(/(?:report|private) ([0-9a-f-]{36})/g)].map(([, id]) => id),
    ),
  ];
  const [card] = cards(secret);
  if (!card) throw new Error('no card');
  const general = slack.messages('general')[0]?.channel ?? '';
  return { ...story, dev: slack.person('dev'), told, card, privateId, secretId, general };
}

const everything = (slack: Awaited<ReturnType<typeof counterStory>>['slack'], channel: string) =>
  JSON.stringify(slack.messages(channel));

test.each([
  ['shoutout.mine/menu', 'report'],
  ['shoutout.mine/menu', 'delete'],
  ['shoutout.mine/menu', 'private'],
  ['shoutout.mine/menu', 'show'],
  ['shoutout.card/menu', 'report'],
  ['shoutout.card/menu', 'private'],
])('%s does not %s thanks that a person has nothing to do with', async (action, item) => {
  const story = await counterStory('service-desk');
  const { slack, dev, general, privateId, secretId, cards } = story;
  const { press } = await forger(story);
  for (const id of [privateId, secretId]) {
    const { answer } = await press(action, `${item} ${id}`, { by: dev.id, in: general });
    expect(answer).not.toContain(secretWords);
    expect(answer).not.toContain(privately);
  }
  expect(cards(secret)).toHaveLength(1);
  for (const channel of ['general', 'service-desk']) {
    expect(everything(slack, channel)).not.toContain(secretWords);
    expect(everything(slack, channel)).not.toContain(privately);
  }
});

test.each([
  'shoutout.saw/0',
  'shoutout.show/0',
  'shoutout.undo/0',
  'shoutout.agree/0',
  'shoutout.keep/0',
])('%s with the id of others’ thanks does nothing', async (action) => {
  const story = await counterStory();
  const { slack, dev, general, privateId, secretId, cards } = story;
  const { press } = await forger(story);
  const before = cards(secret)[0]?.text;
  for (const id of [privateId, secretId]) {
    const value = /agree|keep/.test(action) ? `${id} 0` : id;
    const { answer } = await press(action, value, { by: dev.id, in: general });
    expect(answer).not.toContain(secretWords);
    expect(answer).not.toContain(privately);
  }
  expect(cards(secret).map(({ text }) => text)).toEqual([before]);
  expect(everything(slack, 'general')).not.toContain(secretWords);
});

test('a workspace that a payload names opens nothing', async () => {
  const story = await counterStory();
  const { dev, general, privateId, cards } = story;
  const { press } = await forger(story);
  const by = { by: dev.id, in: general, workspace: 'T0999999' };
  const { answer } = await press('shoutout.mine/menu', `private ${privateId}`, by);
  expect(answer).toContain('was taken back');
  expect(cards(secret)).toHaveLength(1);
});

test('a form left open posts nothing into a channel that its person has left', async () => {
  const story = await counterStory();
  const { slack, ben, chiara, form, cards } = story;
  await chiara.send(secret, '/shoutout');
  const open = await form('chiara');
  chiara.leave(secret);
  await chiara.submit(open, { people: [ben.id], skill: 'patience', text: 'he waited with me' });
  expect((await form('chiara')).errors.channel).toContain('You are not in this channel');
  expect(cards(secret)).toHaveLength(1);
  // Nor into one whose id was never offered.
  const dev = slack.person('dev');
  await dev.send('general', '/shoutout');
  const { submit } = await forger(story);
  const id = cards(secret)[0]?.channel ?? '';
  const { text } = await submit(
    await form('dev'),
    {
      people: { selected_users: [ben.id] },
      skill: { selected_option: { value: 'patience' } },
      text: { value: 'he waited with me' },
      how: { selected_option: { value: 'publicly' } },
      channel: { selected_conversation: id },
    },
    dev.id,
  );
  expect(text).toContain('You are not in this channel');
  expect(cards(secret)).toHaveLength(1);
});

test('an edit writes nothing into a channel that the giver has left', async () => {
  const story = await counterStory();
  const { slack, ana, card, cards, form } = story;
  await chooses(slack, 'ana', 'Edit', card, secret);
  const open = await form('ana');
  ana.leave(secret);
  await ana.submit(open, { text: 'and now something quite different' });
  expect(shownIn(ana.views().at(-1) ?? { blocks: [] })).toContain('not in its channel any more');
  expect(cards(secret)[0]?.text).toContain(secretWords);
});

test('an edit form with another id changes only thanks of one’s own', async () => {
  const story = await counterStory();
  const { slack, ben, dev, form, privateId, secretId, cards } = story;
  await dev.send('general', '/shoutout');
  const open = await form('dev');
  const { submit } = await forger(story);
  for (const id of [privateId, secretId, 'no-such-id', 'x'.repeat(2000)]) {
    const forged = { ...open, private_metadata: JSON.stringify({ edit: id, found: [] }) };
    const { text, status } = await submit(
      forged,
      {
        people: { selected_users: [ben.id] },
        skill: { selected_option: { value: 'patience' } },
        text: { value: 'words of somebody else' },
      },
      dev.id,
    );
    expect(status).toBe(200);
    expect(text).not.toContain(secretWords);
    expect(text).not.toContain(privately);
  }
  expect(cards(secret)[0]?.text).toContain(secretWords);
  expect(JSON.stringify(story.directMessages('ben'))).not.toContain('words of somebody else');
  expect(slack.messages('general').some(({ text }) => text.includes('somebody else'))).toBe(false);
});

test('only the report channel shows reports, without private words', async () => {
  const story = await counterStory('service-desk');
  const { slack, ben, chiara, card, privateId } = story;
  const { submit } = await forger(story);
  await chooses(slack, 'chiara', 'Report', card, secret);
  const open = await slack.until(() => reportFormOf(slack, 'chiara'));
  const why = { why: { value: 'it names a customer' } };
  await submit({ ...open, private_metadata: privateId }, why, ben.id);
  // Chiara has nothing to do with it.
  await chiara.submit({ ...open, private_metadata: privateId }, { why: 'it is not mine' });
  await submit(open, why, chiara.id);
  const shown = () => slack.messages('service-desk').filter(({ text }) => text.includes('reports'));
  await slack.until(() => shown().length === 2);
  for (const { text } of shown()) {
    expect(text).toContain('Its words are private');
    expect(text).not.toContain(privately);
    expect(text).not.toContain(secretWords);
  }
});

test('a private channel for reports gets the words of a card, until the card is gone', async () => {
  const story = await counterStory(secret);
  const { slack, card, cards } = story;
  await reports(slack, 'chiara', card, secret);
  const report = await slack.until(() =>
    slack.messages(secret).find(({ text }) => text.includes('reports')),
  );
  expect(report.text).toContain(secretWords);
  await chooses(slack, 'ana', 'Make private', cards(secret)[0] ?? card, secret);
  await slack.until(() => !everything(slack, secret).includes(secretWords));
});

test('a decision counts only while there is a report, and only in its channel', async () => {
  const story = await counterStory('service-desk');
  const { slack, ana, dev, card, cards, secretId, general } = story;
  const desk = slack.messages('service-desk')[0]?.channel ?? '';
  const { press } = await forger(story);
  const unreported = await press('shoutout.hide/0', secretId, { by: ana.id, in: desk });
  expect(unreported.answer).toContain('earlier version');
  await reports(slack, 'ben', card, secret);
  const shown = () => slack.messages('service-desk').filter(({ text }) => text.includes('reports'));
  await slack.until(() => shown().length === 1);
  await press('shoutout.hide/0', secretId, { by: dev.id, in: general });
  dev.leave('service-desk');
  const left = await press('shoutout.hide/0', secretId, { by: dev.id, in: desk });
  expect(left.answer).toContain('Only people who are in the channel for reports');
  expect(cards(secret)).toHaveLength(1);
  const [report] = shown();
  if (!report) throw new Error('no report');
  await slack.person('erin').press(report, 'Leave it');
  await slack.until(() => shown().length === 0);
  // Neither an old button nor the same person opens it again.
  await press('shoutout.hide/0', secretId, { by: ana.id, in: desk, ts: report.ts });
  for (let times = 0; times < 3; times += 1) await reports(slack, 'ben', card, secret);
  expect(shown()).toEqual([]);
  expect(cards(secret)).toHaveLength(1);
});

test('names of people who saw it too go with the card', async () => {
  const story = await counterStory();
  const { slack, chiara, card, cards } = story;
  await chiara.press(card, 'I saw it too');
  await slack.until(() => cards(secret)[0]?.text.includes(`<@${chiara.id}> saw it too.`));
  await chooses(slack, 'ana', 'Delete', cards(secret)[0] ?? card, secret);
  await answerQuestion(slack, 'ana', 'Delete it', secret);
  await slack.until(() => cards(secret).length === 0);
  expect(everything(slack, secret)).not.toContain('saw it too');
  expect(slack.refusals()).toEqual([]);
});

test('the same signed press or form counts once', async () => {
  const story = await counterStory();
  const { slack, ana, ben, general, privateId, form, cards } = story;
  const { press, submit } = await forger(story);
  const exported = await press('me.overview/0', '', { by: ben.id, in: general });
  const again = await exported.again();
  expect([again.status, again.answers()]).toEqual([200, 0]);
  await ana.send('general', '/shoutout');
  const given = await submit(
    await form('ana'),
    {
      people: { selected_users: [ben.id] },
      skill: { selected_option: { value: 'patience' } },
      text: { value: 'he waited with a lost child' },
      how: { selected_option: { value: 'publicly' } },
      channel: { selected_conversation: general },
    },
    ana.id,
  );
  await slack.until(() => cards('general').length === 1);
  expect((await given.again()).status).toBe(200);
  expect(cards('general')).toHaveLength(1);
  expect(privateId).not.toBe('');
});
