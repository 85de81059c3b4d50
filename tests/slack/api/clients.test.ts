import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { readManifest } from '../../../playground/index.ts';
import type { Fault } from '../../../playground/server/faults.ts';
import { systemClock } from '../../../src/ports/clock.ts';
import type { Posted, SlackFailure } from '../../../src/ports/slack.ts';
import type { Store } from '../../../src/ports/store.ts';
import { slackClients } from '../../../src/slack/api/clients.ts';
import { slackLogger } from '../../../src/slack/api/logger.ts';
import { engineStore } from '../../../src/store/engine-store.ts';
import { memoryEngine } from '../../../src/store/engines/memory.ts';
import { closedPort } from '../../closed-port.ts';
import { idOf, kitchen, minute, noon, startSlack } from '../../playground/server/rig.ts';
import { recordedLog } from '../../recorded-log.ts';

const manifest = await readManifest('manifest.yml');
const tea: Posted = {
  text: 'Tea!',
  blocks: [{ type: 'section', text: { type: 'plain_text', text: 'Tea!' } }],
};

/** Our own app in the kitchen, with no more scopes than the manifest asks for. */
async function inTheKitchen() {
  const slack = await startSlack({ manifest, workspaces: [kitchen] });
  const log = recordedLog();
  const logger = slackLogger(log);
  const slacks = slackClients({
    accessOf: async () => ({ token: slack.botToken() }),
    slackApiUrl: slack.apiUrl,
    logger,
    clock: slack.clock,
  });
  const team = (await (
    await fetch(`${slack.apiUrl}auth.test`, asApp(slack.botToken()))
  ).json()) as {
    team_id: string;
  };
  return { slack, log, our: await slacks(team.team_id), channel: idOf(slack, 'general') };
}

const asApp = (token: string) => ({
  method: 'POST',
  headers: { authorization: `Bearer ${token}` },
});

const failure = (call: Promise<unknown>): Promise<SlackFailure> =>
  call.then(
    () => Promise.reject(new Error('it should have failed')),
    (error) => error,
  );

test('posts, updates and deletes messages, also in a thread', async () => {
  const { slack, our, channel } = await inTheKitchen();
  const at = await our.post({ channel }, tea);
  await our.post({ channel, thread: at.ts }, { ...tea, text: 'With milk' });
  expect(slack.messages('general').slice(-2)).toMatchObject([
    { text: 'Tea!', ts: at.ts },
    { text: 'With milk', thread_ts: at.ts },
  ]);
  await our.update(at, { ...tea, text: 'Coffee!' });
  expect(slack.messages('general').find(({ ts }) => ts === at.ts)?.text).toBe('Coffee!');
  expect(await our.permalink(at)).toContain(at.ts.replace('.', ''));
  await our.deleteMessage(at);
  expect(slack.messages('general').some(({ ts }) => ts === at.ts)).toBe(false);
});

test('posts an ephemeral message', async () => {
  const { slack, our, channel } = await inTheKitchen();
  await our.tell({ channel, user: slack.person('ana').id }, tea);
  expect(slack.person('ana').reads('general').at(-1)?.text).toBe('Tea!');
  expect(slack.messages('general').at(-1)?.text).toBe('The kettle is on');
});

test('opens and replaces a view', async () => {
  const { slack, our } = await inTheKitchen();
  const address = await serve((request, response) => {
    let body = '';
    request.on('data', (chunk) => (body += chunk));
    request.on('end', () => {
      response.end();
      trigger.resolve(new URLSearchParams(body).get('trigger_id') ?? '');
    });
  });
  const trigger = Promise.withResolvers<string>();
  slack.deliverTo(address);
  await slack.person('ana').send('general', '/care');
  const view = (title: string) =>
    ({ type: 'modal', title: { type: 'plain_text', text: title }, blocks: tea.blocks }) as const;
  const { id } = await our.openView(await trigger.promise, view('Tea'));
  expect(slack.person('ana').views()).toMatchObject([{ id, title: { text: 'Tea' } }]);
  await our.updateView(id, view('Coffee'));
  expect(slack.person('ana').views()).toMatchObject([{ id, title: { text: 'Coffee' } }]);
});

