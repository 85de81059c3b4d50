import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { action, select, view } from '../../../src/slack/router/routes.ts';
import { json, spaceSeparated, word } from '../../../src/slack/router/value-formats.ts';
import { buttons } from '../../../src/slack/ui/blocks.ts';
import { message } from '../../../src/slack/ui/message.ts';
import { featureApp, lastOf, says } from './feature-app.ts';

const pour = action('tea.pour', spaceSeparated({ tea: z.enum(['green', 'black']), cups: word }));
const menu = action('tea.menu', z.enum(['pour', 'spill']));
const stop = action('tea.stop');
const send = view('tea.send', json(z.object({ cups: z.number() })));

const form = { title: 'Tea', submit: 'Pour', close: 'Cancel', parts: [] };

describe('a button', () => {
  test('carries its value as a string', () => {
    expect(pour.button({ label: 'Pour', value: { tea: 'green', cups: '2' } })).toEqual({
      action: 'tea.pour',
      label: 'Pour',
      value: 'green 2',
    });
  });

  test('without a schema carries none', () => {
    expect(stop.button({ label: 'Stop', primary: true })).toEqual({
      action: 'tea.stop',
      label: 'Stop',
      primary: true,
    });
  });

  test('of a wrong value is a type error, and throws', () => {
    // @ts-expect-error there is no such tea
    expect(() => pour.button({ label: 'Pour', value: { tea: 'mint', cups: '2' } })).toThrow();
    // @ts-expect-error the value is missing
    expect(() => pour.button({ label: 'Pour' })).toThrow();
    // @ts-expect-error there is no such option
    expect(() => menu.menu([{ text: 'Drink', value: 'drink' }])).toThrow();
    // @ts-expect-error the form is about a number of cups
    expect(() => send.form({ ...form, about: 'two cups' })).toThrow();
    // @ts-expect-error an id is made by a route
    expect(buttons([{ action: 'tea.stpo', label: 'Stop' }]).says).toBe('');
    // @ts-expect-error the handler expects another value
    menu.handle(({ value }) => ({ tell: says(value.tea) }));
  });

  test('throws where its value is longer than Slack takes', () => {
    const long = action('tea.long', z.string());
    expect(long.button({ label: 'Pour', value: 'x'.repeat(2000) }).value).toHaveLength(2000);
    expect(() => long.button({ label: 'Pour', value: 'x'.repeat(2001) })).toThrow('2000');
    expect(() => long.menu([{ text: 'Pour', value: 'x'.repeat(151) }])).toThrow('150');
  });
});

describe('in Slack', () => {
  test('a handler gets the value that the button was given', async () => {
    const value = { tea: 'black', cups: '2' } as const;
    const { slack } = await featureApp({
      care: { tea: () => message([buttons([pour.button({ label: 'Pour', value })])]) },
      actions: [pour.handle(({ value: { tea, cups } }) => ({ show: says(`${cups} ${tea}`) }))],
    });
    const ana = slack.person('ana');
    await ana.send('general', '/care tea');
    await ana.press(lastOf(ana.reads('general')), 'Pour');
    await slack.until(() => ana.reads('general').at(-1)?.text === '2 black');
    expect(slack.refusals()).toEqual([]);
  });

  test.each(['', 'mint 2', 'green', 'green 2 3', '{"tea":"green"}'])(
    'a button with the value %j gets the apology for old buttons',
    async (value) => {
      const old = action('tea.pour', z.string());
      const { slack, log } = await featureApp({
        care: { tea: () => message([buttons([old.button({ label: 'Pour', value })])]) },
        actions: [pour.handle(() => ({ show: says('Poured') }))],
      });
      const ana = slack.person('ana');
      await ana.send('general', '/care tea');
      await ana.press(lastOf(ana.reads('general')), 'Pour');
      const answer = await slack.until(() =>
        ana.reads('general').find(({ text }) => text.includes('an earlier version')),
      );
      expect(answer).toMatchObject({ ephemeral: true });
      expect(log.lines.filter(({ level }) => level === 'error')).toEqual([]);
    },
  );

  test('a form gives back what it is about', async () => {
    const cups: number[] = [];
    const { slack } = await featureApp({
      commands: {
        '/tea': () => ({ open: send.form({ ...form, about: { cups: 2 } }), instead: says('') }),
      },
      views: [
        send.handle(({ about }) => {
          cups.push(about.cups);
          return undefined;
        }),
      ],
    });
    const ana = slack.person('ana');
    await ana.send('general', '/tea');
    const [opened] = ana.views();
    if (!opened) throw new Error('no form');
    await ana.submit(opened);
    expect(cups).toEqual([2]);
  });

  test.each(['', 'two', '{"cups":"2"}'])(
    'a form about %j gets the apology and the typed text',
    async (about) => {
      const old = view('tea.send', z.string());
      const leaf = { kind: 'text', name: 'leaf', label: 'Leaf', longest: 100 } as const;
      const { slack } = await featureApp({
        commands: {
          '/tea': () => ({ open: old.form({ ...form, parts: [leaf], about }), instead: says('') }),
        },
        views: [send.handle(() => undefined)],
      });
      const ana = slack.person('ana');
      await ana.send('general', '/tea');
      const [opened] = ana.views();
      if (!opened) throw new Error('no form');
      await ana.submit(opened, { leaf: 'a rare white tea' });
      expect(JSON.stringify(ana.views()[0]?.blocks)).toContain('a rare white tea');
    },
  );
});

test('a long menu offers typed choices and reads them back', async () => {
  const zones = select('tea.cups', json(z.object({ cups: z.number() })));
  const { id, handler } = zones.options(({ text }) => [
    { text: `${text} cups`, value: { cups: Number(text) } },
  ]);
  expect(id).toBe('tea.cups');
  const query = { workspace: 'T1', user: 'U1', text: '3' };
  expect(await handler(query)).toEqual([{ text: '3 cups', value: '{"cups":3}' }]);
  expect(zones.chosen({ cups: '{"cups":3}' }, 'cups')).toEqual({ cups: 3 });
  expect(zones.chosen({ cups: '' }, 'cups')).toBeUndefined();
});

test('two handlers of one action stop the start', async () => {
  const answer = () => ({ tell: says('Stopped') });
  await expect(featureApp({ actions: [stop.handle(answer), stop.handle(answer)] })).rejects.toThrow(
    'tea.stop is handled twice',
  );
});
