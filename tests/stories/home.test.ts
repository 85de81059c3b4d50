import { describe, expect, test } from 'vitest';
import type { LocalSlack } from '../../playground/server/local-slack.ts';
import type { Person } from '../../playground/server/people/person.ts';
import { addShoutout } from '../../src/features/shoutouts/records/repository.ts';
import { newShoutout } from '../../src/features/shoutouts/shoutout.ts';
import type { Store } from '../../src/ports/store.ts';
import { openStore } from '../../src/store/store.ts';
import { eventually } from '../eventually.ts';
import { ourContent } from '../our-content.ts';
import { recordedLog } from '../recorded-log.ts';
import { inDoubt } from '../signposts/in-doubt.ts';
import { extraMile, transports } from './extra-mile.ts';
import { harborGroup } from './harbor-group.ts';
import { cardIn, harborSlack, hour, minute, shoutoutStory } from './shoutout-story.ts';

const thanks = '#patience she stayed calm with a man who missed his ferry';

const textOf = (view: object | undefined): string => JSON.stringify(view ?? {});

/** The person's Home tab, once it contains `said`. */
async function homeOf(slack: LocalSlack, person: Person, said = 'Tip for today') {
  const found = await slack.until(() => {
    const home = person.home();
    return textOf(home).includes(said) ? home : undefined;
  });
  return found;
}

/** The answer to a press on the Home tab, or in an answer to one. */
async function pressed(slack: LocalSlack, person: Person, label: string, said: string) {
  const where = person.views().at(-1) ?? person.home();
  if (!where) throw new Error('no Home');
  await person.press(where, label);
  return slack.until(() => {
    const top = person.views().at(-1);
    return textOf(top).includes(said) ? top : undefined;
  });
}

async function closeAll(person: Person): Promise<void> {
  for (let view = person.views().at(-1); view; view = person.views().at(-1))
    await person.closeView(view);
}