test('reads people, bots and deactivated users', async () => {
  const { slack, our } = await inTheKitchen();
  const person = (name: string) => our.person(slack.person(name).id);
  expect(await person('ana')).toEqual({
    id: slack.person('ana').id,
    name: 'ana',
    timeZone: 'Europe/Lisbon',
    locale: 'pt-PT',
    isBot: false,
    isDeactivated: false,
    isStranger: false,
    isGuest: false,
    isAdmin: true,
  });
  expect(await person('robo')).toMatchObject({ isBot: true });
  expect(await our.person('USLACKBOT')).toMatchObject({ isBot: true });
  expect(await person('gone')).toMatchObject({ isDeactivated: true, timeZone: 'UTC' });
});

test('reads a name without characters that turn the text around it', async () => {
  const user = { id: 'U1', profile: { display_name: 'Ana \u202eetraud\u202c\n\u0000X' } };
  const url = await serve((_, response) => response.end(JSON.stringify({ ok: true, user })));
  const slack = await toNowhere(`${url}/api/`);
  expect((await slack.person('U1')).name).toBe('Ana etraud X');
});

test('reads a channel', async () => {
  const { our, channel } = await inTheKitchen();
  expect(await our.channel(channel)).toEqual({
    id: channel,
    name: 'general',
    kind: 'public',
    isArchived: false,
    isMember: true,
    isShared: false,
    locale: 'en-US',
  });
});

test('sends a file to a user or to a channel', async () => {
  const { slack, log, our, channel } = await inTheKitchen();
  const ana = slack.person('ana');
  const direct = await our.directChannel(ana.id);
  expect(await our.directChannel(ana.id)).toBe(direct);
  const list = { name: 'tea.csv', title: 'Tea', content: 'green,2' };
  await our.sendFile({ channel: ana.id }, list);
  await our.sendFile({ channel }, list);
  expect(ana.reads(direct).at(-1)?.files).toMatchObject([{ name: 'tea.csv' }]);
  expect(slack.messages('general').at(-1)?.files).toMatchObject([{ name: 'tea.csv' }]);
  expect(log.lines).toEqual([]);
});

test('schedules a message, lists it by its exact second and deletes it', async () => {
  const { slack, our, channel } = await inTheKitchen();
  const due = noon / 1000 + 600;
  const id = await our.schedule({ channel }, due, tea);
  expect(await our.scheduled(channel, due, due)).toEqual([{ id, postAt: due }]);
  expect(await our.scheduled(channel, due + 1, due + 59)).toEqual([]);
  expect(await our.scheduled(channel, due - 59, due - 1)).toEqual([]);
  await our.unschedule(channel, id);
  slack.clock.advance(20 * minute);
  expect(slack.messages('general').at(-1)?.text).toBe('The kettle is on');
});

test('reads every page of a list', async () => {
  const url = await serve((request, response) => {
    let body = '';
    request.on('data', (chunk) => (body += chunk));
    request.on('end', () => {
      const isSecond = new URLSearchParams(body).get('cursor') === 'more';
      response.end(
        JSON.stringify({
          ok: true,
          scheduled_messages: [{ id: isSecond ? 'Q2' : 'Q1', post_at: 1551991428 }],
          response_metadata: { next_cursor: isSecond ? '' : 'more' },
        }),
      );
    });
  });
  const slack = await toNowhere(`${url}/api/`);
  const found = await slack.scheduled('C1', 1551991428, 1551991428);
  expect(found.map(({ id }) => id)).toEqual(['Q1', 'Q2']);
});

test('accepts a scheduled message’s id listed as a bare number', async () => {
  const url = await serve((_, response) =>
    response.end('{"ok": true, "scheduled_messages": [{"id": 1298393284, "post_at": 1551991428}]}'),
  );
  const slack = await toNowhere(`${url}/api/`);
  expect(await slack.scheduled('C1', 1551991428, 1551991428)).toEqual([
    { id: 'Q1298393284', postAt: 1551991428 },
  ]);
});

test('reads the users of a user group', async () => {
  const { slack, our } = await inTheKitchen();
  const answer = (await (
    await fetch(`${slack.apiUrl}usergroups.list`, asApp(slack.botToken()))
  ).json()) as { usergroups: { id: string }[] };
  const people = await our.groupMembers(answer.usergroups[0]?.id ?? '');
  expect(new Set(people)).toEqual(new Set(['ana', 'ben'].map((name) => slack.person(name).id)));
});

