import { expect, test } from 'vitest';
import type { MessageView } from '../../playground/protocol.ts';
import type { LocalSlack } from '../../playground/server/local-slack.ts';
import { engineStore } from '../../src/store/engine-store.ts';
import { memoryEngine } from '../../src/store/engines/memory.ts';
import { mark } from '../content/language-folder.ts';
import { recordedLog } from '../recorded-log.ts';
import { answered, extraMile, type Transport, transports } from './extra-mile.ts';
import { twoLanguages } from './languages-story.ts';
import {
  answerQuestion,
  cardsIn,
  chooses,
  harborSlack,
  hour,
  minute,
  reports,
  shoutoutStory,
  shownIn,
} from './shoutout-story.ts';

const isRecap = ({ text }: MessageView) => text.startsWith('This week: ');
const recapsIn = (slack: LocalSlack, channel = 'general') =>
  slack.messages(channel).filter(isRecap);

/**
 * Tuesday noon in Lisbon. Ben and Chiara allow their moments to be retold; `recap` is what Ana
 * typed after /care, if anything. A recap of Friday at 16:00 is queued by 14:30.
 */
async function recapStory(
  transport: Transport = 'socket',
  recap = 'recap on friday 16:00',
  options: Parameters<typeof shoutoutStory>[1] = {},
) {
  const slack = await harborSlack();
  const engine = memoryEngine();
  const openStore = () => engineStore(engine, { clock: slack.clock, log: recordedLog() });
  const store = openStore();
  const story = await shoutoutStory(transport, {
    ...{ ...options, slack, store },
  });
  const { ana } = story;
  const choose = async (name: string, values: Record<string, string | string[]>) => {
    const person = slack.person(name);
    await person.send('general', '/care me');
    await person.press(story.last(name), 'How I want to be thanked');
    const view = await slack.until(() =>
      person.views().find(({ callback_id }) => callback_id === 'shoutout.choose'),
    );
    await person.submit(view, values);
    const said = shownIn(await slack.until(() => person.views()[0]));
    for (const one of person.views()) await person.closeView(one);
    return said;
  };
  for (const name of ['ben', 'chiara']) await choose(name, { wish: 'publicly', retell: ['yes'] });
  const asks = async (words: string, name = 'ana', channel = 'general') => {
    await slack.person(name).send(channel, `/care ${words}`);
    return answered(story.last(name, channel));
  };
  if (recap) await asks(recap);
  /** Ana thanks somebody in #general. */
  const thanks = async (who: string, words: string) => {
    // Ids are made of the time and, here, always the same random.
    slack.clock.advance(minute);
    await ana.send('general', `/shoutout ${who} ${words}`);
    return slack.until(() => cardsIn(slack).find(({ text }) => text.includes(words.slice(-20))));
  };
  /** Moves the clock in steps of ten minutes, with a run of the outbox in each. */
  const until = async (time: string) => {
    const end = Date.parse(`2026-${time}Z`);
    while (slack.clock.now() < end) {
      const step = end - slack.clock.now() > 3 * hour ? hour : 10 * minute;
      slack.clock.set(Math.min(slack.clock.now() + step, end));
      await story.app.runOutbox();
    }
  };
  return { ...story, openStore, asks, choose, thanks, until, recaps: () => recapsIn(slack) };
}

const words = '#patience he waited with a lost child until her mother came';

test.each(transports)('tells a week on Friday at four, by %s', async (transport) => {
  const { slack, ana, asks, thanks, until, recaps } = await recapStory(transport, '');
  const status = await asks('recap on fri 16:00');
  expect(status.text).toContain('The recap is on.');
  expect(status.text).toContain('Every Friday at 16:00, Lisbon time.');
  expect(status.text).toContain('The next one comes on Friday, November 27 at 16:00.');
  const line = await slack.until(() =>
    slack.messages('general').find(({ text }) => text.includes('set up a weekly recap')),
  );
  expect(line.text).toContain(`<@${ana.id}>`);
  await thanks('@ben', words);
  await thanks('@dev', '#flexibility he found another way round for her');
  await until('11-27T15:50');
  expect(recaps()).toEqual([]);
  await until('11-27T16:10');
  const [recap, ...more] = recaps();
  expect(more).toEqual([]);
  expect(new Date(Number(recap?.ts) * 1000).toISOString()).toBe('2026-11-27T16:00:00.000Z');
  const { text = '' } = recap ?? {};
  expect(text).toContain('This week: 2 moments of care');
  expect(text).toContain('he waited with a lost child');
  expect(text).not.toContain('another way');
  expect(text).toContain('Seen this week\nFlexibility and Patience');
  expect(text).toMatch(/Not seen in the last four weeks\n.*Appreciation/);
  // Shown once, in the table.
  expect(shownIn(recap as MessageView)).not.toContain('Not seen in the last four weeks\\n');
  expect(shownIn(recap as MessageView)).toContain(
    '"Patience"},{"type":"raw_text","text":"Seen this week"}',
  );
  expect(slack.refusals().filter((one) => !one.startsWith('acknowledgement'))).toEqual([]);
});

