import { expect, test } from 'vitest';
import type { MessageView } from '../../playground/protocol.ts';
import type { LocalSlack } from '../../playground/server/local-slack.ts';
import { engineStore } from '../../src/store/engine-store.ts';
import { memoryEngine } from '../../src/store/engines/memory.ts';
import { recordedLog } from '../recorded-log.ts';
import { answered, extraMile, type Transport, transports } from './extra-mile.ts';
import {
  answerQuestion,
  cardsIn,
  chooses,
  day,
  harborSlack,
  lastOf,
  minute,
  shoutoutStory,
  shownIn,
} from './shoutout-story.ts';
import { isTip, refusalsOf } from './tip-story.ts';

const isLine = ({ text }: MessageView) => text.startsWith('New thanks to people');
const [lost, waited, coins] = [
  'she found the lost receipt and walked him to the till',
  'he waited with a lost child until her mother came',
  'she counted the coins twice for him and smiled',
];

const choiceOf = (person: ReturnType<LocalSlack['person']>) =>
  person.views().find(({ callback_id }) => callback_id === 'shoutout.choose');

/** Tuesday noon in Lisbon. Ana has typed these lines after /care. */
async function bundleStory(
  transport: Transport = 'socket',
  lines: readonly string[] = ['tips on 09:00 weekdays', 'tips bundle daily'],
  { areNew = false } = {},
) {
  const slack = await harborSlack();
  const engine = memoryEngine();
  const openStore = () => engineStore(engine, { clock: slack.clock, log: recordedLog() });
  const story = await shoutoutStory(transport, { slack, store: openStore(), areNew });
  const { ana } = story;
  const asks = async (words: string, name = 'ana') => {
    await slack.person(name).send('general', `/care ${words}`);
    const answers = slack.person(name).reads('general');
    return answered(lastOf(answers.filter(({ ephemeral }) => ephemeral)));
  };
  for (const line of lines) await asks(line);
  /** Somebody thanks somebody; resolves with the answer. */
  const thanks = async (who: string, text: string, name = 'ana') => {
    // Ids are made of the time and, here, always the same random.
    slack.clock.advance(minute);
    await slack.person(name).send('general', `/shoutout @${who} #patience ${text}`);
    return lastOf(
      slack
        .person(name)
        .reads('general')
        .filter(({ ephemeral }) => ephemeral),
    );
  };
  /** A person's direct message with these words. */
  const note = (name: string, words: string) =>
    slack.until(() => story.directMessages(name).findLast(({ text }) => text.includes(words)));
  /** Moves the clock to a time of 2026, with a run of the outbox there. */
  const until = async (time: string, app = story.app) => {
    slack.clock.set(Date.parse(`2026-${time}Z`));
    await app.runOutbox();
  };
  return {
    ...{ ...story, slack, ana, openStore, asks, thanks, note, until },
    cards: () => cardsIn(slack),
    firstMessages: () => slack.messages('general').filter(isLine),
  };
}

test.each(transports)('shows thanks together after the tip, by %s', async (transport) => {
  const { slack, asks, thanks, note, until, cards, firstMessages, ana } =
    await bundleStory(transport);
  expect((await asks('tips')).text).toContain('shown together, once a day at 09:00');
  const told = await slack.until(() =>
    slack.messages('general').find(({ text }) => text.includes('changed how thanks are shown')),
  );
  expect(told.text).toContain(`<@${ana.id}>`);
  const answer = await thanks('ben', lost);
  expect(answer.text).toContain('its card comes on Wednesday, November 25 at 09:00');
  await thanks('chiara', waited, 'dev');
  const heard = await note('ben', lost);
  expect(heard.text).toContain('when the next thanks are shown there together');
  expect(shownIn(heard)).toContain('Make private');
  await until('11-25T09:00:30');
  expect([...cards(), ...firstMessages()]).toEqual([]);
  await until('11-25T09:01:10');
  const [line, ...lines] = firstMessages();
  const [tip] = slack.messages('general').filter(isTip);
  expect(lines).toEqual([]);
  expect(Number(line?.ts)).toBeGreaterThan(Number(tip?.ts));
  expect(cards().map(({ text }) => [lost, waited].findIndex((one) => text.includes(one)))).toEqual([
    0, 1,
  ]);
  expect(cards().map(({ thread_ts }) => thread_ts)).toEqual([line?.ts, line?.ts]);
  await slack.until(() => shownIn(lastOf(slack.person('ben').reads('Extra Mile'))).includes('See'));
  await until('11-26T12:00');
  expect([cards().length, firstMessages().length]).toEqual([2, 1]);
  expect(refusalsOf(slack)).toEqual([]);
});