const on = 'chat.postMessage';
test.each<[string, Fault, Partial<SlackFailure>]>([
  ['no', { on, does: 'error', error: 'is_archived' }, { outcome: 'refused', code: 'is_archived' }],
  [
    'an error that may have come halfway',
    { on, does: 'error', error: 'internal_error' },
    { outcome: 'unsure', code: 'internal_error' },
  ],
  [
    'something that is not an error code of Slack’s',
    { on, does: 'error', error: '<html>Bad gateway</html>' },
    { outcome: 'unsure', code: 'unreadable_answer' },
  ],
  [
    'too many calls',
    { on, does: 'rate-limit', retryAfter: 7 },
    { outcome: 'limited', code: 'ratelimited', retryAfter: 7 },
  ],
  ['a broken server', { on, does: 'status', status: 503 }, { outcome: 'unsure', code: 'http_503' }],
  ['a lost connection', { on, does: 'drop-after' }, { outcome: 'unsure' }],
])('makes a call answered with %s once, and reports the right failure', async (_, fault, as) => {
  const { slack, our, channel } = await inTheKitchen();
  slack.faults.add(fault);
  expect(await failure(our.post({ channel }, tea))).toMatchObject({ method: on, ...as });
  expect(slack.traffic.filter(({ name }) => name === on)).toHaveLength(1);
});

const toNowhere = (slackApiUrl: string) =>
  slackClients({
    accessOf: async () => ({ token: 'xoxb-1' }),
    slackApiUrl,
    logger: slackLogger(recordedLog()),
    clock: systemClock,
  })('T1');

test('makes no call of a limited method before Retry-After is over', async () => {
  const { slack, our, channel } = await inTheKitchen();
  slack.faults.add({ on, does: 'rate-limit', retryAfter: 7 });
  const calls = () => slack.traffic.filter(({ name }) => name === on).length;
  const limited = { outcome: 'limited', retryAfter: 7 };
  expect(await failure(our.post({ channel }, tea))).toMatchObject(limited);
  slack.clock.advance(2500);
  expect(await failure(our.post({ channel }, tea))).toMatchObject({ ...limited, retryAfter: 5 });
  expect(calls()).toBe(1);
  await our.channel(channel);
  slack.clock.advance(4500);
  await our.post({ channel }, tea);
  expect(calls()).toBe(2);
});

/** Two replicas, and how often Slack was called. */
async function twoReplicas() {
  const slack = await startSlack({ manifest, workspaces: [kitchen] });
  const { clock } = slack;
  const own = engineStore(memoryEngine(), { clock, log: recordedLog() });
  const asked: string[] = [];
  const get: Store['get'] = (key) => {
    asked.push(key.name);
    return own.get(key);
  };
  const store = { ...own, get };
  const replica = () =>
    slackClients({
      accessOf: async () => ({ token: slack.botToken() }),
      slackApiUrl: slack.apiUrl,
      logger: slackLogger(recordedLog()),
      clock,
      store,
    })('T1');
  return {
    slack,
    asked,
    one: await replica(),
    other: await replica(),
    channel: idOf(slack, 'general'),
    calls: () => slack.traffic.filter(({ name }) => name === on).length,
  };
}

test('a replica makes no call that Slack has limited on another one', async () => {
  const { slack, one, other, channel, calls } = await twoReplicas();
  slack.faults.add({ on, does: 'rate-limit', retryAfter: 7 });
  await failure(one.post({ channel }, tea));
  slack.clock.advance(2500);
  const limited = { outcome: 'limited', retryAfter: 5 };
  expect(await failure(other.post({ channel }, tea))).toMatchObject(limited);
  expect(calls()).toBe(1);
  slack.clock.advance(4500);
  await other.post({ channel }, tea);
});

test.each([minute, 5 * 365 * 24 * 60 * minute])(
  'does not keep a limit of another replica whose clock was %d ms ahead',
  async (ahead) => {
    const { slack, one, other, channel } = await twoReplicas();
    slack.clock.set(noon + ahead);
    slack.faults.add({ on, does: 'rate-limit', retryAfter: 7 });
    await failure(one.post({ channel }, tea));
    slack.clock.set(noon);
    await other.post({ channel }, tea);
  },
);

test('opens a form without a look at what other replicas know', async () => {
  const { one, asked, channel } = await twoReplicas();
  const title = { type: 'plain_text', text: 'Tea' } as const;
  await failure(one.openView('1.2', { type: 'modal', title, blocks: [] }));
  expect(asked).toEqual([]);
  await one.post({ channel }, tea);
  expect(asked).toEqual(['T1/chat.postMessage']);
});

