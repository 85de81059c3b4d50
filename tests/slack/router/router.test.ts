import { expect, test } from 'vitest';
import { z } from 'zod';
import type { ViewView } from '../../../playground/protocol.ts';
import type {
  Command,
  EventHandler,
  Feature,
  Shortcut,
  ViewSubmission,
} from '../../../src/slack/router/feature.ts';
import { action, select, view } from '../../../src/slack/router/routes.ts';
import { buttons, prose } from '../../../src/slack/ui/blocks.ts';
import type { Field } from '../../../src/slack/ui/fields.ts';
import { message } from '../../../src/slack/ui/message.ts';
import { infoView } from '../../../src/slack/ui/views.ts';
import { eventually } from '../../eventually.ts';
import { group } from '../../stories/harbor-group.ts';
import { featureApp, lastOf, says } from './feature-app.ts';

const routes = {
  open: action('tea.open'),
  changed: action('tea.changed', z.string()),
  menu: action('tea.menu', z.enum(['pour', 'spill'])),
  send: view('tea.send', z.string()),
  zones: select('tea.zones', z.string()),
};

const kettle = (parts: readonly Field[], about = '') =>
  routes.send.form({ title: 'Tea', submit: 'Pour', close: 'Cancel', about, parts });

const teaButton = message([
  buttons(
    [routes.open.button({ label: 'Open' })],
    routes.menu.menu([
      { text: 'Pour', value: 'pour' },
      { text: 'Spill', value: 'spill' },
    ]),
  ),
]);

const twig: Field = { kind: 'text', name: 'twig', label: 'Twig', longest: 100, lines: 'one' };
const leaf: Field = { kind: 'text', name: 'leaf', label: 'Leaf', longest: 100, lines: 'one' };

test('a command gets the text to read, without ids, and as Slack escapes it', async () => {
  const asked: Command[] = [];
  const { slack } = await featureApp({
    commands: {
      '/tea': (command) => {
        asked.push(command);
        return says('One tea!');
      },
    },
  });
  const ana = slack.person('ana');
  await ana.send('general', '/tea for @ben & me');
  expect(ana.reads('general').at(-1)).toMatchObject({ ephemeral: true, text: 'One tea!' });
  const { id } = slack.person('ben');
  expect(asked).toMatchObject([
    { user: ana.id, text: 'for @… & me', raw: `for <@${id}> &amp; me` },
  ]);
  expect(slack.refusals()).toEqual([]);
});

test('a command opens a form, or shows its message where that fails', async () => {
  const { slack, log } = await featureApp({
    commands: { '/tea': () => ({ open: kettle([leaf]), instead: says('Press here') }) },
  });
  const ana = slack.person('ana');
  const before = ana.reads('general').length;
  await ana.send('general', '/tea');
  expect(ana.views()).toHaveLength(1);
  expect(ana.reads('general')).toHaveLength(before);
  slack.faults.add({ on: 'views.open', does: 'drop-before' });
  expect(await ana.send('general', '/tea')).toMatchObject({ ok: true });
  expect(ana.reads('general').at(-1)).toMatchObject({ ephemeral: true, text: 'Press here' });
  expect(log.lines).toContainEqual(expect.objectContaining({ message: 'could not open a view' }));
});

test('a slow command gets an apology in time, with the typed text', async () => {
  const { slack, log } = await featureApp({ commands: { '/tea': () => new Promise(() => {}) } });
  const ana = slack.person('ana');
  expect(await ana.send('general', '/tea for two')).toMatchObject({ ok: true });
  const { text } = lastOf(ana.reads('general'));
  expect(text).toContain('longer than usual');
  expect(text).toContain('/tea for two');
  expect(log.lines).toContainEqual(
    expect.objectContaining({ message: 'could not answer a command', what: 'tea' }),
  );
});