test('shows one shout-out alone as its card, and the next one the day after', async () => {
  const { thanks, until, cards, firstMessages } = await bundleStory();
  await thanks('ben', lost);
  await until('11-25T09:02');
  await thanks('chiara', waited);
  await until('11-25T20:00');
  expect(cards().map(({ thread_ts }) => thread_ts)).toEqual([undefined]);
  await until('11-26T09:02');
  expect(cards()).toHaveLength(2);
  expect(firstMessages()).toEqual([]);
});

test('leaves out what was taken back while it waited, and shows edited words', async () => {
  const { slack, ana, thanks, note, until, cards, form, last, asks } = await bundleStory();
  await thanks('ben', lost);
  await thanks('chiara', waited, 'dev');
  const given = await thanks('dev', coins);
  await slack.person('ben').press(await note('ben', lost), 'Make private');
  await note('ben', 'Only those thanked here');
  expect((await note('chiara', waited)).text).toContain('shown there together. If you press');
  await ana.press(given, 'Undo');
  await slack.until(() =>
    slack
      .person('ana')
      .reads('general')
      .some((one) => shownIn(one).includes('It is deleted')),
  );
  await asks('me', 'dev');
  await slack.person('dev').press(last('dev'), 'All I gave');
  await slack.until(() => shownIn(last('dev')).includes('shoutout.mine'));
  await slack.person('dev').press(last('dev'), 'shoutout.mine/menu', { selected_option: 'Edit' });
  await slack.person('dev').submit(await form('dev'), { text: 'she stayed with a child alone' });
  await until('11-25T09:02');
  expect(cards().map(({ text }) => text.includes('she stayed with a child alone'))).toEqual([true]);
  await until('11-30T09:02');
  expect(cards()).toHaveLength(1);
});

test('waits for a person who wants to be asked, and comes with the next bundle then', async () => {
  const { slack, thanks, note, until, cards, asks, last } = await bundleStory();
  const ben = slack.person('ben');
  await asks('me', 'ben');
  await ben.press(last('ben'), 'How I want to be thanked');
  const view = await slack.until(() => choiceOf(ben));
  await ben.submit(view, { wish: 'ask' });
  expect((await thanks('ben', lost)).text).toContain('decides first who sees it');
  await until('11-25T09:02');
  expect(cards()).toEqual([]);
  await ben.press(await note('ben', 'You wanted to be asked first'), 'Post it');
  await note('ben', 'when the next thanks are shown there together');
  await until('11-25T12:00');
  expect(cards()).toEqual([]);
  await until('11-26T09:02');
  expect(cards()).toHaveLength(1);
});

test('a first card of a person comes ten minutes after it was given, with the bundle', async () => {
  const { slack, note, until, cards, thanks } = await bundleStory('socket', ['tips bundle daily'], {
    areNew: true,
  });
  slack.clock.set(Date.parse('2026-11-25T08:55Z'));
  await thanks('ben', lost);
  await note('ben', 'Nothing is counted and nobody is ranked');
  await until('11-25T09:02');
  expect(cards()).toEqual([]);
  await until('11-25T09:07');
  expect(cards()).toHaveLength(1);
});

test('follows a wish that was chosen while it waited', async () => {
  const { slack, thanks, until, cards, asks, last } = await bundleStory();
  const ben = slack.person('ben');
  await thanks('ben', lost);
  await asks('me', 'ben');
  await ben.press(last('ben'), 'How I want to be thanked');
  const view = await slack.until(() => choiceOf(ben));
  await ben.submit(view, { wish: 'privately' });
  await until('11-25T09:02');
  await until('11-26T09:02');
  expect(cards()).toEqual([]);
});

test('changes and takes out a card after its bundle was shown', async () => {
  const { slack, thanks, until, cards, last } = await bundleStory();
  await thanks('ben', lost);
  await thanks('chiara', waited);
  await until('11-25T09:02');
  const [first, second] = cards();
  if (!first || !second) throw new Error('no cards');
  await slack.person('dev').press(first, 'I saw it too');
  await slack.until(() => cards()[0]?.text.includes('saw it too.'));
  await chooses(slack, 'chiara', 'Make private', second);
  await slack.until(() => last('chiara').text.includes('It is private now'));
  expect(cards().map(({ ts }) => ts)).toEqual([first.ts]);
});