test('forgets a rate limit when the clock has been set back', async () => {
  const { slack, our, channel } = await inTheKitchen();
  slack.faults.add({ on, does: 'rate-limit', retryAfter: 7 });
  await failure(our.post({ channel }, tea));
  slack.clock.set(slack.clock.now() - 40 * 24 * 60 * minute);
  await our.post({ channel }, tea);
});

test('reports a call that reached no server as unreached', async () => {
  for (const host of [`127.0.0.1:${await closedPort()}`, 'slack.invalid']) {
    const slack = await toNowhere(`http://${host}/api/`);
    const call = slack.post({ channel: 'C1' }, tea);
    expect(await failure(call)).toMatchObject({ outcome: 'unreached' });
  }
});

test('reports a truncated answer as unsure', async () => {
  const url = await serve((_, response) => {
    response.writeHead(200, { 'content-length': 100 });
    response.write('{"ok": true', () => response.destroy());
  });
  const slack = await toNowhere(`${url}/api/`);
  expect(await failure(slack.post({ channel: 'C1' }, tea))).toMatchObject({ outcome: 'unsure' });
});

test('reports an answer without its main field as unsure', async () => {
  const url = await serve((_, response) => response.end('{"ok": true}'));
  const slack = await toNowhere(`${url}/api/`);
  expect(await failure(slack.schedule({ channel: 'C1' }, 1, tea))).toMatchObject({
    method: 'chat.scheduleMessage',
    outcome: 'unsure',
  });
});

const ok = { ok: true };
test.each([
  ['no time', { channel: 'C1' }],
  ['no channel', { ts: '1795521600.000100' }],
  ['another channel', { channel: 'C2', ts: '1795521600.000100' }],
  ['a time that is none', { channel: 'C1', ts: 'now' }],
  ['a number for a time', { channel: 'C1', ts: 1795521600 }],
  ['null', { channel: null, ts: null }],
])(
  'reports a post answered with %s as unsure, so that nothing wrong is stored',
  async (_, answer) => {
    const url = await serve((_, response) => response.end(JSON.stringify({ ...ok, ...answer })));
    const slack = await toNowhere(`${url}/api/`);
    expect(await failure(slack.post({ channel: 'C1' }, tea))).toMatchObject({
      ...{ outcome: 'unsure', code: 'unreadable_answer' },
    });
  },
);

test.each([{}, { scheduled_message_id: '' }, { scheduled_message_id: {} }])(
  'reports a scheduled message answered with %j as unsure',
  async (answer) => {
    const url = await serve((_, response) => response.end(JSON.stringify({ ...ok, ...answer })));
    const slack = await toNowhere(`${url}/api/`);
    expect(await failure(slack.schedule({ channel: 'C1' }, 1, tea))).toMatchObject({
      ...{ outcome: 'unsure', code: 'unreadable_answer' },
    });
  },
);

test('treats a 429 without Retry-After as a rate limit', async () => {
  const url = await serve((_, response) => {
    response.writeHead(429).end();
  });
  const slack = await toNowhere(`${url}/api/`);
  expect(await failure(slack.post({ channel: 'C1' }, tea))).toMatchObject({
    outcome: 'limited',
    retryAfter: 30,
  });
});

test('refuses a workspace without a token as Slack would', async () => {
  const slacks = slackClients({
    accessOf: async () => undefined,
    slackApiUrl: undefined,
    logger: slackLogger(recordedLog()),
    clock: systemClock,
  });
  expect(await failure(slacks('T1'))).toMatchObject({ outcome: 'refused', code: 'not_authed' });
});

test('uses each workspace’s current token', async () => {
  const seen: unknown[] = [];
  const url = await serve((request, response) => {
    seen.push(request.headers.authorization);
    response.end('{"ok": true, "channel": "C1", "ts": "1.000200"}');
  });
  const tokens: Record<string, string> = { T1: 'xoxb-1', T2: 'xoxb-2' };
  const slacks = slackClients({
    accessOf: async (workspace) => ({ token: tokens[workspace] ?? '' }),
    slackApiUrl: `${url}/api/`,
    logger: slackLogger(recordedLog()),
    clock: systemClock,
  });
  for (const workspace of ['T1', 'T2', 'T1']) {
    await (await slacks(workspace)).post({ channel: 'C1' }, tea);
  }
  tokens.T1 = 'xoxb-3';
  await (await slacks('T1')).post({ channel: 'C1' }, tea);
  expect(seen).toEqual(['Bearer xoxb-1', 'Bearer xoxb-2', 'Bearer xoxb-1', 'Bearer xoxb-3']);
});

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
