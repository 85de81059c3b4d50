import type { HomeView, InputBlock, ModalView } from '@slack/types';
import { expect, test } from 'vitest';
import type { LocalSlack } from '../../../../../playground/server/local-slack.ts';
import { refused, second, socketApp, startSlack, webClient } from '../../rig.ts';

const input = (block_id: string): InputBlock => ({
  type: 'input',
  block_id,
  label: { type: 'plain_text', text: 'Kind' },
  element: { type: 'plain_text_input', action_id: 'kind' },
});

const modal = (more: Partial<ModalView> = {}): ModalView => ({
  type: 'modal',
  title: { type: 'plain_text', text: 'Order tea' },
  submit: { type: 'plain_text', text: 'Order' },
  blocks: [input('first')],
  ...more,
});

const home = (text: string): HomeView => ({
  type: 'home',
  blocks: [{ type: 'section', text: { type: 'mrkdwn', text } }],
});

/** A new trigger id, from a shortcut. */
async function trigger(slack: LocalSlack, name = 'ana'): Promise<string> {
  await socketApp(slack, (app) => app.shortcut('order', async ({ ack }) => ack()));
  await slack.person(name).shortcut('order');
  const call = slack.traffic.findLast(({ kind }) => kind === 'shortcut');
  const { trigger_id } = (call?.request ?? {}) as { trigger_id?: string };
  return trigger_id ?? '';
}

test('a trigger id opens one modal for its user', async () => {
  const slack = await startSlack();
  const web = webClient(slack);
  const trigger_id = await trigger(slack);
  await web.views.open({ trigger_id, view: modal({ private_metadata: 'green' }) });
  expect(slack.person('ana').views()).toMatchObject([
    { title: { text: 'Order tea' }, private_metadata: 'green' },
  ]);
  expect(slack.person('ben').views()).toEqual([]);
  expect(await refused(web.views.open({ trigger_id, view: modal() }))).toMatchObject({
    error: 'exchanged_trigger_id',
  });
});

test('a trigger id expires after three seconds', async () => {
  const slack = await startSlack();
  const trigger_id = await trigger(slack);
  slack.clock.advance(3 * second + 1);
  const call = webClient(slack).views.open({ trigger_id, view: modal() });
  expect(await refused(call)).toMatchObject({ error: 'expired_trigger_id' });
});

test('refuses an unknown trigger id and one of another workspace', async () => {
  const slack = await startSlack();
  const trigger_id = await trigger(slack);
  const there = webClient(slack, slack.botToken('Pantry'));
  expect(await refused(there.views.open({ trigger_id, view: modal() }))).toMatchObject({
    error: 'invalid_trigger_id',
  });
});

test('a refused view does not use up the trigger id', async () => {
  const slack = await startSlack();
  const web = webClient(slack);
  const trigger_id = await trigger(slack);
  const { submit: _, ...broken } = modal();
  const answer = await refused(web.views.open({ trigger_id, view: broken }));
  expect(answer.error).toBe('invalid_arguments');
  expect(answer.response_metadata.messages?.join()).toMatch(/submit/i);
  expect(await web.views.open({ trigger_id, view: modal() })).toMatchObject({ ok: true });
});

test('an update keeps input with the same ids and checks the hash', async () => {
  const slack = await startSlack();
  const web = webClient(slack);
  const ana = slack.person('ana');
  const { view } = await web.views.open({ trigger_id: await trigger(slack), view: modal() });
  const [opened] = ana.views();
  if (!opened) throw new Error('Nothing opened');
  await ana.press(opened, 'kind', { value: 'mint' });
  const view_id = view?.id ?? '';
  await web.views.update({
    view_id,
    hash: view?.hash ?? '',
    view: modal({ blocks: [input('first'), input('second')] }),
  });
  expect(ana.views()[0]?.state.values).toMatchObject({
    first: { kind: { value: 'mint' } },
    second: { kind: { value: null } },
  });
  const call = web.views.update({ view_id, hash: view?.hash ?? '', view: modal() });
  expect(await refused(call)).toMatchObject({ error: 'hash_conflict' });
  expect(await refused(web.views.update({ view_id: 'V1', view: modal() }))).toMatchObject({
    error: 'not_found',
  });
});

test('external ids are unique', async () => {
  const slack = await startSlack();
  const web = webClient(slack);
  const view = modal({ external_id: 'tea-1' });
  await web.views.open({ trigger_id: await trigger(slack), view });
  const again = web.views.open({ trigger_id: await trigger(slack, 'ben'), view });
  expect(await refused(again)).toMatchObject({ error: 'duplicate_external_id' });
  await web.views.update({ external_id: 'tea-1', view: modal({ callback_id: 'changed' }) });
  expect(slack.person('ana').views()[0]?.callback_id).toBe('changed');
});

test('publishes a user’s Home tab and checks the hash', async () => {
  const slack = await startSlack();
  const web = webClient(slack);
  const ana = slack.person('ana');
  const { view } = await web.views.publish({ user_id: ana.id, view: home('one') });
  await web.views.publish({ user_id: ana.id, view: home('two'), hash: view?.hash ?? '' });
  expect(ana.home()?.blocks[0]).toMatchObject({ text: { text: 'two' } });
  expect(slack.person('ben').home()).toBeUndefined();
  const call = web.views.publish({ user_id: ana.id, view: home('3'), hash: view?.hash ?? '' });
  expect(await refused(call)).toMatchObject({ error: 'hash_conflict' });
});