test('takes out the first message when the last card below it is gone', async () => {
  const { slack, thanks, until, cards, firstMessages, last } = await bundleStory();
  await thanks('ben', lost);
  await thanks('chiara', waited);
  await thanks('dev', coins);
  await until('11-25T09:02');
  const [first, second, third] = cards();
  if (!first || !second || !third) throw new Error('no cards');
  await chooses(slack, 'ben', 'Make private', first);
  await slack.until(() => cards().length === 2);
  await chooses(slack, 'ana', 'Delete', second);
  await answerQuestion(slack, 'ana', 'Delete it');
  await slack.until(() => cards().length === 1);
  await slack.until(() => last('ana').text.includes('It is deleted'));
  expect(firstMessages()).toHaveLength(1);
  await chooses(slack, 'dev', 'Make private', third);
  await slack.until(() => cards().length === 0 && firstMessages().length === 0);
  expect(refusalsOf(slack)).toEqual([]);
});

test('shows at once what waits when the bundle ends', async () => {
  const { slack, asks, thanks, cards } = await bundleStory();
  await thanks('ben', lost);
  const { text } = await asks('tips bundle off');
  expect(text).toContain('those that were waiting come now');
  await slack.until(() => cards().length === 1);
  await thanks('chiara', waited);
  expect(cards()).toHaveLength(2);
});

test('shows what waits after a restart, if Slack was busy when the bundle ended', async () => {
  const { slack, app, asks, thanks, until, cards, openStore } = await bundleStory();
  await thanks('ben', lost);
  slack.faults.add({ on: 'chat.postMessage', does: 'rate-limit', retryAfter: 30, times: 9 });
  await asks('tips bundle off');
  await app.stop(0);
  slack.faults.clear();
  const { app: next } = await extraMile('socket', { slack, store: openStore() });
  await until('11-24T12:10', next);
  expect(cards()).toHaveLength(1);
});

test('goes on without tips, once a week on a day of its own', async () => {
  const { slack, asks, thanks, until, cards, ana } = await bundleStory('socket', []);
  const { text } = await asks('tips bundle weekly thursday');
  expect(text).toContain('shown together, every Thursday at 09:00');
  expect(text).toContain('Tips are off.');
  await slack.until(() =>
    slack.messages('general').find((one) => one.text.includes(`<@${ana.id}> changed how thanks`)),
  );
  await thanks('ben', lost);
  await until('11-25T09:02');
  expect(cards()).toEqual([]);
  await until('11-26T09:02');
  expect(cards()).toHaveLength(1);
  expect(slack.messages('general').filter(isTip)).toEqual([]);
});

test('is shown once by two replicas, after a restart', async () => {
  const { slack, app, thanks, cards, firstMessages, openStore } = await bundleStory();
  await thanks('ben', lost);
  await thanks('chiara', waited);
  await app.stop(0);
  const store = openStore();
  const kept = { ...store, close: async () => {} };
  const replicas = [
    await extraMile('socket', { slack, store: kept }),
    await extraMile('socket', { slack, store: kept }),
  ];
  slack.clock.set(Date.parse('2026-11-25T09:02Z'));
  await Promise.all(replicas.map((one) => one.app.runOutbox()));
  slack.clock.advance(10 * minute);
  await Promise.all(replicas.map((one) => one.app.runOutbox()));
  expect([cards().length, firstMessages().length]).toEqual([2, 1]);
});

test('posts no card twice when Slack’s answers are lost', async () => {
  const { slack, app, thanks, until, cards, firstMessages } = await bundleStory();
  await thanks('ben', lost);
  await thanks('chiara', waited);
  slack.faults.add({ on: 'chat.postMessage', does: 'drop-after', times: 2 });
  await until('11-25T09:02');
  for (let runs = 0; runs < 3; runs += 1) {
    slack.clock.advance(10 * minute);
    await app.runOutbox();
  }
  expect([cards().length, firstMessages().length]).toEqual([2, 1]);
});

test('tells the giver when Slack does not take a card that waited', async () => {
  const { slack, thanks, until, note, cards } = await bundleStory();
  await thanks('ben', lost);
  slack.faults.add({ on: 'chat.postMessage', does: 'error', error: 'is_archived' });
  await until('11-25T09:02');
  await note('ana', 'Slack does not let me show a shout-out in its channel');
  expect(cards()).toEqual([]);
});