test('posts nothing in a week without thanks, and tells the next one', async () => {
  const { slack, thanks, until, recaps } = await recapStory();
  await thanks('@ben', words);
  await until('11-27T16:10');
  expect(recaps()).toHaveLength(1);
  await until('12-04T18:00');
  expect(recaps()).toHaveLength(1);
  await thanks('@chiara', '#patience she untangled three lost orders');
  await until('12-11T16:10');
  expect(recaps()).toHaveLength(2);
  const { text } = recaps()[1] as MessageView;
  expect(text).toContain('This week: one moment of care');
  expect(text).toContain('she untangled three lost orders');
  expect(slack.traffic.filter(({ name }) => name === 'chat.scheduleMessage')).toHaveLength(2);
});

test('is sent when the app comes back a minute before, and the week after as well', async () => {
  const { slack, app, thanks, recaps } = await recapStory();
  await thanks('@ben', words);
  for (const [count, friday] of ['11-27', '12-04'].entries()) {
    slack.clock.set(Date.parse(`2026-${friday}T13:00Z`));
    await app.runOutbox();
    if (count > 0) await thanks('@chiara', '#patience she untangled three lost orders');
    slack.clock.set(Date.parse(`2026-${friday}T15:59Z`));
    await app.runOutbox();
    slack.clock.set(Date.parse(`2026-${friday}T16:01Z`));
    expect(recaps()).toHaveLength(count + 1);
  }
});

test.each([
  ['18:59', 1],
  ['19:01', 0],
])('is sent late, once, if the app was down and comes back at %s: %i', async (time, expected) => {
  const { slack, app, thanks, until, recaps } = await recapStory();
  await thanks('@ben', words);
  await until('11-27T16:10');
  slack.clock.set(Date.parse('2026-12-04T13:50Z'));
  await thanks('@chiara', '#patience she untangled three lost orders');
  slack.clock.set(Date.parse(`2026-12-04T${time}Z`));
  await app.runOutbox();
  await until('12-04T23:00');
  expect(recaps()).toHaveLength(1 + expected);
  const [, late] = recaps();
  if (late) expect(late.text).toContain('she untangled three lost orders');
});

const queuesNothing = {
  on: 'chat.scheduleMessage',
  ...({ does: 'error', error: 'ekm_access_denied', times: 1000 } as const),
};

test('is sent late after Slack refused it for a while', async () => {
  const { slack, app, thanks, until, recaps } = await recapStory();
  await thanks('@ben', words);
  slack.faults.add(queuesNothing);
  await until('11-27T16:20');
  expect(recaps()).toEqual([]);
  slack.faults.clear();
  slack.clock.advance(hour);
  await app.runOutbox();
  await until('11-27T23:00');
  expect(recaps()).toHaveLength(1);
});

test('is sent late in the language that its channel got after its time', async () => {
  const content = twoLanguages;
  const { slack, asks, thanks, until } = await recapStory('http', undefined, { content });
  await thanks('@ben', words);
  slack.faults.add(queuesNothing);
  await until('11-27T16:10');
  slack.faults.clear();
  const queued = () => slack.traffic.filter(({ name }) => name === 'chat.scheduleMessage').length;
  const before = queued();
  await asks('tips language french');
  await slack.until(() => queued() > before);
  await until('11-27T18:30');
  const isFrench = ({ text }: MessageView) => text.startsWith(`${mark}This week: `);
  expect(slack.messages('general').filter(isFrench)).toHaveLength(1);
});