test('apologies for commands, buttons and forms have the reference of their log lines', async () => {
  const fails = () => Promise.reject(new Error('no water'));
  const { slack, log } = await featureApp({
    commands: { '/tea': () => ({ open: kettle([leaf]), instead: says('no') }) },
    care: { boil: fails, tea: () => teaButton },
    actions: [routes.open.handle(fails)],
    views: [routes.send.handle(fails)],
  });
  const ana = slack.person('ana');
  const logged = async (apology: object, ...messages: string[]) => {
    const reference = /reference ([2-9A-Z]{4})/.exec(JSON.stringify(apology))?.[1];
    expect(reference).toBeDefined();
    await eventually(() => {
      const lines = log.lines.filter((line) => line.reference === reference);
      expect(lines.map(({ message }) => message)).toEqual([...messages, 'request']);
    });
  };
  await ana.send('general', '/care boil');
  await logged(lastOf(ana.reads('general')), 'could not answer a command');
  await ana.send('general', '/care tea');
  const before = ana.reads('general').length;
  await ana.press(lastOf(ana.reads('general')), 'Open');
  await slack.until(() => ana.reads('general').length > before);
  await logged(lastOf(ana.reads('general')), 'could not answer an action');
  await ana.send('general', '/tea');
  const [form] = ana.views();
  if (!form) throw new Error('no form');
  await ana.submit(form, { leaf: 'green' });
  await logged(ana.views(), 'could not answer a view submission');
});

test('ignores a form that was closed before it was filled', async () => {
  const filled = Promise.withResolvers<ReturnType<typeof kettle>>();
  const { slack, log } = await featureApp({
    care: { tea: () => teaButton },
    actions: [routes.open.handle(() => ({ open: kettle([leaf]), fill: () => filled.promise }))],
  });
  const ana = slack.person('ana');
  await ana.send('general', '/care tea');
  await ana.press(lastOf(ana.reads('general')), 'Open');
  await ana.closeView(await slack.until(() => ana.views()[0]));
  filled.resolve(kettle([leaf]));
  await slack.until(() => slack.refusals().length > 0);
  await eventually(() => expect(log.lines.map(({ what }) => what)).toContain('tea.open'));
  expect(log.lines.filter(({ level }) => level === 'error')).toEqual([]);
});

test('a mention gets the message instead of a form, in its thread', async () => {
  const asked: Command[] = [];
  const { slack } = await featureApp({
    care: {
      tea: (command) => {
        asked.push(command);
        return { open: kettle([leaf]), instead: says('Press here') };
      },
    },
  });
  const ana = slack.person('ana');
  const { ts = '' } = slack.messages('general').at(-1) ?? {};
  await ana.send('general', '@Extra Mile tea for @ben', { thread_ts: ts });
  const answer = await slack.until(() => ana.reads('general').find(({ ephemeral }) => ephemeral));
  expect(answer).toMatchObject({ text: 'Press here', thread_ts: ts });
  expect(asked).toMatchObject([{ raw: expect.stringMatching(/^for <@U/) }]);
});

test('Slack accepts every kind of field, and values come back by name', async () => {
  const options = [
    { text: 'Green', value: 'green' },
    { text: 'Black', value: 'black' },
  ];
  const fields: readonly Field[] = [
    { ...leaf, initial: 'Oolong', placeholder: 'A name', hint: 'Any', focus: true },
    { kind: 'menu', name: 'menu', label: 'Menu', options, initial: 'black', placeholder: 'Which' },
    { kind: 'radio', name: 'radio', label: 'Radio', options },
    { kind: 'checkboxes', name: 'boxes', label: 'Boxes', options, initial: ['green', 'black'] },
    { kind: 'multi-select', name: 'several', label: 'Several', options, placeholder: 'Which' },
    routes.zones.field({ name: 'zone', label: 'Zone', initial: options[0] }),
    { kind: 'people', name: 'people', label: 'People', most: 10 },
    { kind: 'channel', name: 'channel', label: 'Channel', optional: true },
    { kind: 'time', name: 'time', label: 'Time', initial: '09:30' },
    { kind: 'date', name: 'date', label: 'Date', optional: true },
  ];
  const sent: ViewSubmission[] = [];
  const { slack } = await featureApp({
    commands: {
      '/tea': () => ({ open: kettle(fields, 'the kitchen'), instead: says('No form') }),
    },
    views: [
      routes.send.handle((submission) => {
        sent.push(submission);
        return undefined;
      }),
    ],
  });
  const ana = slack.person('ana');
  const ben = slack.person('ben');
  await ana.send('general', '/tea');
  const [view] = ana.views();
  if (!view) throw new Error('no form');
  await ana.submit(view, {
    radio: 'green',
    several: ['green'],
    people: [ben.id],
    date: '2026-12-01',
  });
  expect(sent).toMatchObject([
    {
      user: ana.id,
      about: 'the kitchen',
      dedupeKey: view.id,
      values: {
        leaf: 'Oolong',
        menu: 'black',
        radio: 'green',
        boxes: ['green', 'black'],
        several: ['green'],
        zone: 'green',
        people: [ben.id],
        channel: '',
        time: '09:30',
        date: '2026-12-01',
      },
    },
  ]);
  expect(ana.views()).toEqual([]);
  expect(slack.refusals()).toEqual([]);
});