test('a change of the time moves the bundle', async () => {
  const { asks, thanks, until, cards } = await bundleStory();
  await thanks('ben', lost);
  await asks('tips on 15:00');
  await until('11-24T15:02');
  expect(cards()).toHaveLength(1);
});

test('the form has a choice for it, and a person’s own plan has none', async () => {
  const { slack, ana, asks } = await bundleStory('socket', ['tips on 09:00 weekdays']);
  const open = async (words: string) => {
    await ana.press(await asks(words), 'Change');
    return slack.until(() => ana.views().find(({ callback_id }) => callback_id === 'tips.save'));
  };
  await ana.submit(await open('tips'), { bundle: '5' });
  expect((await asks('tips')).text).toContain('shown together, every Friday at 09:00');
  for (const view of ana.views()) await ana.closeView(view);
  await asks('tips me 08:00');
  expect(shownIn(await open('tips me'))).not.toContain('Together, every Friday');
  expect((await asks('tips me bundle daily')).text).toContain('Only a channel shows shout-outs');
});

test('a recap tells what a bundle showed after the recap before', async () => {
  const { slack, asks, thanks, until } = await bundleStory('socket', [
    ...['tips bundle weekly monday', 'recap on friday 16:00'],
  ]);
  await thanks('ben', lost);
  await asks('tips bundle weekly saturday');
  await until('11-27T14:40');
  await until('11-27T16:10');
  await until('11-28T09:02');
  expect(cardsIn(slack)).toHaveLength(1);
  await until('12-04T14:40');
  await until('12-04T16:10');
  const recaps = slack.messages('general').filter(({ text }) => text.startsWith('This week: '));
  expect(recaps.map(({ text }) => text.slice(0, 29))).toEqual(['This week: one moment of care']);
});

test('waits while the clock of its replica is wrong', async () => {
  const { slack, app, thanks, until, cards, openStore } = await bundleStory();
  await thanks('ben', lost);
  await app.stop(0);
  let ahead = day;
  const machine = { now: () => slack.clock.now() + ahead, elapsed: slack.clock.now };
  const { app: next } = await extraMile('socket', { slack, machine, store: openStore() });
  await until('11-24T12:05', next);
  await until('11-25T09:02', next);
  expect(cards()).toEqual([]);
  ahead = 0;
  await until('11-25T09:05', next);
  expect(cards()).toHaveLength(1);
});

test('leaves to the next bundle what was given while one was open', async () => {
  const { slack, thanks, until, cards } = await bundleStory('socket', ['tips bundle daily'], {
    areNew: true,
  });
  slack.clock.set(Date.parse('2026-11-25T08:55Z'));
  await thanks('ben', lost);
  await until('11-25T09:02');
  expect((await thanks('ben', coins)).text).toContain('its card comes on Thursday, November 26');
  await until('11-25T09:08');
  await until('11-25T20:00');
  expect(cards().map(({ text }) => text.includes(lost))).toEqual([true]);
  await until('11-26T09:02');
  expect(cards()).toHaveLength(2);
});

test('a recap tells what waited long for an answer and then for a bundle', async () => {
  const { slack, asks, last, thanks, note, until, cards } = await bundleStory('socket', [
    ...['tips bundle weekly friday', 'recap on thursday 16:00'],
  ]);
  const ben = slack.person('ben');
  await asks('me', 'ben');
  await ben.press(last('ben'), 'How I want to be thanked');
  await ben.submit(await slack.until(() => choiceOf(ben)), { wish: 'ask' });
  slack.clock.set(Date.parse('2026-11-29T12:00Z'));
  await thanks('ben', lost);
  for (const time of ['12-03T14:40', '12-03T16:10', '12-04T09:02', '12-05T12:00'])
    await until(time);
  await ben.press(await note('ben', 'You wanted to be asked first'), 'Post it');
  await note('ben', 'when the next thanks are shown there together');
  for (const time of ['12-10T14:40', '12-10T16:10', '12-11T09:02']) await until(time);
  expect(cards()).toHaveLength(1);
  for (const time of ['12-17T14:40', '12-17T16:10']) await until(time);
  const recaps = slack.messages('general').filter(({ text }) => text.startsWith('This week: '));
  expect(recaps).toHaveLength(1);
});
