import type { BlockAction } from '@slack/bolt';
import type { KnownBlock } from '@slack/types';
import { expect, test } from 'vitest';
import type { LocalSlack } from '../../../../playground/server/local-slack.ts';
import { idOf, socketApp, startSlack, webClient } from '../rig.ts';

const text = (words: string) => ({ type: 'plain_text', text: words }) as const;
const option = (value: string) => ({ text: text(value.toUpperCase()), value });

const buttons: KnownBlock[] = [
  {
    type: 'actions',
    block_id: 'order',
    elements: [
      { type: 'button', action_id: 'pour', text: text('Pour'), value: 'two cups' },
      {
        type: 'static_select',
        action_id: 'kind',
        placeholder: text('Which?'),
        options: [option('green'), option('black')],
      },
      {
        type: 'external_select',
        action_id: 'shop',
        placeholder: text('Shop'),
        min_query_length: 1,
      },
    ],
  },
];

async function postButtons(slack: LocalSlack) {
  const channel = idOf(slack, 'general');
  await webClient(slack).chat.postMessage({ channel, text: 'Tea?', blocks: buttons });
  const message = slack.messages('general').at(-1);
  if (!message) throw new Error('Nothing was posted');
  return message;
}

/** An app that records actions. */
async function pressed(slack: LocalSlack, then?: (body: BlockAction) => Promise<unknown>) {
  const bodies: BlockAction[] = [];
  await socketApp(slack, (app) =>
    app.action<BlockAction>(/.*/, async ({ ack, body, respond }) => {
      bodies.push(body);
      await ack();
      await then?.(body);
      if (body.actions[0]?.action_id === 'pour') {
        await respond({ replace_original: true, text: 'Poured' });
      }
    }),
  );
  return bodies;
}

test('an action contains button, message and user, and can replace the message', async () => {
  const slack = await startSlack();
  const bodies = await pressed(slack);
  const message = await postButtons(slack);
  const ana = slack.person('ana');
  expect(await ana.press(message, 'Pour')).toMatchObject({ ok: true });
  expect(bodies[0]).toMatchObject({
    type: 'block_actions',
    user: { id: ana.id, name: 'ana' },
    container: { type: 'message', message_ts: message.ts, is_ephemeral: false },
    channel: { id: message.channel, name: 'general' },
    message: { ts: message.ts, text: 'Tea?' },
    actions: [{ action_id: 'pour', block_id: 'order', value: 'two cups', type: 'button' }],
    state: { values: { order: { kind: { selected_option: null } } } },
  });
  const replaced = await slack.until(() =>
    slack.messages('general').find((one) => one.text === 'Poured'),
  );
  expect(replaced).toMatchObject({ ts: message.ts, blocks: [] });
});

test('an action in an ephemeral message comes without the message and can delete it', async () => {
  const slack = await startSlack();
  const channel = idOf(slack, 'general');
  const bodies = await pressed(slack, async (body) => {
    await fetch(body.response_url, {
      method: 'POST',
      body: '{"delete_original":true}',
      headers: { 'content-type': 'application/json' },
    });
  });
  const ana = slack.person('ana');
  await webClient(slack).chat.postEphemeral({ channel, user: ana.id, text: '?', blocks: buttons });
  const before = ana.reads('general');
  const message = before.at(-1);
  if (!message) throw new Error('Nothing was posted');
  await ana.press(message, 'kind', { selected_option: 'green' });
  await slack.until(() => ana.reads('general').length < before.length);
  expect(bodies[0]).toMatchObject({ container: { is_ephemeral: true, channel_id: channel } });
  expect(bodies[0]).not.toHaveProperty('message');
});

test('refuses an option that a menu doesn’t offer', async () => {
  const slack = await startSlack();
  const bodies = await pressed(slack);
  const message = await postButtons(slack);
  const ana = slack.person('ana');
  await ana.press(message, 'kind', { selected_option: 'BLACK' });
  expect(bodies[0]?.actions[0]).toMatchObject({ selected_option: { value: 'black' } });
  expect(bodies[0]).toMatchObject({
    state: { values: { order: { kind: { selected_option: { value: 'black' } } } } },
  });
  const coffee = ana.press(message, 'kind', { selected_option: 'coffee' });
  await expect(coffee).rejects.toThrow(/green, black/);
  await expect(ana.press(message, 'spill')).rejects.toThrow(/pour \(Pour\)/);
});

test('an external menu queries the app', async () => {
  const slack = await startSlack();
  await socketApp(slack, (app) =>
    app.options('shop', async ({ ack, options }) => ack({ options: [option(options.value)] })),
  );
  const message = await postButtons(slack);
  expect(await slack.person('ana').options(message, 'shop', 'har')).toMatchObject({
    ok: true,
    body: { options: [{ value: 'har' }] },
  });
});

test('only a message shortcut has a message, a channel and a response_url', async () => {
  const slack = await startSlack();
  const bodies: object[] = [];
  await socketApp(slack, (app) =>
    app.shortcut(/.*/, async ({ ack, body }) => {
      bodies.push(body);
      await ack();
    }),
  );
  const ana = slack.person('ana');
  await ana.shortcut('tea-for', slack.messages('general')[0]);
  await ana.shortcut('order');
  expect(bodies[0]).toMatchObject({
    type: 'message_action',
    callback_id: 'tea-for',
    message: { text: 'The kettle is on', user: slack.person('ben').id },
    channel: { name: 'general' },
    response_url: expect.any(String),
  });
  expect(bodies[1]).toMatchObject({ type: 'shortcut', callback_id: 'order' });
  expect(bodies[1]).not.toHaveProperty('channel');
  expect(bodies[1]).not.toHaveProperty('response_url');
  await expect(ana.shortcut('tea-for')).rejects.toThrow('no global shortcut tea-for');
});