test('tells when late what it was going to tell in time, and counts nothing else as told', async () => {
  const { slack, ana, thanks, until, recaps, last } = await recapStory();
  const cards = [
    await thanks('@ben', words),
    await thanks('@chiara', '#patience she untangled three lost orders'),
  ];
  const texts = ['lost child', 'lost orders'];
  slack.faults.add(queuesNothing);
  await until('11-27T16:20');
  slack.faults.clear();
  await until('11-27T17:30');
  const attempts = slack.traffic
    .filter(({ name }) => name === 'chat.scheduleMessage')
    .map(({ request }) => texts.findIndex((text) => JSON.stringify(request).includes(text)));
  expect(attempts.length).toBeGreaterThan(4);
  const [told = -1] = attempts;
  expect(new Set(attempts)).toEqual(new Set([told]));
  expect(recaps()).toHaveLength(1);
  for (const [at, card] of cards.entries()) {
    await chooses(slack, 'ana', 'Delete', card);
    await answerQuestion(slack, 'ana', 'Delete it');
    const answer = await slack.until(() => {
      const { text } = last('ana');
      return text.includes('It is deleted') ? text : undefined;
    });
    expect(answer.includes('has told it as it was')).toBe(at === told);
    await ana.send('general', '/care');
    await slack.until(() => !last('ana').text.includes('It is deleted'));
  }
});

test('what a recap was going to tell that never got out is told by the next one', async () => {
  const { slack, thanks, until, recaps } = await recapStory();
  slack.faults.add(queuesNothing);
  await until('11-27T15:00');
  await thanks('@ben', words);
  await until('11-27T19:10');
  slack.faults.clear();
  await until('12-04T16:10');
  expect(recaps().map(({ text }) => text)).toEqual([expect.stringContaining('lost child')]);
});

test('a recap that never got out has told nothing that is deleted', async () => {
  const { slack, thanks, until, last } = await recapStory();
  const card = await thanks('@ben', words);
  slack.faults.add(queuesNothing);
  await until('11-27T19:10');
  await chooses(slack, 'ana', 'Delete', card);
  await answerQuestion(slack, 'ana', 'Delete it');
  await slack.until(() => last('ana').text.includes('It is deleted'));
  expect(last('ana').text).not.toContain('has told it as it was');
});

test('what a recap was going to tell is told when it is on again after Slack ended it', async () => {
  const { slack, asks, thanks, until, recaps } = await recapStory();
  await thanks('@ben', words);
  slack.faults.add(queuesNothing);
  await until('11-27T15:50');
  slack.faults.clear();
  slack.faults.add({ ...queuesNothing, error: 'is_archived' });
  await until('11-27T16:10');
  slack.faults.clear();
  expect((await asks('recap')).text).toContain('The recap is off.');
  await asks('recap on monday 16:00');
  await until('11-30T16:10');
  expect(recaps().map(({ text }) => text)).toEqual([expect.stringContaining('lost child')]);
});

test('one that is set up after its time, or moved before it, comes next week', async () => {
  const { slack, asks, thanks, until, recaps } = await recapStory('socket', '');
  await thanks('@ben', words);
  slack.clock.set(Date.parse('2026-11-27T16:30Z'));
  await asks('recap on fri 16:00');
  await until('11-27T17:00');
  await asks('recap on fri 18:00');
  await asks('recap on fri 15:00');
  await until('11-27T23:00');
  expect(recaps()).toEqual([]);
  await thanks('@chiara', '#patience she untangled three lost orders');
  await until('12-04T15:10');
  expect(recaps()).toHaveLength(1);
});

test('thanks given after it was queued are told the week after', async () => {
  const { thanks, until, recaps } = await recapStory();
  await thanks('@ben', words);
  await until('11-27T15:00');
  await thanks('@chiara', '#appreciation she wrote him a card for the long wait');
  await until('12-04T16:10');
  const [first, second] = recaps().map(({ text }) => text);
  expect(first).not.toContain('Appreciation and');
  expect(first).not.toContain('she wrote him a card');
  expect(second).toContain('she wrote him a card');
  expect(second).toContain('This week: one moment of care');
  expect(second).toContain('Seen this week\nAppreciation');
});

