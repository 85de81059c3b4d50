import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { isPayload } from '../../../src/slack/receivers/payload.ts';
import { recordingSlack } from '../../features/shoutouts/shoutout-app.ts';
import { signed } from '../../signing.ts';
import { httpApp, now } from './http-app.ts';

let answerPort = 0;
let app: Awaited<ReturnType<typeof httpApp>>;
beforeAll(async () => {
  const answers = createServer((request, response) => {
    request.resume();
    response.end();
  }).listen(0, '127.0.0.1');
  await once(answers, 'listening');
  answerPort = (answers.address() as AddressInfo).port;
  const { slack } = recordingSlack();
  app = await httpApp({ slacks: async () => slack });
  return async () => {
    await app.receiver.stop();
    answers.close();
    answers.closeAllConnections();
  };
});
beforeEach(() => app.log.lines.splice(0));

const words = 'my customer Mrs Miller';
const common = {
  ...{ trigger_id: '1.2.3', enterprise: null, team: { id: 'T1' } },
  user: { id: 'U1', team_id: 'T1' },
};
const view = {
  ...{ id: 'V1', type: 'modal', callback_id: 'shoutout.choose', private_metadata: '' },
  title: { type: 'plain_text', text: 'Thanks' },
  state: {
    values: {
      wish: { wish: { type: 'radio_buttons', selected_option: { value: 'ask', text: {} } } },
      text: { text: { type: 'plain_text_input', value: words } },
      people: { people: { type: 'multi_users_select', selected_users: ['U1'] } },
    },
  },
};
const button = { type: 'button', action_id: 'guideline.read/0', block_id: 'b', value: 'patience' };
const menu = {
  ...{ type: 'overflow', action_id: 'shoutout.card/menu', block_id: 'b' },
  selected_option: { value: 'edit 1', text: { type: 'plain_text', text: 'Edit' } },
};
const place = {
  container: { type: 'message', message_ts: '1.000100', channel_id: 'C1', thread_ts: '1.000001' },
  channel: { id: 'C1', name: 'general' },
  response_url: 'http://127.0.0.1:9/response',
};
const event = (inner: object) => ({
  ...{ type: 'event_callback', team_id: 'T1', api_app_id: 'A1', event_id: 'Ev1' },
  ...{ event_time: 1, authorizations: [{ team_id: 'T1', user_id: 'U0', is_bot: true }] },
  event: inner,
});
const inner = { user: 'U1', channel: 'C1', ts: '1.000100', event_ts: '1.000100' };

/** One of everything that Slack sends. */
const payloads: Readonly<Record<string, object>> = {
  button: { type: 'block_actions', ...common, ...place, actions: [button] },
  menu: { type: 'block_actions', ...common, ...place, actions: [menu] },
  'control of a form': {
    ...{
      type: 'block_actions',
      ...common,
      view,
      actions: [{ ...button, action_id: 'tips.changed' }],
    },
    container: { type: 'view', view_id: 'V1' },
  },
  'submitted form': { type: 'view_submission', ...common, view, response_urls: [] },
  'closed form': { type: 'view_closed', ...common, view, is_cleared: false },
  search: {
    ...{ type: 'block_suggestion', ...common, view, value: 'Lis', block_id: 'b' },
    ...{ action_id: 'tips.zones/zone', container: { type: 'view', view_id: 'V1' } },
  },
  shortcut: { type: 'shortcut', ...common, callback_id: 'shoutout.anywhere', action_ts: '1.1' },
  'message shortcut': {
    ...{ type: 'message_action', ...common, ...place, callback_id: 'shoutout.message' },
    ...{
      message_ts: '1.000100',
      message: { type: 'message', user: 'U2', ts: '1.000100', text: words },
    },
  },
  mention: event({ type: 'app_mention', text: `<@U0> ${words}`, ...inner }),
  'direct message': event({ type: 'message', channel_type: 'im', text: words, ...inner }),
  'channel event': event({ type: 'channel_left', ...inner }),
  'opened tab': event({ type: 'app_home_opened', tab: 'home', view: { hash: '1.a' }, ...inner }),
  'joined channel': event({ type: 'member_joined_channel', ...inner, team: 'T1' }),
};
const command = {
  ...{ command: '/care', text: words, team_id: 'T1', user_id: 'U1', channel_id: 'C1' },
  ...{ trigger_id: '1.2.3', response_url: 'http://127.0.0.1:9/response', api_app_id: 'A1' },
};

const wrongValues: readonly unknown[] = [undefined, null, 0, [null], {}];

type Json = Readonly<Record<string, unknown>>;

/** The payload with a wrong value in each place, one at a time. */
function* spoiled(payload: Json): Generator<readonly [string, Json]> {
  for (const [key, value] of Object.entries(payload)) {
    for (const wrong of wrongValues)
      yield [`${key}: ${JSON.stringify(wrong)}`, { ...payload, [key]: wrong }];
    if (typeof value !== 'object' || value === null) continue;
    for (const [at, inside] of spoiled(value as Json)) {
      const whole = Array.isArray(value) ? Object.values(inside) : inside;
      yield [`${key}.${at}`, { ...payload, [key]: whole }];
    }
  }
}

/** What was answered with something else than 200, 400 or 404, or logged as an error. */
async function failures(bodies: Iterable<readonly [string, string, string]>): Promise<string[]> {
  const wrong: string[] = [];
  for (const [name, written, type] of bodies) {
    const body = written.replaceAll('http://127.0.0.1:9/', `http://127.0.0.1:${answerPort}/`);
    const { status } = await app.post(body, signed(body, now, type));
    if (![200, 400, 404].includes(status)) wrong.push(`${name} is answered with ${status}`);
    if (app.log.lines.some(({ message }) => message === 'request failed'))
      wrong.push(`${name} fails`);
    if (app.log.text().includes('Miller')) wrong.push(`${name} logs words`);
    app.log.lines.splice(0);
  }
  return [...new Set(wrong)];
}

const json = 'application/json';
const urlencoded = 'application/x-www-form-urlencoded';

test.each(Object.entries(payloads))(
  'a %s is taken, and with any wrong part gets no 500',
  async (_name, payload) => {
    expect(isPayload(payload as Json)).toBe(true);
    const bodies = [...spoiled(payload as Json)].map(
      ([at, spoilt]) => [at, JSON.stringify(spoilt), json] as const,
    );
    expect(await failures(bodies)).toEqual([]);
  },
);

test('a command with any wrong part gets no 500', async () => {
  function* bodies(): Generator<readonly [string, string, string]> {
    for (const name of Object.keys(command)) {
      const { [name as keyof typeof command]: _, ...rest } = command;
      const without = new URLSearchParams(rest).toString();
      yield [`no ${name}`, without, urlencoded];
      yield [`${name} is empty`, `${without}&${name}=`, urlencoded];
      yield [`${name} twice`, `${without}&${name}=a&${name}=b`, urlencoded];
    }
    yield ['payload twice', 'payload={}&payload={}', urlencoded];
  }
  expect(await failures(bodies())).toEqual([]);
});