test('a submission shows errors by field, or a result', async () => {
  const { slack } = await featureApp({
    commands: { '/tea': () => ({ open: kettle([leaf]), instead: says('No form') }) },
    views: [
      routes.send.handle(({ values }) =>
        values.leaf === 'coffee'
          ? { errors: { leaf: 'That is no tea.' } }
          : { show: infoView('Tea', 'Close', [prose([{ text: 'It is steeping.' }])]) },
      ),
    ],
  });
  const ana = slack.person('ana');
  await ana.send('general', '/tea');
  const [view] = ana.views();
  if (!view) throw new Error('no form');
  await ana.submit(view, { leaf: 'coffee' });
  expect(ana.views()[0]?.errors).toEqual({ leaf: 'That is no tea.' });
  await ana.submit(view, { leaf: 'mint' });
  expect(JSON.stringify(ana.views()[0]?.blocks)).toContain('It is steeping.');
});

test('a slow submission gives back the typed text in time', async () => {
  const { slack, log } = await featureApp({
    commands: { '/tea': () => ({ open: kettle([leaf]), instead: says('No form') }) },
    views: [routes.send.handle(() => new Promise(() => {}))],
  });
  const ana = slack.person('ana');
  await ana.send('general', '/tea');
  const [view] = ana.views();
  if (!view) throw new Error('no form');
  expect(await ana.submit(view, { leaf: 'a rare white tea' })).toMatchObject({ ok: true });
  expect(JSON.stringify(ana.views()[0]?.blocks)).toContain('a rare white tea');
  expect(log.text()).not.toContain('white');
});

test('a form opens at once and is filled later', async () => {
  const { promise, resolve } = Promise.withResolvers<string>();
  const { slack } = await featureApp({
    care: { tea: () => teaButton },
    actions: [
      routes.open.handle(() => ({
        open: infoView('Tea', 'Close', [prose([{ text: 'One moment' }])]),
        fill: async () => kettle([{ ...leaf, initial: await promise }]),
      })),
    ],
  });
  const ana = slack.person('ana');
  await ana.send('general', '/care tea');
  await ana.press(lastOf(ana.reads('general')), 'Open');
  await slack.until(() => JSON.stringify(ana.views()).includes('One moment'));
  resolve('Assam');
  await slack.until(() => JSON.stringify(ana.views()).includes('Assam'));
  expect(slack.refusals()).toEqual([]);
});

test('a changed field updates the form', async () => {
  const live: Field = { ...leaf, live: routes.changed.id };
  const { slack } = await featureApp({
    commands: { '/tea': () => ({ open: kettle([live]), instead: says('No form') }) },
    actions: [
      routes.changed.handle(({ value, form: held }) => ({
        change: kettle([live, { ...leaf, name: 'more', initial: `${value} ${held?.values.leaf}` }]),
      })),
    ],
  });
  const ana = slack.person('ana');
  await ana.send('general', '/tea');
  const [view] = ana.views();
  if (!view) throw new Error('no form');
  await ana.press(view, 'tea.changed/leaf', { value: 'mint' });
  await slack.until(() => JSON.stringify(ana.views()).includes('mint mint'));
  expect(slack.refusals()).toEqual([]);
});

test('an external select loads options, and none when that fails', async () => {
  const search = routes.zones.field({ name: 'zone', label: 'Zone' });
  const { slack } = await featureApp({
    commands: { '/tea': () => ({ open: kettle([search]), instead: says('No form') }) },
    options: [
      routes.zones.options(({ text }) => {
        if (text === 'broken') throw new Error('no list');
        return [{ text: `Near ${text}`, value: text }];
      }),
    ],
  });
  const ana = slack.person('ana');
  await ana.send('general', '/tea');
  const [view] = ana.views();
  if (!view) throw new Error('no form');
  const offer = { text: { type: 'plain_text', text: 'Near lis', emoji: false }, value: 'lis' };
  expect(await ana.options(view, 'tea.zones/zone', 'lis')).toMatchObject({
    body: { options: [offer] },
  });
  expect(await ana.options(view, 'tea.zones/zone', 'broken')).toMatchObject({
    body: { options: [] },
  });
});