test('tells only the number in a channel of fewer than five people, apps not counted', async () => {
  const { slack, asks, until } = await recapStory('socket', '');
  const ana = slack.person('ana');
  await ana.send('returns-counter', '/invite @Extra Mile');
  await asks('recap on fri 16:00', 'ana', 'returns-counter');
  await ana.send('returns-counter', `/shoutout @ben ${words}`);
  expect((await asks('recap now', 'ana', 'returns-counter')).text).not.toContain('lost child');
  await until('11-27T16:10');
  const [recap] = recapsIn(slack, 'returns-counter');
  expect(recap?.text).toContain('This week: one moment of care');
  expect(recap?.text).toContain('fewer than five people');
  expect(recap?.text).not.toContain('lost child');
  expect(recap?.text).not.toContain('Patience');
  expect(recap?.blocks.some(({ type }) => type === 'data_table')).toBe(false);
});

type Recap = Awaited<ReturnType<typeof recapStory>>;
const takings: Readonly<Record<string, (story: Recap, card: MessageView) => Promise<unknown>>> = {
  'made private': async ({ slack, last }, card) => {
    await chooses(slack, 'ben', 'Make private', card);
    await slack.until(() => last('ben').text.includes('It is private now'));
  },
  deleted: async ({ slack, last }, card) => {
    await chooses(slack, 'ana', 'Delete', card);
    await answerQuestion(slack, 'ana', 'Delete it');
    await slack.until(() => last('ana').text.includes('It is deleted'));
  },
  edited: async ({ slack, ana, form }, card) => {
    await chooses(slack, 'ana', 'Edit', card);
    await ana.submit(await form('ana'), { text: 'he was patient, and that is all I say' });
  },
  reported: ({ slack }, card) => reports(slack, 'dev', card),
  'no longer to be retold': ({ choose }) => choose('ben', { wish: 'publicly', retell: [] }),
  'to be private from now on': ({ choose }) =>
    choose('ben', { wish: 'privately', retell: ['yes'] }),
  'to be asked about from now on': ({ choose }) => choose('ben', { wish: 'ask', retell: ['yes'] }),
};

test.each(Object.keys(takings))(
  'never tells what is %s after it was queued, and tells another moment',
  async (how) => {
    const story = await recapStory();
    const { slack, thanks, until, recaps } = story;
    const card = await thanks('@ben', words);
    await until('11-27T14:40');
    const queued = () => slack.traffic.filter(({ name }) => name === 'chat.scheduleMessage').length;
    expect(queued()).toBe(1);
    await takings[how]?.(story, card);
    const isTakenBack = () =>
      slack.traffic.some(({ name }) => name === 'chat.deleteScheduledMessage');
    await slack.until(isTakenBack);
    await until('11-27T16:10');
    const said = recaps()
      .map(({ text }) => text)
      .join();
    expect(said).not.toContain('lost child');
    if (how === 'edited') expect(said).toContain('he was patient, and that is all I say');
    expect(recaps().length).toBe(how === 'made private' || how === 'deleted' ? 0 : 1);
    await until('12-04T16:10');
    expect(slack.messages('general').filter(isRecap).join()).not.toContain('lost child');
  },
);

test('tells another moment instead of one that is taken back', async () => {
  const { slack, thanks, until, recaps, last } = await recapStory();
  const cards = {
    ben: await thanks('@ben', words),
    chiara: await thanks('@chiara', '#patience she untangled three lost orders'),
  };
  await until('11-27T14:40');
  const [text] = slack.traffic.findLast(({ name }) => name === 'chat.scheduleMessage')
    ? [
        JSON.stringify(
          slack.traffic.findLast(({ name }) => name === 'chat.scheduleMessage')?.request,
        ),
      ]
    : [''];
  const told = text.includes('lost child') ? 'ben' : 'chiara';
  await chooses(slack, told, 'Make private', cards[told]);
  await slack.until(() => last(told).text.includes('It is private now'));
  await until('11-27T16:10');
  const [gone, other] =
    told === 'ben' ? ['lost child', 'lost orders'] : ['lost orders', 'lost child'];
  expect(recaps()[0]?.text).not.toContain(gone);
  expect(recaps()[0]?.text).toContain(other);
});

