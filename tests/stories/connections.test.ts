import { describe, expect, test } from 'vitest';
import { stoppedClock } from '../../playground/server/clock.ts';
import { type LocalSlack, localSlack } from '../../playground/server/local-slack.ts';
import { composeApp } from '../../src/app.ts';
import type { Store } from '../../src/ports/store.ts';
import { Problems } from '../../src/problems.ts';
import { slackLogger } from '../../src/slack/api/logger.ts';
import { openStore } from '../../src/store/store.ts';
import { eventually } from '../eventually.ts';
import { idleOutbox, noInstallationEvents, noSlacks } from '../no-slack.ts';
import { recordedLog } from '../recorded-log.ts';
import { extraMile, manifest, ownContent, transports } from './extra-mile.ts';

/** A local Slack whose clock only moves by hand, so that its delays last as long as a test needs. */
const stoppedSlack = () =>
  localSlack({ manifest, clock: stoppedClock(Date.UTC(2026, 10, 24, 12)) });

const twoWorkspaces = ['one', 'two'].map((name) => ({
  name,
  domain: name,
  people: [{ name: 'ana', real_name: 'Ana' }],
  channels: [{ name: 'general', app: true }],
}));

/** The app without a connection: the test passes it payloads. */
async function composedFor(
  slack: LocalSlack,
  authorize: Parameters<typeof composeApp>[0]['authorize'],
) {
  const log = recordedLog();
  const store = await openStore({ url: 'memory:', clock: slack.clock, log });
  const { bolt } = await composeApp({
    receiver: { init: () => {}, start: async () => {}, stop: async () => {} },
    authorize,
    slackApiUrl: slack.apiUrl,
    logger: slackLogger(log),
    log,
    store,
    slacks: noSlacks,
    installations: noInstallationEvents,
    outbox: idleOutbox({ store, clock: slack.clock, log }),
    clock: slack.clock,
    content: () => ownContent,
    version: '0.0.0',
  });
  return bolt;
}

test('answers each workspace with its own token', async () => {
  const slack = await localSlack({ manifest, workspaces: twoWorkspaces });
  const posted: string[] = [];
  const teamOf = (name: string) => slack.person('ana', name);
  const tokens = new Map(['one', 'two'].map((name) => [name, slack.botToken(name)]));
  const app = await composedFor(slack, async ({ teamId }) => ({
    botToken: tokens.get(teamId ?? '') ?? '',
    botUserId: 'U0',
    botId: 'B0',
  }));
  app.use(async ({ client, context, next }) => {
    const { team } = (await client.auth.test()) as { team?: string };
    posted.push(`${context.teamId} is ${team}`);
    await next();
  });
  for (const name of ['one', 'two', 'one']) {
    const { id } = teamOf(name);
    const event = { type: 'reaction_added', user: id, item: { channel: 'C1' } };
    const body = { type: 'event_callback', team_id: name, event };
    await app.processEvent({ body, ack: async () => {} });
  }
  await slack.close();
  expect(posted).toEqual(['one is one', 'two is two', 'one is one']);
});

test('disables Bolt’s conversation store, which only grows', async () => {
  const slack = await localSlack({ manifest, workspaces: twoWorkspaces });
  const us = { botToken: slack.botToken('one'), botUserId: 'U0', botId: 'B0' };
  const app = await composedFor(slack, async () => us);
  let seen: object = {};
  app.use(async ({ context, next }) => {
    seen = context;
    await next();
  });
  const event = { type: 'reaction_added', user: 'U1', item: { channel: 'C1' } };
  const body = { type: 'event_callback', team_id: 'T1', event };
  await app.processEvent({ body, ack: async () => {} });
  await slack.close();
  expect(seen).toHaveProperty('botToken');
  expect(seen).not.toHaveProperty('updateConversation');
});

test('fails to start with a bad token, and closes the store', async () => {
  const slack = await localSlack({ manifest });
  slack.faults.add({ on: 'auth.test', does: 'error', error: 'invalid_auth' });
  const opened = await openStore({ url: 'memory:', clock: slack.clock, log: recordedLog() });
  let closed = 0;
  const store: Store = {
    ...opened,
    close: () => {
      closed += 1;
      return opened.close();
    },
  };
  const started = extraMile('socket', { slack, store });
  await expect(started).rejects.toThrow(Problems);
  await expect(started).rejects.toThrow('SLACK_BOT_TOKEN: Slack refuses this token (invalid_auth)');
  expect(closed).toBe(1);
  await slack.close();
});

/** Mentions the app; resolves when it is working on the answer. */
async function mention(slack: LocalSlack): Promise<void> {
  await slack.person('ana').send('general', '@Extra Mile patience');
  const taken = expect.objectContaining({ name: 'app_mention', outcome: 'ok' });
  await eventually(() => expect(slack.traffic).toContainEqual(taken));
}

/** Waits until every fault is in effect, such as a delay that has begun. */
const faultsUsed = (slack: LocalSlack) => eventually(() => expect(slack.faults.pending()).toBe(0));

/** How many sockets the app has opened so far. */
const hellos = (slack: LocalSlack): number =>
  slack.traffic.filter(({ name }) => name === 'hello').length;

