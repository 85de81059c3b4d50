import { expect, test } from 'vitest';
import { sampleWorkspaces } from '../../playground/sample-workspace.ts';
import { stoppedClock } from '../../playground/server/clock.ts';
import { type LocalSlack, localSlack } from '../../playground/server/local-slack.ts';
import type { Person } from '../../playground/server/people/person.ts';
import { type Store, StoreUnavailable } from '../../src/ports/store.ts';
import { openStore } from '../../src/store/store.ts';
import { eventually } from '../eventually.ts';
import { recordedLog } from '../recorded-log.ts';
import { answered, manifest, transports } from './extra-mile.ts';
import { forger } from './forger.ts';
import { manyWorkspaces } from './many-workspaces.ts';
import {
  cardIn,
  cardsIn,
  chooses,
  harborSlack,
  lastOf,
  minute,
  reports,
  shoutoutStory,
  shownIn,
} from './shoutout-story.ts';

/** Private in the sample workspace; Ana, Ben and Chiara are in it. */
const counter = 'returns-counter';
const thanks = '#patience he waited with a lost child';

/** Ana is the owner of the workspace, Fumiko a guest; Ben, Chiara and Dev are in @desk. */
async function adminStory(
  transport: 'socket' | 'http' = 'http',
  options: { adminGroup?: string; slack?: LocalSlack; store?: Store } = {},
) {
  const slack = options.slack ?? (await harborSlack());
  const store =
    options.store ?? (await openStore({ url: 'memory:', clock: slack.clock, log: recordedLog() }));
  const story = await shoutoutStory(transport, { ...options, slack, store });
  const { last } = story;
  const people = {
    ana: slack.person('ana'),
    ben: slack.person('ben'),
    erin: slack.person('erin'),
    dev: slack.person('dev'),
    fumiko: slack.person('fumiko'),
  };
  const asks = async (person: Person, text: string, channel = 'service-desk') => {
    await person.send(channel, text);
    const found = person.reads(channel).findLast(({ ephemeral }) => ephemeral);
    if (!found) throw new Error(`no answer to ${text}`);
    return answered(found);
  };
  const admin = async (person: Person) => (await asks(person, '/care admin')).text;
  /** The page, once it contains `said`: acts are noted after the answer. */
  const shows = (person: Person, said: string) =>
    eventually(async () => {
      const shown = await admin(person);
      expect(shown).toContain(said);
      return shown;
    });
  /** The form of an administrator. */
  const openForm = async (person: Person) => {
    await person.press(await asks(person, '/care admin'), 'Change settings');
    return slack.until(() =>
      person.views().find(({ callback_id }) => callback_id === 'admin.save'),
    );
  };
  /** Submits the form, and resolves with what it shows then. */
  const saves = async (person: Person, values: Record<string, unknown>) => {
    const form = await openForm(person);
    const result = await person.submit(form, values);
    const top = person.views().at(-1);
    const shown = `${JSON.stringify(result)} ${top ? shownIn(top) : ''}`;
    for (const view of person.views()) await person.closeView(view);
    return shown;
  };
  return { ...story, ...people, store, last, asks, admin, shows, openForm, saves };
}

const desk = (slack: LocalSlack) => {
  const calls = slack.traffic.filter(({ name }) => name === 'usergroups.list');
  return /"(S[A-Z0-9]+)"/.exec(JSON.stringify(calls))?.[1] ?? '';
};

/** A busy machine takes longer than the usual second. */

const saved = 'Your settings are saved';
const onlyAdmins = 'Only administrators can set up';