test('says that a recap in its last ten minutes, or one that was posted, still tells it', async () => {
  const { slack, thanks, until, recaps, last, choose } = await recapStory();
  const card = await thanks('@ben', words);
  await until('11-27T15:55');
  expect(await choose('ben', { wish: 'publicly', retell: [] })).toContain(
    'within ten minutes still tells it as it was',
  );
  await reports(slack, 'dev', card);
  await chooses(slack, 'ben', 'Make private', card);
  const answer = await slack.until(() => {
    const found = last('ben');
    return found.text.includes('It is private now') ? found : undefined;
  });
  expect(answer.text).toContain('still tells it as it was');
  await until('11-27T16:10');
  expect(recaps()).toHaveLength(1);
  await slack.person('ana').send('general', '/care me');
  await slack.person('ana').press(last('ana'), 'All I gave');
  await slack.until(() => shownIn(last('ana')).includes('shoutout.mine'));
  await slack.person('ana').press(last('ana'), 'shoutout.mine/menu', { selected_option: 'Delete' });
  const question = await slack.until(() =>
    slack
      .person('ana')
      .reads('general')
      .findLast(({ text }) => text.startsWith('Do you want to')),
  );
  await slack.person('ana').press(question, 'Delete it');
  await slack.until(() => last('ana').text.includes('has told it as it was'));
});

test('tells moderators who hide something of a recap that still tells it', async () => {
  const { slack, ana, thanks, until, recaps, last } = await recapStory(
    ...(['socket', 'recap on friday 16:00', { reportsIn: 'service-desk' }] as const),
  );
  const card = await thanks('@ben', words);
  await until('11-27T14:40');
  await reports(slack, 'dev', card);
  await until('11-27T16:10');
  expect(recaps()[0]?.text).not.toContain('lost child');
  await ana.send('general', '/care recap on friday 17:00');
  const later = await thanks('@chiara', '#patience she untangled three lost orders');
  await until('12-04T16:55');
  await reports(slack, 'dev', later);
  const report = await slack.until(() =>
    ana.reads('service-desk').findLast(({ text }) => text.includes('lost orders')),
  );
  await slack.person('dev').press(report, 'Hide it');
  await slack.until(() => last('dev', 'service-desk').text.includes('still tells it as it was'));
});

test('shows a preview to the asker alone, who may share it', async () => {
  const { slack, ana, asks, thanks, recaps } = await recapStory('socket', '');
  expect((await asks('recap now')).text).toContain('There is nothing to tell.');
  await thanks('@ben', words);
  const preview = await asks('recap now');
  expect(preview.ephemeral).toBe(true);
  expect(preview.text).toContain('Only you see this.');
  expect(preview.text).toContain('he waited with a lost child');
  expect(recaps()).toEqual([]);
  await ana.press(preview, 'Share here');
  await slack.until(() => recaps().length === 1);
  expect(recaps()[0]?.text).toContain(`Shared by <@${ana.id}>`);
  const hasShared = ({ ephemeral, text }: MessageView) => ephemeral && text.includes('Shared here');
  await slack.until(() => ana.reads('general').some(hasShared));
  expect(slack.refusals()).toEqual([]);
});

test('prefers a moment that no recap told before', async () => {
  const { slack, ana, asks, thanks, until, recaps } = await recapStory();
  await thanks('@ben', words);
  await ana.press(await asks('recap now'), 'Share here');
  await slack.until(() => recaps().length === 1);
  await thanks('@chiara', '#patience she untangled three lost orders');
  await until('11-27T16:10');
  expect(recaps().at(-1)?.text).toContain('she untangled three lost orders');
});

test('is turned off, on again and changed, by text, buttons and form', async () => {
  const { slack, ana, asks, thanks, until, recaps } = await recapStory();
  await thanks('@ben', words);
  await until('11-27T15:00');
  expect((await asks('recap off')).text).toContain('The recap is off.');
  await until('11-27T16:10');
  expect(recaps()).toEqual([]);
  await ana.press(await asks('recap'), 'Turn on');
  await slack.until(() => ana.reads('general').some(({ text }) => text.includes('December 4')));
  await ana.press(await asks('recap'), 'Change');
  const form = await slack.until(() =>
    ana.views().find(({ callback_id }) => callback_id === 'recap.save'),
  );
  expect(await ana.submit(form, { zone: 'Lisbo' })).toMatchObject({
    body: { errors: { zone: expect.stringContaining('Did you mean Lisbon?') } },
  });
  await ana.submit(form, { day: '1', time: '09:00', zone: 'London' });
  await slack.until(() =>
    slack.messages('general').find(({ text }) => text.includes('changed the weekly recap')),
  );
  expect((await asks('recap')).text).toContain('Monday, November 30 at 09:00');
  await until('11-30T09:10');
  // What was not posted on Friday was not told.
  expect(recaps()[0]?.text).toContain('he waited with a lost child');
});