describe.each(transports)('over %s', (transport) => {
  test('a first visit shows what there is to do, and a tip', async () => {
    const { slack, ana, ben, cards } = await shoutoutStory(transport);
    await ana.openHome();
    const home = textOf(await homeOf(slack, ana));
    for (const said of ['Welcome', 'Ask a guideline', 'Give a shout-out', 'Set up my tips'])
      expect(home).toContain(said);
    expect(home).not.toContain('Thanks you received');
    await ben.send('general', `/shoutout @ana ${thanks}`);
    await slack.until(() => cards().length === 1);
    expect(ben.home()).toBeUndefined();
    expect(slack.refusals()).toEqual([]);
  });

  test('a question is answered in a modal, without what needs a channel', async () => {
    const { slack, ana } = await shoutoutStory(transport);
    await ana.openHome();
    const home = await homeOf(slack, ana);
    await ana.press(home, 'guideline.ask/question', { value: 'customer is shouting' });
    const answer = await slack.until(() => ana.views().at(-1));
    expect(textOf(answer)).toContain('In practice');
    expect(textOf(answer)).not.toContain('Share here');
    await pressed(slack, ana, 'More', 'Related');
    expect(ana.views()).toHaveLength(1);
    await closeAll(ana);
    await pressed(slack, ana, 'Ask a guideline', 'plain_text_input');
    const form = ana.views().at(-1);
    if (form) await ana.submit(form, { question: 'skills' });
    expect(textOf(ana.views().at(-1))).toContain('Self-control');
    expect(slack.refusals()).toEqual([]);
  });

  test('a signpost that may be meant opens from the answer in the modal', async () => {
    const { slack, ana } = await shoutoutStory(transport);
    await ana.openHome();
    const home = await homeOf(slack, ana);
    await ana.press(home, 'guideline.ask/question', { value: inDoubt });
    await slack.until(() => ana.views().at(-1));
    await pressed(slack, ana, 'Is somebody hurt or in danger?', 'Safety first');
    expect(slack.refusals()).toEqual([]);
  });

  test('a tip is tried, and how it went is answered on the Home tab', async () => {
    const { slack, ana } = await shoutoutStory(transport);
    await ana.openHome();
    await homeOf(slack, ana);
    await pressed(slack, ana, "I'll try it", 'Just the tip');
    await pressed(slack, ana, 'Just the tip', '16:30');
    await closeAll(ana);
    slack.clock.advance(2000);
    await homeOf(slack, ana, 'You are trying this today');
    await homeOf(slack, ana, 'What you are trying');
    await pressed(slack, ana, 'Read the guideline', 'Related');
    await closeAll(ana);
    await pressed(slack, ana, 'I did it', 'Well done');
    slack.clock.advance(2000);
    await slack.until(() => !textOf(ana.home()).includes('What you are trying'));
    expect(slack.refusals()).toEqual([]);
  });

  test('a card that waits for a new person has its time on Home and in /care me', async () => {
    const { slack, ana, ben, last, app } = await shoutoutStory(transport, { areNew: true });
    await ana.openHome();
    await homeOf(slack, ana);
    slack.clock.advance(hour);
    await ana.send('general', `/shoutout @ben ${thanks}`);
    const time = 'not in the channel before 13:10';
    await homeOf(slack, ana, time);
    const me = async () => {
      await ana.send('general', '/care me');
      return last('ana').text;
    };
    expect(await me()).toContain(time);
    // What the new person answers makes no difference.
    const note = await slack.until(() => ben.reads('Extra Mile').at(-1));
    await ben.press(note, 'Make private');
    await slack.until(() => textOf(ben.reads('Extra Mile').at(-1)).includes('Show it'));
    expect(await me()).toContain(time);
    slack.clock.advance(11 * minute);
    await app.runOutbox();
    expect(await me()).toContain('not in the channel yet');
  });

  test('thanks appear as they are given, and go when they are taken back', async () => {
    const { slack, ana, ben } = await shoutoutStory(transport);
    for (const person of [ana, ben]) {
      await person.openHome();
      await homeOf(slack, person);
    }
    slack.clock.advance(hour);
    await ana.send('general', `/shoutout @ben ${thanks}`);
    await homeOf(slack, ben, 'missed his ferry');
    await homeOf(slack, ana, 'Thanks you gave');
    await cardIn(slack, 'general');
    slack.clock.advance(hour);
    await pressed(slack, ana, 'All I gave', 'missed his ferry');
    const page = ana.views().at(-1);
    if (page) await ana.press(page, 'shoutout.mine/menu', { selected_option: 'Delete' });
    await slack.until(() => textOf(ana.views().at(-1)).includes('Delete it'));
    await pressed(slack, ana, 'Delete it', 'missed his ferry');
    for (const person of [ana, ben])
      await slack.until(() => !textOf(person.home()).includes('missed his ferry'));
    expect(slack.refusals()).toEqual([]);
  });

  test('forms, pages and plans open from the Home tab', async () => {
    const { slack, ana, log } = await shoutoutStory(transport);
    await ana.openHome();
    await homeOf(slack, ana);
    for (const [label, said] of [
      ['Give a shout-out', 'multi_users_select'],
      ['Set up my tips', 'timepicker'],
      ['I saw this', 'multi_users_select'],
      ['Practice', 'What would you do?'],
      ['Skills (16)', 'Self-control'],
      ['My moments', 'Your moments'],
      ['Choose my focus', 'My focus'],
    ] as const) {
      await pressed(slack, ana, label, said);
      await closeAll(ana);
    }
    await pressed(slack, ana, 'Choose my focus', 'My focus');
    await pressed(slack, ana, 'Good listener', 'is your focus now');
    await closeAll(ana);
    slack.clock.advance(2000);
    await homeOf(slack, ana, 'Tip for today · Good listener');
    await ana.send('general', '/care tips on 09:00 weekdays');
    slack.clock.advance(2000);
    await homeOf(slack, ana, 'Tips and recaps you set up');
    await pressed(slack, ana, 'Look or change', 'Every weekday at 09:00');
    await pressed(slack, ana, 'Change', 'timepicker');
    expect(ana.views()).toHaveLength(2);
    expect(slack.refusals()).toEqual([]);
    expect(log.lines.filter(({ level }) => level === 'error')).toEqual([]);
  });
});