test.each(transports)(
  'shows an administrator what works and who did what, over %s',
  async (how) => {
    const { slack, ana, ben, asks, admin, shows } = await adminStory(how);
    await asks(ben, '/care tips on 09:00 daily');
    await asks(ben, '/care tips off');
    await asks(ben, '/care tips on');
    await asks(ben, '/care recap on friday 16:00');
    const text = await shows(ana, 'set up the recap');
    expect(text).toContain('Everything works');
    expect(text).toMatch(/Extra Mile 0\.0\.0 · content [\da-f]{8}, 41 entries · Node \d+/);
    expect(text).toContain('One message is with Slack for later.');
    const [recap, on, off, setUp] = text
      .split('\n')
      .filter((line) => line.includes(`<@${ben.id}>`));
    expect(recap).toMatch(/November 24, 12:00: .* set up the recap of <#C\w+>/);
    expect([on, off]).toEqual([expect.stringMatching(/ on$/), expect.stringMatching(/ off$/)]);
    expect(setUp).toContain('set up the care tips of');
    const refused = await admin(ben);
    expect(refused).toMatch(/^This is for administrators, so nothing was shown or changed\. Admin/);
    expect(refused).toContain('the admins and owners of this Slack workspace');
    expect(refused).not.toContain('Everything works');
    // With more words it is a question.
    expect((await asks(ben, '/care admin of a lost order')).text).not.toContain('administrators');
    expect(slack.refusals()).toEqual([]);
  },
);

test('by mention and in the direct message the answer is for the administrator alone', async () => {
  const { slack, ana, ben } = await adminStory();
  await ana.send('service-desk', '@Extra Mile admin');
  await slack.until(() =>
    ana.reads('service-desk').some(({ text, ephemeral }) => ephemeral && /Everything/.test(text)),
  );
  expect(ben.reads('service-desk').some(({ text }) => text.includes('Everything'))).toBe(false);
  await ben.send('Extra Mile', 'admin');
  const said = await slack.until(() => ben.reads('Extra Mile').at(-1));
  await slack.until(() => ben.reads('Extra Mile').at(-1)?.text.startsWith('This is for'));
  expect(said).toBeDefined();
});

test('members of the group are administrators until they leave it', async () => {
  const { slack, ben, dev, erin, fumiko, admin, asks, openForm } = await adminStory('http', {
    adminGroup: '@Desk',
  });
  expect(await admin(ben)).toContain('Everything works');
  expect(await admin(erin)).toContain('and the members of @desk');
  const form = await openForm(ben);
  slack.admin.changeGroup('desk', ['chiara', 'dev', 'fumiko']);
  await ben.submit(form, { planners: 'admins' });
  expect(shownIn(lastOf(ben.views() as never))).toContain('This is for administrators');
  expect(await admin(ben)).toContain('This is for administrators');
  // A guest is none, whatever the group says.
  expect(await admin(fumiko)).toContain('This is for administrators');
  expect(await admin(dev)).toContain('Everyone in a channel can set up');
  expect((await asks(dev, '/care admin export')).text).toContain(
    'Everyone in a channel can set up',
  );
});

test('a role that was taken away ends at once, in a form that is open and on old buttons', async () => {
  const { slack, ana, ben, asks, admin, openForm } = await adminStory();
  const message = await asks(ana, '/care admin');
  const form = await openForm(ana);
  slack.admin.changePerson('ana', { isAdmin: false, isOwner: false });
  slack.admin.changePerson('ben', { isAdmin: true });
  await ana.submit(form, { planners: 'admins' });
  expect(shownIn(lastOf(ana.views() as never))).toContain('This is for administrators');
  for (const view of ana.views()) await ana.closeView(view);
  await ana.press(message, 'Export shout-outs');
  await slack.until(() => lastOf(ana.reads('service-desk')).text.startsWith('This is for admin'));
  await ana.press(message, 'Change settings');
  await slack.until(() => ana.views().some((view) => shownIn(view).includes('This is for admin')));
  expect(await admin(ben)).toContain('Everyone in a channel can set up');
});

test('nobody gets a role while Slack does not answer', async () => {
  const { slack, ana } = await adminStory();
  slack.faults.add({ on: 'users.info', does: 'error', error: 'internal_error' });
  await ana.send('service-desk', '/care admin');
  expect(lastOf(ana.reads('service-desk')).text).toContain('Something went wrong on our side');
  const { ben, admin } = await adminStory('http', { adminGroup: 'desk' });
  expect(await admin(ben)).toContain('Everything works');
});

test('only those whom an administrator lets set up tips and recaps, in every way', async () => {
  const { slack, ana, ben, dev, erin, asks, saves } = await adminStory();
  await asks(ana, '/care tips on 09:00 daily');
  const status = await asks(erin, '/care tips');
  const other = await asks(erin, '/care tips');
  const recap = await asks(erin, '/care recap');
  expect(await saves(ana, { planners: 'admins' })).toContain(saved);
  // Typed, with the line handed back.
  for (const line of ['/care tips off', '/care tips pause', '/care recap on friday 16:00']) {
    const refused = await asks(erin, line);
    expect(refused.text).toContain(onlyAdmins);
    expect(refused.text).toContain('One of them can do it for you in this channel. Nothing was');
    expect(refused.text).toContain(line);
  }
  // What is set up is shown to her, with who can change it.
  for (const line of ['/care tips', '/care recap']) {
    const { text } = await asks(erin, line);
    expect(text).toMatch(
      /Administrators are the admins and owners .* One of them can do it for you/,
    );
    expect(text).not.toContain('Nothing was changed');
  }
  // By mention.
  await erin.send('service-desk', '@Extra Mile tips skip');
  await slack.until(() => lastOf(erin.reads('service-desk')).text.includes('/care tips skip'));
  expect(lastOf(erin.reads('service-desk')).text).toContain(onlyAdmins);
  // By buttons of a message from before.
  const refusals = () =>
    erin.reads('service-desk').filter(({ text }) => text.includes(onlyAdmins)).length;
  for (const [message, label] of [
    [status, 'Pause'],
    [recap, 'Set up a recap'],
    [other, 'Change'],
  ] as const) {
    const before = refusals();
    await erin.press(message, label);
    await slack.until(
      () => refusals() > before || erin.views().some((view) => shownIn(view).includes(onlyAdmins)),
    );
    for (const view of erin.views()) await erin.closeView(view);
  }
  // What a recap would tell changes nothing.
  await asks(ana, `/shoutout @ben ${thanks}`);
  await dev.press(await asks(dev, '/care recap now'), 'Share here');
  await slack.until(() =>
    slack.messages('service-desk').some(({ text }) => text.includes(`Shared by <@${dev.id}>`)),
  );
  // Their own tips are their own.
  expect((await asks(erin, '/care tips me 10:00 daily')).text).toContain('Every day at 10:00');
  expect((await asks(ana, '/care tips at 10:00')).text).not.toContain(onlyAdmins);
  // A group may, and Ben is in it.
  expect(await saves(ana, { planners: 'group', group: desk(slack) })).toContain(saved);
  expect((await asks(erin, '/care tips off')).text).toContain('Only the members of @desk and');
  expect((await asks(ben, '/care tips off')).text).toContain('Tips are off');
});

test('forms and buttons from before the rule change nothing', async () => {
  const { slack, ana, dev, erin, asks, saves } = await adminStory();
  const formOf = (person: Person, id: string) =>
    slack.until(() => person.views().find(({ callback_id }) => callback_id === id));
  const top = (person: Person) => JSON.stringify(person.views().at(-1));
  await asks(ana, '/care tips on 09:00 daily');
  await erin.press(await asks(erin, '/care tips'), 'Change');
  const tips = await formOf(erin, 'tips.save');
  const recap = await asks(dev, '/care recap on friday 16:00');
  await dev.press(recap, 'Change');
  const recaps = await formOf(dev, 'recap.save');
  expect(await saves(ana, { planners: 'admins' })).toContain(saved);
  await erin.submit(tips, { 'tips.changed/time': '11:00' });
  expect(top(erin)).toContain(onlyAdmins);
  await dev.submit(recaps, { time: '11:00' });
  expect(top(dev)).toContain(onlyAdmins);
  for (const person of [erin, dev]) for (const view of person.views()) await person.closeView(view);
  await dev.press(recap, 'Turn off');
  await slack.until(() => dev.reads('service-desk').some(({ text }) => text.includes(onlyAdmins)));
  expect((await asks(erin, '/care tips')).text).toContain('Every day at 09:00');
  expect((await asks(erin, '/care recap')).text).toContain('Every Friday at 16:00');
});

test('the moderators’ channel is private, with the app and the administrator in it', async () => {
  const { slack, ana, asks, saves, admin, shows } = await adminStory();
  const idOf = (channel: string) => slack.messages(channel)[0]?.channel;
  expect(await saves(ana, { moderators: idOf('general') })).toContain('open to everyone');
  expect(await saves(ana, { moderators: idOf(counter) })).toContain('I am not in that private');
  await ana.send(counter, '/invite @Extra Mile');
  const shown = await saves(ana, { moderators: idOf(counter) });
  for (const said of [saved, 'Reported shout-outs go to', 'changed the moderators'])
    expect(shown).toContain(said);
  expect(await admin(ana)).toContain(`Reported shout-outs go to <#${idOf(counter)}>`);
  const told = `<@${ana.id}> chose this channel for reported shout-outs`;
  await slack.until(() => slack.messages(counter).some(({ text }) => text.includes(told)));
  await asks(ana, `/shoutout @ben ${thanks}`, 'general');
  await reports(slack, 'dev', await cardIn(slack));
  const report = () => slack.messages(counter).find(({ text }) => text.includes('reports a'));
  const first = await slack.until(report);
  expect(first.text).toContain('lost child');
  await slack.person('chiara').press(first, 'Leave it');
  await slack.until(() =>
    slack.messages(counter).some(({ text }) => text.includes('has left the reported')),
  );
  const text = await shows(ana, 'left a reported');
  expect(text).toContain(`<@${slack.person('chiara').id}> left a reported shout-out as it is`);
});

test('an administrator is told where Slack lets no report into the channel', async () => {
  const { slack, ana, saves, directMessages } = await adminStory();
  await ana.send(counter, '/invite @Extra Mile');
  await slack.until(() => slack.messages(counter).some(({ text }) => text.includes('I can bring')));
  slack.faults.add({ on: 'chat.postMessage', does: 'error', error: 'restricted_action' });
  expect(await saves(ana, { moderators: slack.messages(counter)[0]?.channel })).toContain(saved);
  await slack.until(() =>
    directMessages('ana').some(({ text }) => text.startsWith('Slack does not let me post')),
  );
});

test('a channel that is shared with another company gets no reports', async () => {
  const [harbor] = sampleWorkspaces;
  if (!harbor) throw new Error('no sample');
  const slack = await localSlack({
    manifest,
    workspaces: [
      {
        ...harbor,
        other_teams: [
          ...(harbor.other_teams ?? []),
          { name: 'Ferry', domain: 'ferry', relation: 'connect' },
        ],
        people: [...harbor.people, { name: 'ida', real_name: 'Ida', team: 'Ferry' }],
        channels: harbor.channels.map((channel) =>
          channel.name === counter
            ? { ...channel, app: true, members: [...(channel.members ?? []), 'ida'] }
            : channel,
        ),
      },
    ],
  });
  const { ana, saves, admin } = await adminStory('http', { slack });
  const shown = await saves(ana, { moderators: slack.messages(counter)[0]?.channel });
  expect(shown).toContain('shared with another company');
  expect(await admin(ana)).toContain("No moderators' channel is chosen");
});

test('open reports follow the moderators’ channel, and are decided there alone', async () => {
  const [harbor] = sampleWorkspaces;
  if (!harbor) throw new Error('no sample');
  const message = { from: 'ben', text: 'The kettle is ours.' };
  const office = { name: 'office', app: true, private: true, members: ['ana', 'ben'] };
  const channels = [...harbor.channels, { ...office, messages: [message] }];
  const clock = stoppedClock(Date.UTC(2026, 10, 24, 12));
  const given = await localSlack({ manifest, clock, workspaces: [{ ...harbor, channels }] });
  const { slack, app, ana, saves } = await adminStory('http', { slack: given });
  const idOf = (channel: string) => slack.messages(channel)[0]?.channel;
  const reportsIn = (channel: string) =>
    slack.messages(channel).filter(({ text }) => text.includes('reports a shout-out'));
  await ana.send(counter, '/invite @Extra Mile');
  await saves(ana, { moderators: idOf(counter) });
  await ana.send('general', `/shoutout @ben ${thanks}`);
  await reports(slack, 'dev', await cardIn(slack));
  await slack.until(() => reportsIn(counter).length === 1);
  slack.clock.advance(minute);
  expect(await saves(ana, { moderators: idOf('office') })).toContain(saved);
  await slack.until(() => reportsIn(counter).length === 0);
  expect(reportsIn('office')).toHaveLength(1);
  // What Slack refuses for a while is finished later. The old one stays until the new one is there.
  const inBoth = () => [reportsIn('office').length, reportsIn(counter).length];
  const becomes = (wanted: number[]) =>
    eventually(async () => {
      slack.clock.advance(minute);
      await app.runOutbox();
      expect(inBoth()).toEqual(wanted);
    });
  slack.faults.add({ on: 'chat.postMessage', does: 'delay', ms: 100 });
  const saving = saves(ana, { moderators: idOf(counter) });
  await eventually(() => expect(slack.faults.held()).toBe(1));
  slack.faults.add({ on: 'chat.postMessage', does: 'rate-limit', retryAfter: 30 });
  slack.clock.advance(100);
  await saving;
  await slack.until(() => slack.faults.pending() === 0);
  expect(inBoth()).toEqual([1, 0]);
  await becomes([0, 1]);
  slack.faults.add({ on: 'chat.delete', does: 'rate-limit', retryAfter: 30 });
  await saves(ana, { moderators: idOf('office') });
  await slack.until(() => slack.faults.pending() === 0);
  expect(inBoth()).toEqual([1, 1]);
  await becomes([1, 0]);
  // Decided before the old one is gone: that goes as well.
  slack.clock.advance(minute);
  slack.faults.add({ on: 'chat.delete', does: 'rate-limit', retryAfter: 30 });
  await saves(ana, { moderators: idOf(counter) });
  await slack.until(() => slack.faults.pending() === 0);
  expect(inBoth()).toEqual([1, 1]);
  const [moved] = reportsIn(counter);
  if (moved) await slack.person('chiara').press(moved, 'Hide it');
  await becomes([0, 0]);
  await slack.until(() => cardsIn(slack).length === 0);
  expect(slack.refusals()).toEqual([]);
});

test('a form changes only what the person changed in it', async () => {
  const { ana, ben, saves, openForm, admin } = await adminStory('http', { adminGroup: 'desk' });
  const open = await openForm(ana);
  expect(await saves(ben, { planners: 'admins' })).toContain(saved);
  await ana.submit(open, { guests: ['give'] });
  const shown = await admin(ana);
  expect(shown).toContain('Only administrators can set up the tips');
  expect(shown).toContain("Guests can give shout-outs. They can't be thanked.");
});

test('says that the settings are saved also when nothing else can be shown', async () => {
  const clock = stoppedClock(Date.UTC(2026, 10, 24, 12));
  const store = await openStore({ url: 'memory:', clock, log: recordedLog() });
  const out = new Set<string>();
  const broken: Store = {
    ...store,
    getMany: (keys) =>
      keys.some(({ namespace }) => out.has(namespace))
        ? Promise.reject(new Error('out'))
        : store.getMany(keys),
  };
  const slack = await localSlack({ manifest, clock });
  const { ana, admin, openForm } = await adminStory('http', { slack, store: broken });
  const form = await openForm(ana);
  out.add('audit');
  await ana.submit(form, { planners: 'admins' });
  const top = ana.views().at(-1);
  expect(top && shownIn(top)).toContain(saved);
  out.clear();
  expect(await admin(ana)).toContain('Only administrators can set up the tips');
});

test('says to administrators that the store can’t be reached, as it can’t show the rest', async () => {
  const slack = await harborSlack();
  const store = await openStore({ url: 'memory:', clock: slack.clock, log: recordedLog() });
  const outages: StoreUnavailable[] = [];
  const get: Store['get'] = async (key) => {
    for (const outage of outages) throw outage;
    return store.get(key);
  };
  const { ana, ben, admin } = await adminStory('http', { slack, store: { ...store, get } });
  outages.push(new StoreUnavailable(new Error('away')));
  const text = await admin(ana);
  expect(text).toContain("The store can't be reached.");
  expect(text).toContain('Nothing was changed.');
  expect(await admin(ben)).toContain('This is for administrators');
});

test('nobody is offered what they may not do, and guests read whom to ask', async () => {
  const { slack, ana, ben, fumiko, asks, saves } = await adminStory();
  const offered = async (person: Person, text: string) =>
    JSON.stringify((await asks(person, text)).blocks.filter(({ type }) => type === 'actions'));
  const orders = ['/care tips', '/care recap'];
  for (const order of orders) {
    expect(await offered(ben, order)).toContain('Set up');
    expect(await offered(fumiko, order)).not.toContain('Set up');
  }
  expect(await offered(ben, '/care coverage')).toContain('The whole workspace');
  expect(await offered(fumiko, '/care coverage')).toBe('[]');
  for (const order of orders)
    expect((await asks(fumiko, order)).text).toMatch(
      /yet, and you can't set (?:them|one) up here.*Ask somebody else in this channel/s,
    );
  expect((await asks(fumiko, '/care tips on')).text).toContain('Ask somebody else in this channel');
  await fumiko.openHome();
  const home = () => JSON.stringify(fumiko.home() ?? {});
  await slack.until(() => home().includes('Give a shout-out'));
  expect(home()).toContain('I saw this');
  expect(await offered(fumiko, '/care me')).toContain('Give a shout-out');
  expect(await saves(ana, { planners: 'admins', guests: ['receive'] })).toContain(saved);
  for (const order of orders) expect(await offered(ben, order)).not.toContain('Set up');
  for (const order of orders.map((one) => `${one} on`)) {
    const { text } = await asks(fumiko, order);
    expect(text).toContain('Administrators are the admins and owners of this Slack workspace.');
    expect(text).not.toContain('Ask somebody else');
  }
  expect(await offered(fumiko, '/care me')).not.toContain('Give a shout-out');
  slack.clock.advance(minute);
  await fumiko.openHome();
  await slack.until(() => !home().includes('Give a shout-out'));
  expect(home()).not.toContain('I saw this');
});

test('guests give and receive only while an administrator lets them', async () => {
  const { slack, ana, fumiko, asks, saves } = await adminStory();
  expect(await saves(ana, { guests: ['receive'] })).toContain(saved);
  const refused = await asks(fumiko, `/shoutout @ben ${thanks}`);
  expect(refused.text).toContain('turned off shout-outs from guests here, so nothing was given');
  expect(refused.text).toContain('he waited with a lost child');
  const [message] = slack.messages('service-desk');
  const top = () => shownIn({ blocks: fumiko.views().at(-1)?.blocks ?? [] });
  const isOff = () => top().includes('turned off shout-outs from guests');
  for (const [opens, typed] of [
    [() => fumiko.send('service-desk', '/shoutout'), ''],
    [() => fumiko.send('service-desk', '/shoutout @ben he stayed'), 'he stayed'],
    [() => fumiko.shortcut('shoutout.anywhere'), ''],
    [() => fumiko.shortcut('shoutout.message', message), ''],
  ] as const) {
    await opens();
    await slack.until(isOff);
    expect(top()).toContain(typed);
    for (const view of fumiko.views()) await fumiko.closeView(view);
  }
  // Turned off while the form is open.
  expect(await saves(ana, { guests: ['give', 'receive'] })).toContain(saved);
  await fumiko.send('service-desk', '/shoutout');
  const form = await slack.until(() =>
    fumiko.views().find(({ callback_id }) => callback_id === 'shoutout.give'),
  );
  expect(await saves(ana, { guests: ['receive'] })).toContain(saved);
  const values = { people: [ana.id], skill: 'patience', text: 'she stayed until the bus came' };
  await fumiko.submit(form, values);
  await slack.until(isOff);
  expect(top()).toContain('she stayed until the bus came');
  for (const view of fumiko.views()) await fumiko.closeView(view);
  expect(cardsIn(slack, 'service-desk')).toHaveLength(0);
  expect((await asks(ana, `/shoutout @fumiko ${thanks}`)).text).not.toContain('guests');
  expect(cardsIn(slack, 'service-desk')).toHaveLength(1);
  slack.clock.advance(2 * minute);
  expect(await saves(ana, { guests: ['give'] })).toContain(saved);
  await ana.send('service-desk', '/shoutout @fumiko #patience she untangled three lost orders');
  const problem = await slack.until(() => ana.views().at(-1));
  expect(shownIn(problem)).toContain('turned shout-outs to guests off');
  for (const view of ana.views()) await ana.closeView(view);
  await fumiko.send('service-desk', `/shoutout @ben ${thanks}`);
  expect(cardsIn(slack, 'service-desk')).toHaveLength(2);
});

test('exports what everybody may read, and nothing else', async () => {
  const { slack, ana, asks, last } = await adminStory();
  await ana.send(counter, '/invite @Extra Mile');
  await ana.send(counter, '/shoutout @ben #patience she admitted that the scales were wrong');
  slack.clock.advance(minute);
  await ana.send('general', `/shoutout @ben ${thanks}`);
  slack.clock.advance(minute);
  await ana.send('service-desk', '/shoutout @chiara #patience she rang the family three times');
  await chooses(
    slack,
    'chiara',
    'Make private',
    lastOf(cardsIn(slack, 'service-desk')),
    'service-desk',
  );
  await slack.until(() => cardsIn(slack, 'service-desk').length === 0);
  slack.clock.advance(minute);
  await ana.send('general', '/shoutout @lucia #patience she waited with a lost child');
  await ana.press(await asks(ana, '/care admin'), 'Export shout-outs');
  await slack.until(() => last('ana', 'service-desk').text.startsWith('One shout-out is in our'));
  expect(last('ana', 'service-desk').text).toContain('2 that are private, hidden or in private');
  expect(last('ana', 'service-desk').text).toContain('One waits to be shown in its channel');
  const [file] = ana.reads('Extra Mile').flatMap(({ files }) => files);
  const asInThePage = { headers: { 'sec-fetch-site': 'same-origin' } };
  const table = await (await fetch(new URL(file?.url ?? '', slack.url), asInThePage)).text();
  expect(table).toContain('lost child');
  expect(table).not.toMatch(/scales|rang the family/);
  expect(slack.refusals()).toEqual([]);
});

test('Home shows it to administrators alone, and opens it', async () => {
  const { slack, ana, ben, asks } = await adminStory();
  await asks(ben, '/care tips on 09:00 daily');
  for (const person of [ana, ben]) {
    await person.openHome();
    await slack.until(() => person.home() && shownIn(person.home() as never).includes('Tip for'));
  }
  const home = ana.home();
  expect(home && shownIn(home)).toContain('Everything works');
  expect(home && shownIn(home)).toContain('set up the care tips of');
  expect(JSON.stringify(ben.home())).not.toMatch(/Everything works|Administration/);
  if (home) await ana.press(home, 'Administration');
  const modal = await slack.until(() => ana.views().at(-1));
  expect(shownIn(modal)).toContain('Everyone in a channel can set up');
  await ana.press(modal, 'Change settings');
  await slack.until(() => ana.views().find(({ callback_id }) => callback_id === 'admin.save'));
  // The role is gone, and so is its part.
  slack.admin.changePerson('ana', { isAdmin: false, isOwner: false });
  await eventually(async () => {
    slack.clock.advance(3000);
    await ana.openHome();
    expect(JSON.stringify(ana.home())).not.toContain('Everything works');
  }, 100);
  // A tab that is opened again while it is drawn is drawn once more.
  expect(slack.refusals().filter((one) => !one.includes('hash_conflict'))).toEqual([]);
});

test('Home comes without the part while Slack does not tell who is in the group', async () => {
  const { slack, ben, dev } = await adminStory('http', { adminGroup: 'desk' });
  slack.faults.add({ on: 'usergroups.list', does: 'delay', ms: minute });
  const asked = () => slack.traffic.filter(({ name }) => name === 'usergroups.list').length;
  await ben.openHome();
  await eventually(() => expect(ben.home()).toBeDefined());
  expect(JSON.stringify(ben.home())).not.toContain('Everything works');
  // Nor is it asked again for the next one who opens it.
  const before = asked();
  await dev.openHome();
  await slack.until(() => dev.home());
  expect(asked()).toBe(before);
});

test('forged presses and forms of others change nothing', async () => {
  const story = await adminStory();
  const { slack, ana, ben, admin, openForm } = story;
  const form = await openForm(ana);
  const { press, submit } = await forger(story);
  const radio = (value: string) => ({ type: 'radio_buttons', selected_option: { value } });
  const channel = slack.messages('general')[0]?.channel ?? '';
  await submit(form, { planners: radio('admins') }, ben.id);
  expect((await press('admin.export/1', '', { by: ben.id, in: channel })).answer).toContain(
    'This is for administrators',
  );
  // A group and a channel that this workspace doesn't have.
  const group = { type: 'static_select', selected_option: { value: 'S0OTHER' } };
  const gone = await submit(form, { planners: radio('group'), group }, ana.id);
  expect(gone.text).toContain('not there any more');
  const moderators = { type: 'conversations_select', selected_conversation: 'C0OTHER' };
  const other = await submit(form, { planners: radio('everyone'), moderators }, ana.id);
  expect(other.text).toContain('I am not in that private channel');
  const text = await admin(ana);
  expect(text).toContain('Everyone in a channel can set up');
  expect(text).toContain('Nobody has changed anything yet');
});

test('two workspaces have their own settings, administrators and acts', async () => {
  const story = await manyWorkspaces();
  const { slack, browser } = story;
  for (const team of ['Harbor', 'Lighthouse']) {
    await browser().add(team);
    await slack.person('ana', team).send('general', '/invite @Extra Mile');
  }
  slack.admin.changePerson('ana', { isAdmin: true }, 'Harbor');
  slack.admin.changePerson('ben', { isAdmin: true }, 'Lighthouse');
  const asks = async (name: string, team: string, text: string) => {
    const person = slack.person(name, team);
    await person.send('general', text);
    return answered(lastOf(person.reads('general').filter(({ ephemeral }) => ephemeral)));
  };
  const harbor = await asks('ana', 'Harbor', '/care admin');
  expect(harbor.text).toMatch(/<@U\w+> added the app|added the app/);
  await slack.person('ana', 'Harbor').press(harbor, 'Change settings');
  const form = await slack.until(() =>
    slack
      .person('ana', 'Harbor')
      .views()
      .find((view) => view.callback_id === 'admin.save'),
  );
  await slack.person('ana', 'Harbor').submit(form, { planners: 'admins' });
  await eventually(async () =>
    expect((await asks('ana', 'Harbor', '/care admin')).text).toContain('changed who may set up'),
  );
  expect((await asks('ben', 'Harbor', '/care tips on 09:00')).text).toContain(onlyAdmins);
  expect((await asks('ben', 'Harbor', '/care admin')).text).toContain('This is for admin');
  expect((await asks('ana', 'Lighthouse', '/care tips on 09:00')).text).toContain(
    'Every weekday at 09:00',
  );
  const theirs = (await asks('ben', 'Lighthouse', '/care admin')).text;
  expect(theirs).toContain('Everyone in a channel can set up');
  expect(theirs).not.toContain('changed who may');
});

test('a person’s acts stay without them when they have their data deleted', async () => {
  const { slack, app, ana, ben, asks, shows } = await adminStory();
  await asks(ben, '/care tips on 09:00 daily');
  await ben.press(await asks(ben, '/care my-data delete'), 'Delete all');
  await slack.until(() => lastOf(ben.reads('service-desk')).text.includes('Your data is being'));
  for (let runs = 0; runs < 4; runs += 1) {
    slack.clock.advance(minute);
    await app.runOutbox();
  }
  const text = await shows(ana, 'Somebody whose name was deleted');
  expect(text).toContain('Somebody whose name was deleted had what is kept about them deleted');
  expect(text).toContain('Somebody whose name was deleted set up the care tips of');
  expect(text).not.toContain(ben.id);
});