describe('over sockets', () => {
  test('keeps two connections', async () => {
    const { slack } = await extraMile('socket');
    await slack.until(() => slack.socketCount() === 2);
  });

  test.each(['refresh_requested', 'warning', 'abrupt'] as const)(
    'reconnects at once after %s',
    async (how) => {
      const { slack, log } = await extraMile('socket');
      await slack.until(() => slack.socketCount() === 2);
      slack.disconnectSockets(how);
      await slack.until(() => hellos(slack) === 4, 20_000);
      expect(log.text()).not.toContain('could not connect to Slack; retrying');
      expect(await slack.person('ana').send('general', '/care patience')).toMatchObject({
        ok: true,
      });
    },
  );

  test('answers over one connection while the other is renewed', async () => {
    const { slack } = await extraMile('socket', { slack: await stoppedSlack() });
    await slack.until(() => slack.socketCount() === 2);
    slack.faults.add({ on: 'apps.connections.open', does: 'delay', ms: 500 });
    slack.disconnectSockets('refresh_requested', 1);
    await slack.until(() => slack.socketCount() === 1);
    expect(await slack.person('ana').send('general', '/care patience')).toMatchObject({ ok: true });
    expect(slack.socketCount()).toBe(1);
  });

  test('retries until Slack can be reached again', async () => {
    const { slack, log } = await extraMile('socket');
    await slack.until(() => slack.socketCount() === 2);
    slack.faults.add({ on: 'apps.connections.open', does: 'drop-before', times: 2 });
    slack.faults.add({ on: 'apps.connections.open', does: 'status', status: 500, times: 2 });
    slack.disconnectSockets('abrupt');
    await slack.until(() => hellos(slack) === 4);
    expect(log.lines).toContainEqual(
      expect.objectContaining({ level: 'warn', message: 'could not connect to Slack; retrying' }),
    );
    expect(await slack.person('ana').send('general', '/care patience')).toMatchObject({ ok: true });
  });
});

describe.each(transports)('over %s', (transport) => {
  test.each([
    ['is broken off after it took effect', { does: 'drop-after' }],
    ['is answered with 500', { does: 'status', status: 500 }],
    ['is over the rate limit for a minute', { does: 'rate-limit', retryAfter: 60 }],
  ] as const)('does not repeat an answer’s call that %s', async (_name, fault) => {
    const { slack, log } = await extraMile(transport);
    slack.faults.add({ on: 'chat.postEphemeral', times: 5, ...fault });
    await slack.person('ana').send('general', '@Extra Mile patience');
    const failed = expect.objectContaining({ message: 'request failed' });
    await eventually(() => expect(log.lines).toContainEqual(failed));
    expect(slack.traffic.filter(({ name }) => name === 'chat.postEphemeral')).toHaveLength(1);
  });

  test('posts a rate-limited answer as soon as Slack allows', async () => {
    const { slack } = await extraMile(transport);
    const limit = { on: 'chat.postEphemeral', does: 'rate-limit', retryAfter: 1 } as const;
    slack.faults.add(limit);
    slack.faults.add(limit);
    const ana = slack.person('ana');
    await ana.send('general', '@Extra Mile patience');
    await slack.until(() =>
      ana.reads('general').find(({ text }) => text.includes('Skill 12 of 16')),
    );
  });

  test('finishes requests in flight before stopping, and takes no new ones', async () => {
    const { slack, app } = await extraMile(transport, { slack: await stoppedSlack() });
    const ana = slack.person('ana');
    slack.faults.add({ on: 'chat.postEphemeral', does: 'delay', ms: 200 });
    await mention(slack);
    await faultsUsed(slack);
    const stopped = app.stop();
    const refused = ana.send('general', '/care rules');
    slack.clock.advance(3000);
    expect(await stopped).toBe(true);
    expect(ana.reads('general').some(({ text }) => text.includes('Skill 12 of 16'))).toBe(true);
    expect(await refused).toMatchObject({ ok: false });
  });

  test('abandons endless work after the stop timeout', async () => {
    const { slack, app, log } = await extraMile(transport, { slack: await stoppedSlack() });
    slack.faults.add({ on: 'chat.postEphemeral', does: 'delay', ms: 3000 });
    await mention(slack);
    expect(await app.stop(50)).toBe(false);
    expect(log.lines).toContainEqual(
      expect.objectContaining({ message: 'stopped with requests in flight', inFlight: 1 }),
    );
  });

  test('/readyz names what is missing, /healthz reports only liveness', async () => {
    const { slack, app } = await extraMile(transport, { slack: await stoppedSlack() });
    const get = async (path: string) => {
      const answer = await fetch(`http://127.0.0.1:${app.opsPort}${path}`);
      return { status: answer.status, body: await answer.json() };
    };
    expect(await get('/readyz')).toEqual({
      status: 200,
      body: {
        ready: true,
        slack: true,
        content: true,
        store: true,
        outbox: true,
        clock: true,
        running: true,
        secondsAhead: { slack: 0 },
      },
    });
    expect(await get('/healthz')).toEqual({ status: 200, body: { ok: true } });
    expect((await get('//')).status).toBe(404);
    slack.clock.advance(7 * 60_000);
    expect(await get('/readyz')).toMatchObject({
      status: 503,
      body: { ready: false, outbox: false, running: true },
    });
    slack.faults.add({ on: 'chat.postEphemeral', does: 'delay', ms: 300 });
    await mention(slack);
    await faultsUsed(slack);
    const stopped = app.stop();
    expect(await get('/readyz')).toMatchObject({
      status: 503,
      body: { ready: false, running: false },
    });
    slack.clock.advance(300);
    await stopped;
  });
});