test('follows changes on two replicas, and after a restart without a new visit', async () => {
  const slack = await harborSlack();
  const store = await openStore({ url: 'memory:', clock: slack.clock, log: recordedLog() });
  const kept = { ...store, close: async () => {} };
  const [first, second] = [
    await shoutoutStory('socket', { slack, store: kept }),
    await extraMile('socket', { slack, store: kept }),
  ];
  const { ana, ben } = first;
  await ana.openHome();
  await homeOf(slack, ana);
  for (const number of [1, 2, 3, 4]) {
    slack.clock.advance(10 * minute);
    await ben.send('general', `/shoutout @ana ${thanks}, and again ${number}`);
    await homeOf(slack, ana, `and again ${number}`);
  }
  await Promise.all([first.app.stop(0), second.app.stop(0)]);
  await extraMile('socket', { slack, store: kept });
  slack.clock.advance(hour);
  await ben.send('general', `/shoutout @ana ${thanks}, and once more`);
  await homeOf(slack, ana, 'and once more');
  expect(slack.refusals()).toEqual([]);
});

test('shows what became of thanks, and how the person wants to be thanked', async () => {
  const { slack, ana, ben } = await shoutoutStory('socket');
  for (const person of [ana, ben]) {
    await person.openHome();
    await homeOf(slack, person);
  }
  slack.clock.advance(hour);
  await ana.send('general', `/shoutout @ben ${thanks}`);
  await homeOf(slack, ben, 'missed his ferry');
  const act = async (person: Person, choice: string, said: string) => {
    slack.clock.advance(hour);
    await pressed(slack, person, 'All I gave', 'Thanks you gave');
    const page = person.views().at(-1);
    if (page) await person.press(page, 'shoutout.mine/menu', { selected_option: choice });
    await slack.until(() => textOf(person.views().at(-1)).includes(said));
  };
  await act(ana, 'Edit', 'What did they do?');
  const form = ana.views().at(-1);
  if (form) await ana.submit(form, { text: 'she found him a cabin on the night boat' });
  for (const person of [ana, ben]) await homeOf(slack, person, 'a cabin on the night boat');
  await slack.until(() => textOf(ana.views()[0]).includes('a cabin on the night boat'));
  await closeAll(ana);
  await act(ana, 'Make private', 'It is private now');
  await homeOf(slack, ben, 'private');
  slack.clock.advance(hour);
  await pressed(slack, ben, 'How I want to be thanked', 'Ask me first');
  const wishes = ben.views().at(-1);
  if (wishes) await ben.submit(wishes, { wish: 'ask' });
  await homeOf(slack, ben, 'You are asked before thanks to you are shown');
  expect(slack.refusals()).toEqual([]);
});

test('names no private channel, and is not for another company', async () => {
  const { slack, ana, pat, log } = await harborGroup('socket');
  await ana.send('back-office', '/care tips on 09:00 weekdays');
  await ana.openHome();
  const home = textOf(await homeOf(slack, ana, 'Tips and recaps you set up'));
  expect(home).toContain('"type":"channel"');
  expect(home).not.toContain('back-office');
  expect(log.text()).not.toContain('back-office');
  const opened = slack.traffic.findLast(({ name }) => name === 'app_home_opened');
  const body = opened?.request as { readonly event: object };
  const byPat = { ...body, team_id: 'T9', event_id: 'Ev9', event: { ...body.event, user: pat.id } };
  await slack.deliver('events_api', byPat);
  await ana.openHome();
  expect(pat.home()).toBeUndefined();
});

test('lists the recaps that a person set up, until they are off', async () => {
  const { slack, ana } = await shoutoutStory('socket');
  await ana.openHome();
  await homeOf(slack, ana);
  slack.clock.advance(hour);
  await ana.send('general', '/care recap on friday 16:00');
  const home = await homeOf(slack, ana, 'Recap of ');
  expect(textOf(home)).toContain('Tips and recaps you set up');
  expect(textOf(home)).toContain('The next one comes on Friday, November 27 at 16:00.');
  slack.clock.advance(hour);
  await ana.send('general', '/care recap off');
  slack.clock.advance(2000);
  await slack.until(() => !textOf(ana.home()).includes('Recap of '));
});

