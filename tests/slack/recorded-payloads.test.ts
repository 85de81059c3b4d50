import { readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import { expect, test } from 'vitest';
import type { LocalSlack } from '../../playground/server/local-slack.ts';
import { transports } from '../stories/extra-mile.ts';
import { harborGroup } from '../stories/harbor-group.ts';

type Json = { readonly [key: string]: unknown };
type Delivery = Parameters<LocalSlack['deliver']>;
type Case = readonly [name: string, Delivery];

const file = (name: string) =>
  Object.entries(load(readFileSync(`tests/slack/payloads/${name}.yml`, 'utf8')) as Json) as [
    string,
    Json,
  ][];

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** `over` on top of `base`, object by object; `null` takes a field away, except for a team. */
function laidOver(base: Json, over: Json): Json {
  const merged: Record<string, unknown> = { ...base };
  for (const [key, value] of Object.entries(over)) {
    const before = merged[key];
    if (isObject(value) && isObject(before)) merged[key] = laidOver(before, value);
    else if (value === null && key !== 'team' && !key.startsWith('selected_')) delete merged[key];
    else merged[key] = value;
  }
  return merged;
}

const ours = {
  token: 'verification',
  api_app_id: 'A0000001',
  enterprise: null,
  is_enterprise_install: false,
};
const view = {
  ...{ id: 'V1', team_id: 'T0100001', type: 'modal', callback_id: 'tips.plan', hash: '1.a' },
  ...{ private_metadata: '', blocks: [], previous_view_id: null, root_view_id: 'V1' },
  title: { type: 'plain_text', text: 'Tips', emoji: true },
  state: { values: {} },
  ...{ app_id: 'A0000001', external_id: '', app_installed_team_id: 'T0100001', bot_id: 'B0100001' },
};

/** Every payload, each with ids of its own, so that none is a second delivery of another. */
function cases({ app, url }: { readonly app: string; readonly url: string }): readonly Case[] {
  const withApp = <Value>(value: Value): Value =>
    JSON.parse(JSON.stringify(value).replaceAll('U0APP', app)) as Value;
  const response_url = `${url}/response/T0100001/x`;
  const commands = file('commands').map(([name, over], index): Case => {
    const base = {
      ...{ token: 'verification', team_id: 'T0100001', team_domain: 'harbor' },
      ...{ channel_id: 'C0100001', channel_name: 'general', user_id: 'U0100001' },
      ...{ user_name: 'ana', command: '/care', text: '', api_app_id: 'A0000001' },
      ...{ is_enterprise_install: 'false', response_url, trigger_id: `c.${index}` },
    };
    return [name, ['slash_commands', laidOver(base, over)]];
  });
  const events = file('events').map(([name, over], index): Case => {
    const ts = `1795521${String(index).padStart(3, '0')}.000100`;
    const base = {
      ...{ token: 'verification', team_id: 'T0100001', context_team_id: 'T0100001' },
      ...{ context_enterprise_id: null, api_app_id: 'A0000001', type: 'event_callback' },
      ...{ event_id: `Ev${index}`, event_time: 1_795_521_600, event_context: `4-${index}` },
      is_ext_shared_channel: false,
      authorizations: [
        {
          ...{ enterprise_id: null, team_id: 'T0100001', user_id: app, is_bot: true },
          is_enterprise_install: false,
        },
      ],
      event: { user: 'U0100001', channel: 'C0100001', ts, event_ts: ts },
    };
    return [name, ['events_api', withApp(laidOver(base, over))]];
  });
  const interactions = file('interactions').map(([name, over], index): Case => {
    const team = { id: 'T0100001', domain: 'harbor' };
    const user = { id: 'U0100001', username: 'ana', name: 'ana', team_id: 'T0100001' };
    const ts = '1795521600.000001';
    const base = { ...ours, type: 'block_actions', trigger_id: `i.${index}`, team, user };
    const channel = { id: 'C0100001', name: 'general' };
    const message = { type: 'message', user: app, ts, text: 'A tip', team: 'T0100001', blocks: [] };
    const onMessage = { channel, message, response_url };
    const control = { type: 'button', action_id: 'guideline.peek/0', block_id: 'b' };
    const press = {
      ...onMessage,
      container: { type: 'message', message_ts: ts, channel_id: 'C0100001', is_ephemeral: false },
      state: { values: {} },
      actions: [{ ...control, value: 'patience', action_ts: '1795521600.000002' }],
    };
    const { type = 'block_actions' } = over;
    const own = { block_actions: press, message_action: onMessage }[String(type)] ?? {};
    return [
      name,
      ['interactive', laidOver({ ...base, ...own, ...('view' in over && { view }) }, over)],
    ];
  });
  return [...commands, ...events, ...interactions];
}

const unhandled = [
  'a step of a workflow',
  'a closed form',
  'an unknown shortcut',
  'a legacy button',
  'a legacy dialog',
  'a legacy step of a workflow',
];

test.each(transports)('every payload of Slack is answered in time over %s', async (transport) => {
  const { slack, lastIn, ana } = await harborGroup(transport);
  const app = JSON.stringify(slack.traffic).match(/"user_id":"(U\w+)"/)?.[1] ?? '';
  const all = cases({ app, url: slack.url });
  expect(all.length).toBeGreaterThanOrEqual(100);
  // The first search takes longer; a process that runs has made it a second after its start.
  await ana.send('general', '/care what to do when somebody is angry');
  const answers = [];
  for (const [name, [type, payload]] of all) {
    const { ok, error, ms } = await slack.deliver(type, payload);
    answers.push({ name, ok, error, ms });
  }
  expect(answers.filter(({ ms }) => ms >= 3000)).toEqual([]);
  expect(answers.filter(({ error }) => /timeout|dispatch|service/.test(error))).toEqual([]);
  // Over HTTP, what nothing here handles is refused; over a socket it is acknowledged.
  const refused = answers.filter(({ ok }) => !ok).map(({ name }) => name);
  expect(refused).toEqual(transport === 'http' ? unhandled : []);
  await ana.send('general', '/care patience');
  expect(lastIn(ana, 'general').text).toContain('Patience');
});