test('global and message shortcuts open forms', async () => {
  const called: Shortcut[] = [];
  const open = (shortcut: Shortcut) => {
    called.push(shortcut);
    return { open: kettle([leaf]) };
  };
  const { slack } = await featureApp({
    shortcuts: { 'tea.anywhere': open, 'tea.message': open },
  });
  const ana = slack.person('ana');
  await ana.shortcut('tea.anywhere');
  await slack.until(() => ana.views().length === 1);
  const theirs = lastOf(slack.messages('service-desk'));
  await ana.shortcut('tea.message', theirs);
  await slack.until(() => called.length === 2);
  expect(called).toMatchObject([
    { user: ana.id, message: undefined },
    { message: { channel: theirs.channel, ts: theirs.ts, author: slack.person('dev').id } },
  ]);
});

test('a choice in an overflow menu arrives as its value', async () => {
  const { slack } = await featureApp({
    care: { tea: () => teaButton },
    actions: [routes.menu.handle(({ value }) => ({ tell: says(`You chose ${value}`) }))],
  });
  const ana = slack.person('ana');
  await ana.send('general', '/care tea');
  await ana.press(lastOf(ana.reads('general')), 'tea.menu/menu', { selected_option: 'pour' });
  await slack.until(() => lastOf(ana.reads('general')).text === 'You chose pour');
});

test('a channel event reaches the features once', async () => {
  const heard: Parameters<EventHandler>[0][] = [];
  const { slack } = await featureApp({
    events: {
      channel_left: async (event) => void heard.push(event),
      channel_archive: async (event) => void heard.push(event),
    },
  });
  slack.faults.add({ on: 'channel_archive', does: 'twice' });
  const ana = slack.person('ana');
  await ana.send('service-desk', '/archive');
  await slack.until(() => heard.length > 0);
  const { channel = '' } = slack.messages('service-desk')[0] ?? {};
  expect(heard).toMatchObject([{ id: channel }]);
});

test('a tab that a person opens arrives, each time, with the hash of their Home', async () => {
  const heard: Parameters<EventHandler<'app_home_opened'>>[0][] = [];
  const { slack, publish } = await featureApp({
    events: { app_home_opened: async (event) => void heard.push(event) },
  });
  const ana = slack.person('ana');
  await ana.openMessages();
  await ana.openHome();
  await publish(ana, says('Tea is ready.'));
  await ana.openHome();
  await slack.until(() => heard.length === 3);
  const home = { user: ana.id, tab: 'home' };
  expect(heard).toMatchObject([
    { user: ana.id, tab: 'messages' },
    { ...home, hash: undefined },
    { ...home, hash: ana.home()?.hash },
  ]);
});

test('joining a channel arrives, unless another company does it', async () => {
  const heard: Parameters<EventHandler<'member_joined_channel'>>[0][] = [];
  const { slack } = await featureApp(
    { events: { member_joined_channel: async (event) => void heard.push(event) } },
    [group],
  );
  const [ana, pat] = [slack.person('ana'), slack.person('pat')];
  pat.leave('crossing');
  pat.join('crossing');
  await ana.send('general', '/remove @Extra Mile');
  await ana.send('general', '/invite @Extra Mile');
  ana.leave('crossing');
  ana.join('crossing');
  await slack.until(() => heard.length === 2);
  expect(heard).toMatchObject([{ isApp: true }, { isApp: false, user: ana.id }]);
});

test('an event that a feature cannot handle is logged once', async () => {
  const { slack, log } = await featureApp({
    events: { app_home_opened: () => Promise.reject(new Error('no tea')) },
  });
  await slack.person('ana').openHome();
  await slack.until(() => log.lines.some(({ level }) => level === 'error'));
  expect(log.lines.filter(({ level }) => level === 'error')).toHaveLength(1);
});

const tea = {
  pour: action('tea.pour', z.string()),
  spill: action('tea.spill', z.string()),
  shout: action('tea.shout'),
  list: action('tea.list'),
};
const pourButton = (value: string) => tea.pour.button({ label: `Pour ${value}`, value });
const spillButton = (value: string) => tea.spill.button({ label: `Spill ${value}`, value });
const shoutButton = tea.shout.button({ label: 'Shout' });
const cup = (text: string) =>
  message([
    prose([{ text }]),
    buttons([pourButton('again'), spillButton(text), shoutButton]),
    buttons([shoutButton]),
  ]);
const pours: Feature = {
  actions: [
    tea.pour.handle(({ value }) => ({ show: cup(`Poured ${value}`) })),
    tea.spill.handle(({ value }) => ({ tell: cup(`Spilt ${value}`) })),
    tea.shout.handle(() => ({ post: says('Tea!') }), { onlyInChannels: true }),
  ],
};
const shown = (person: { readonly views: () => readonly ViewView[] }) =>
  JSON.stringify(person.views().at(-1)?.blocks ?? []);