test('a tap that stops it asks first', async () => {
  const { slack, ana, asks } = await recapStory();
  const channelRead = (words: string) =>
    slack.messages('general').some(({ text }) => text.includes(words));
  const presses = async (label: string, said: string) => {
    await ana.press(await asks('recap'), 'Turn off');
    const asked = (words: string) =>
      slack.until(() => ana.reads('general').findLast(({ text }) => text.includes(words)));
    await ana.press(await asked('Do you want to turn the weekly recap'), label);
    return asked(said);
  };
  await presses('Leave it on', 'The next one comes on');
  expect((await asks('recap')).text).toContain('The next one comes on');
  expect(channelRead('turned the weekly recap of this channel off')).toBe(false);
  await presses('Turn off for everyone', 'The recap is off.');
  await slack.until(() => channelRead('turned the weekly recap of this channel off'));
});

test.each(['on friday', 'off'])('a guest can’t order recap %s, nor share one', async (order) => {
  const { slack, asks, thanks, recaps } = await recapStory();
  await thanks('@ben', words);
  slack.admin.changePerson('dev', { guest: 'restricted' });
  const refused = await asks(`recap ${order}`, 'dev');
  expect(refused.text).toContain('Guests and people of other companies');
  expect(refused.text).toContain(`/care recap ${order}`);
  const controls = ['recap', 'recap now'].map(async (asked) => shownIn(await asks(asked, 'dev')));
  for (const shown of await Promise.all(controls))
    expect(shown).not.toMatch(/recap\.(?:share|on|off|form)/);
  // A button of before the person became a guest.
  const preview = await asks('recap now', 'erin');
  slack.admin.changePerson('erin', { guest: 'restricted' });
  const erin = slack.person('erin');
  await erin.press(preview, 'Share here');
  await slack.until(() => erin.reads('general').at(-1)?.text.startsWith('Guests'));
  expect(recaps()).toEqual([]);
});

test('says what it did not understand, and that nothing was changed', async () => {
  const { asks } = await recapStory('socket', '');
  const { text } = await asks('recap on fridya 16:00');
  expect(text).toContain('"fridya" is no day I know.');
  expect(text).toContain('Nothing was changed.');
  expect(text).toContain('/care recap on fridya 16:00');
  expect((await asks('recap')).text).toContain('This channel gets no recap yet.');
});

test('belongs to a channel', async () => {
  const { ana, directMessages } = await recapStory('socket', '');
  await ana.send('Extra Mile', '/care recap on friday');
  expect(directMessages('ana').at(-1)?.text).toContain('A recap is for a channel.');
});

test('ends with its channel, and tells who set it up', async () => {
  const { slack, asks, directMessages } = await recapStory('socket', '');
  await asks('recap on friday', 'ana', 'service-desk');
  await slack.until(() => slack.messages('service-desk').at(-1)?.text.includes('set up a weekly'));
  await slack.person('ana').send('service-desk', '/archive');
  await slack.until(() =>
    directMessages('ana').find(({ text }) => text.includes('recap in') && text.includes('ended')),
  );
  expect(slack.refusals()).toEqual([]);
});

test('follows a change on another replica, and after a restart', async () => {
  const { slack, openStore, thanks, until, recaps, app, last } = await recapStory();
  const card = await thanks('@ben', words);
  await thanks('@chiara', '#patience she untangled three lost orders');
  await until('11-27T14:40');
  const other = await extraMile('socket', { slack, store: openStore() });
  await app.stop(0);
  await chooses(slack, 'ben', 'Make private', card);
  await slack.until(() => last('ben').text.includes('It is private now'));
  while (slack.clock.now() < Date.UTC(2026, 10, 27, 16, 10)) {
    slack.clock.advance(10 * minute);
    await other.app.runOutbox();
  }
  expect(recaps()).toHaveLength(1);
  expect(recaps()[0]?.text).toContain('she untangled three lost orders');
  expect(recaps()[0]?.text).not.toContain('lost child');
});