test('my moments, opened there, offers the form for a first shout-out', async () => {
  const { slack, ana } = await shoutoutStory('socket');
  await ana.openHome();
  await homeOf(slack, ana);
  await pressed(slack, ana, 'My moments', 'thank the person for it');
  await pressed(slack, ana, 'Give a shout-out', 'multi_users_select');
});

test('the page below a form shows what was done there', async () => {
  const { slack, ana, ben } = await shoutoutStory('socket');
  await ana.openHome();
  await homeOf(slack, ana);
  await pressed(slack, ana, 'My moments', 'thank the person for it');
  await pressed(slack, ana, 'Give a shout-out', 'multi_users_select');
  const form = ana.views().at(-1);
  if (!form) throw new Error('no form');
  const filled = { people: [ben.id], skill: 'patience', text: thanks, how: 'privately' };
  await ana.submit(form, filled);
  await slack.until(() => textOf(ana.views()[0]).includes(thanks));
  expect(ana.views().map(({ title }) => title?.text)).toEqual(['Extra Mile', 'Extra Mile']);
});

const bilingual = await ourContent('en', 'all');

/** Once last month, and so often this month that a page of the index has just begun. */
async function thankOften(store: Store, to: string, from: string) {
  for (let number = 0; number <= 101; number += 1) {
    const at = Date.UTC(2026, number === 0 ? 9 : 10, 1, 2 * number);
    const clock = { now: () => at };
    const given = newShoutout(
      { clock, random: () => 0.5 },
      {
        ...{ from, timeZone: 'Europe/Lisbon', channel: undefined, inPublicChannel: false },
        thanked: [{ id: to, wish: 'publicly', retell: true, newUntil: undefined }],
      },
      { people: [to], skill: 'patience', text: thanks },
    );
    await addShoutout({ store }, 'T0100001', crypto.randomUUID(), given);
  }
}

test.each([
  { who: 'anybody', name: 'ben', most: 7 },
  { who: 'a guest', name: 'fumiko', most: 8 },
  { who: 'an administrator', name: 'ana', most: 9 },
  { who: 'an administrator by a group', name: 'chiara', adminGroup: 'desk', most: 11 },
])('an opening by $who reads the store at most $most times', async ({ name, most, adminGroup }) => {
  const slack = await harborSlack();
  const opened = await openStore({ url: 'memory:', clock: slack.clock, log: recordedLog() });
  let reads = 0;
  /** Whether all was read that the event about Fumiko asks for. */
  let isFollowed = false;
  const counted = <Result>(call: Promise<Result>): Promise<Result> => {
    reads += 1;
    return call;
  };
  const store: Store = {
    ...opened,
    get: (key) => {
      isFollowed ||= key.name === `T0100001/tries/${slack.person('fumiko').id}`;
      return counted(opened.get(key));
    },
    getMany: (keys) => counted(opened.getMany(keys)),
    update: (keys, change) => counted(opened.update(keys, change)),
  };
  const given = adminGroup === undefined ? {} : { adminGroup };
  const { app } = await shoutoutStory('socket', {
    ...{ slack, store, content: bilingual },
    ...given,
  });
  const [one, other] = [slack.person(name), slack.person('dev')];
  for (const text of ['tips on 09:00 daily', 'tips me 09:00 daily', 'recap on friday 16:00'])
    await one.send('service-desk', `/care ${text}`);
  if (name === 'fumiko') {
    isFollowed = false;
    slack.admin.changePerson('fumiko', { guest: 'restricted' });
    await eventually(() => expect(isFollowed).toBe(true));
  }
  // What the commands left to do.
  await app.runOutbox();
  await thankOften(opened, one.id, other.id);
  await thankOften(opened, other.id, one.id);
  reads = 0;
  await one.openHome();
  const said = name === 'ana' || adminGroup ? 'Latest changes' : 'Thanks you gave';
  await homeOf(slack, one, said);
  expect(reads).toBeLessThanOrEqual(most);
});