test('a press on the Home tab is answered in a modal, and presses there as well', async () => {
  const { slack, publish } = await featureApp(pours);
  const ana = slack.person('ana');
  await publish(ana, message([buttons([pourButton('one'), spillButton('two')])]));
  const home = ana.home();
  if (!home) throw new Error('no Home');
  await ana.press(home, 'Spill two');
  await slack.until(() => shown(ana).includes('Spilt two'));
  expect(shown(ana)).not.toContain('Shout');
  const press = async (label: string) => {
    const open = ana.views().at(-1);
    if (open) await ana.press(open, label);
  };
  await press('Pour again');
  await slack.until(() => shown(ana).includes('Poured again'));
  expect(ana.views()).toHaveLength(1);
  await press('Spill Poured again');
  await slack.until(() => ana.views().length === 2);
  await press('Spill Spilt Poured again');
  await slack.until(() => ana.views().length === 3);
  // Slack stacks three modals; the fourth begins anew.
  await press('Spill Spilt Spilt Poured again');
  await slack.until(() => ana.views().length === 1);
  expect(slack.refusals()).toEqual([]);
});

test('a form opens from the Home tab and from an answer, on top of it', async () => {
  const openButton = routes.open.button({ label: 'Open' });
  const { slack, publish } = await featureApp({
    actions: [
      tea.list.handle(() => ({ show: message([buttons([openButton])]) })),
      routes.open.handle(() => ({ open: kettle([leaf]), fill: async () => kettle([leaf, twig]) })),
    ],
  });
  const ana = slack.person('ana');
  await publish(ana, message([buttons([openButton, tea.list.button({ label: 'List' })])]));
  const home = ana.home();
  if (!home) throw new Error('no Home');
  await ana.press(home, 'Open');
  await slack.until(() => shown(ana).includes('Twig'));
  expect(ana.views()).toHaveLength(1);
  await ana.press(home, 'List');
  const list = await slack.until(() => ana.views().find((view) => view.callback_id === 'answer'));
  await ana.press(list, 'Open');
  await slack.until(() => shown(ana).includes('Twig'));
  expect(ana.views()).toHaveLength(2);
});

test('a slow answer to a press on the Home tab replaces a note', async () => {
  let pour = () => {};
  const poured = new Promise<void>((resolve) => {
    pour = resolve;
  });
  const { slack, publish } = await featureApp({
    actions: [
      tea.pour.handle(async () => {
        await poured;
        return { show: says('At last') };
      }),
    ],
  });
  const ana = slack.person('ana');
  await publish(ana, message([buttons([pourButton('one')])]));
  const home = ana.home();
  if (!home) throw new Error('no Home');
  await ana.press(home, 'Pour one');
  await slack.until(() => shown(ana).includes('One moment'));
  pour();
  await slack.until(() => shown(ana).includes('At last'));
  expect(ana.views()).toHaveLength(1);
});

test('a slow answer to a press on the Home tab that fails becomes an apology', async () => {
  let spill = () => {};
  const spilt = new Promise<never>((_, reject) => {
    spill = () => reject(new Error('no tea'));
  });
  const { slack, log, publish } = await featureApp({ actions: [tea.pour.handle(() => spilt)] });
  const ana = slack.person('ana');
  await publish(ana, message([buttons([pourButton('one')])]));
  const home = ana.home();
  if (!home) throw new Error('no Home');
  await ana.press(home, 'Pour one');
  await slack.until(() => shown(ana).includes('One moment'));
  spill();
  await slack.until(() => shown(ana).includes('Something went wrong'));
  await eventually(() =>
    expect(log.lines.filter(({ level }) => level === 'error')).toHaveLength(1),
  );
});

test('a press on the Home tab that fails, or that nothing handles, is answered', async () => {
  const { slack, log, publish } = await featureApp({
    actions: [tea.pour.handle(() => Promise.reject(new Error('no tea')))],
  });
  const ana = slack.person('ana');
  await publish(ana, message([buttons([pourButton('one'), shoutButton])]));
  const home = ana.home();
  if (!home) throw new Error('no Home');
  await ana.press(home, 'Pour one');
  await slack.until(() => shown(ana).includes('Something went wrong'));
  await ana.press(home, 'Shout');
  await slack.until(() => shown(ana).includes('earlier version'));
  expect(log.lines.filter(({ level }) => level === 'error')).toHaveLength(1);
});
