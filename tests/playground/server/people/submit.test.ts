import type { App, SlackViewAction } from '@slack/bolt';
import type { InputBlock, ModalView } from '@slack/types';
import { expect, test } from 'vitest';
import type { LocalSlack } from '../../../../playground/server/local-slack.ts';
import { refused, socketApp, startSlack, webClient } from '../rig.ts';

const text = (words: string) => ({ type: 'plain_text', text: words }) as const;
const option = (value: string) => ({ text: text(value.toUpperCase()), value });

const input = (block_id: string, element: InputBlock['element'], optional = false): InputBlock => ({
  type: 'input',
  block_id,
  label: text(block_id),
  element,
  optional,
});

const form: ModalView = {
  type: 'modal',
  callback_id: 'form',
  title: text('Order tea'),
  submit: text('Order'),
  notify_on_close: true,
  blocks: [
    input('b-name', { type: 'plain_text_input', action_id: 'name', max_length: 10 }),
    input('b-kind', { type: 'static_select', action_id: 'kind', options: [option('green')] }, true),
    input('b-day', { type: 'datepicker', action_id: 'day', initial_date: '2026-05-05' }),
    input('b-who', { type: 'multi_users_select', action_id: 'who' }, true),
  ],
};

/** An app that opens a form for its shortcut and answers submissions with `answer`. */
async function formApp(
  slack: LocalSlack,
  answer: Parameters<App['view']>[1] = async ({ ack }) => ack(),
): Promise<SlackViewAction[]> {
  const bodies: SlackViewAction[] = [];
  await socketApp(slack, (app) => {
    app.shortcut('order', async ({ ack, shortcut, client }) => {
      await ack();
      await client.views.open({ trigger_id: shortcut.trigger_id, view: form });
    });
    app.view('form', async (args) => {
      bodies.push(args.body);
      await answer(args);
    });
    app.view({ callback_id: 'form', type: 'view_closed' }, async ({ ack, body }) => {
      bodies.push(body);
      await ack();
    });
  });
  return bodies;
}

async function openedForm(slack: LocalSlack) {
  const ana = slack.person('ana');
  await ana.shortcut('order');
  const view = await slack.until(() => ana.views()[0]);
  return { ana, view };
}

test('a submission contains the input and initial values', async () => {
  const slack = await startSlack();
  const bodies = await formApp(slack);
  const { ana, view } = await openedForm(slack);
  const ben = slack.person('ben').id;
  expect(await ana.submit(view, { name: 'Ana', kind: 'green', who: [ben] })).toMatchObject({
    ok: true,
  });
  expect(bodies[0]).toMatchObject({
    type: 'view_submission',
    user: { id: ana.id },
    response_urls: [],
    view: {
      callback_id: 'form',
      state: {
        values: {
          'b-name': { name: { type: 'plain_text_input', value: 'Ana' } },
          'b-kind': { kind: { selected_option: { value: 'green' } } },
          'b-day': { day: { selected_date: '2026-05-05' } },
          'b-who': { who: { selected_users: [ben] } },
        },
      },
    },
  });
  expect(ana.views()).toEqual([]);
});

test('does not deliver missing or too long input', async () => {
  const slack = await startSlack();
  const bodies = await formApp(slack);
  const { ana, view } = await openedForm(slack);
  expect(await ana.submit(view)).toMatchObject({ error: 'input_errors' });
  expect(Object.keys(ana.views()[0]?.errors ?? {})).toEqual(['b-name']);
  await ana.submit(view, { name: 'much too long' });
  expect(ana.views()[0]?.errors['b-name']).toMatch(/10/);
  expect(bodies).toEqual([]);
});

test('shows the app’s errors until the next submission', async () => {
  const slack = await startSlack();
  let tries = 0;
  await formApp(slack, async ({ ack }) => {
    tries += 1;
    if (tries > 1) return ack();
    return ack({ response_action: 'errors', errors: { 'b-name': 'We know no such guest' } });
  });
  const { ana, view } = await openedForm(slack);
  await ana.submit(view, { name: 'Ana' });
  expect(ana.views()[0]).toMatchObject({
    errors: { 'b-name': 'We know no such guest' },
    state: { values: { 'b-name': { name: { value: 'Ana' } } } },
  });
  await ana.submit(view);
  expect(ana.views()).toEqual([]);
});

test('refuses errors for an unknown block and keeps the view open', async () => {
  const slack = await startSlack();
  await formApp(slack, async ({ ack }) =>
    ack({ response_action: 'errors', errors: { nope: '!' } }),
  );
  const { ana, view } = await openedForm(slack);
  expect((await ana.submit(view, { name: 'Ana' })).ok).toBe(false);
  expect(ana.views()).toHaveLength(1);
  expect(slack.refusals()[0]).toMatch(/^view_submission: .*nope/);
});

const second: ModalView = { ...form, callback_id: 'second', notify_on_close: false };

test.each([
  ['update', ['second']],
  ['push', ['form', 'second']],
  ['clear', []],
] as const)('an acknowledgement with %s leaves the stack at %j', async (response_action, stack) => {
  const slack = await startSlack();
  await formApp(slack, async ({ ack }) =>
    ack(response_action === 'clear' ? { response_action } : { response_action, view: second }),
  );
  const { ana, view } = await openedForm(slack);
  await ana.submit(view, { name: 'Ana' });
  expect(ana.views().map(({ callback_id }) => callback_id)).toEqual(stack);
});

test('refuses a fourth modal by acknowledgement or call', async () => {
  const slack = await startSlack();
  const web = webClient(slack);
  const answers: unknown[] = [];
  await formApp(slack, async ({ ack, body }) => {
    const trigger_id = 'trigger_id' in body ? String(body.trigger_id) : '';
    if (slack.person('ana').views().length < 3) return ack({ response_action: 'push', view: form });
    answers.push(await refused(web.views.push({ trigger_id, view: form })));
    return ack({ response_action: 'push', view: form });
  });
  const { ana } = await openedForm(slack);
  const top = () => ana.views().at(-1) ?? raise();
  await ana.submit(top(), { name: 'one' });
  await ana.submit(top(), { name: 'two' });
  expect(await ana.submit(top(), { name: 'three' })).toMatchObject({ ok: false });
  expect(answers).toMatchObject([{ error: 'push_limit_reached' }]);
  expect(ana.views()).toHaveLength(3);
});

function raise(): never {
  throw new Error('No modal is open');
}

test('notify_on_close reports a closed modal', async () => {
  const slack = await startSlack();
  const bodies = await formApp(slack);
  const { ana, view } = await openedForm(slack);
  expect(await ana.closeView(view)).toMatchObject({ ok: true });
  expect(bodies).toMatchObject([{ type: 'view_closed', is_cleared: false, view: { id: view.id } }]);
  expect(ana.views()).toEqual([]);
});
