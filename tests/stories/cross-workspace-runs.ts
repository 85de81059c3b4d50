import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import { z } from 'zod';
import type { Json } from '../../playground/protocol.ts';
import { stoppedClock } from '../../playground/server/clock.ts';
import type { Store } from '../../src/ports/store.ts';
import { openStore } from '../../src/store/store.ts';
import { recordedLog } from '../recorded-log.ts';
import { signed } from '../signing.ts';
import { manyWorkspaces } from './many-workspaces.ts';
import { type Recorded, recordedUse, routeOf } from './recorded-use.ts';

/** A workspace whose people send requests, and others whose ids are in them. */
export const directions = [
  { ours: 'Harbor', others: ['Lighthouse', 'South'] },
  // Of one organisation, with one token for both.
  { ours: 'North', others: ['South', 'Harbor'] },
] as const;

type Direction = (typeof directions)[number];

/**
 * Notes the names of all records that are read, written, claimed or locked; but what the outbox reads,
 * which looks at the appointments of all workspaces by itself.
 */
function watched(store: Store, note: (name: string) => void): Store {
  const noteRead = ({ namespace, name }: { readonly namespace: string; readonly name: string }) => {
    if (namespace !== 'outbox') note(name);
  };
  return {
    ...store,
    close: async () => {},
    get: (key) => {
      noteRead(key);
      return store.get(key);
    },
    getMany: (keys) => {
      for (const key of keys) noteRead(key);
      return store.getMany(keys);
    },
    setMany: (writes) => {
      for (const { key } of writes) note(key.name);
      return store.setMany(writes);
    },
    update: (keys, decide) => {
      for (const key of keys) noteRead(key);
      return store.update(keys, (...values) => {
        const decided = decide(...values);
        for (const { key } of decided.writes) note(key.name);
        return decided;
      });
    },
    claim: (name, ttl) => {
      note(name);
      return store.claim(name, ttl);
    },
    withLock: (name, task, timeout) => {
      note(name);
      return store.withLock(name, task, timeout);
    },
    forEach: (records, visit) => {
      note(`${records.prefix}/`);
      return store.forEach(records, visit);
    },
  };
}

/** What Slack itself says about the workspace of a request; the rest is anybody's. */
const trusted = new Set([
  ...['type', 'token', 'api_app_id', 'trigger_id', 'authorizations', 'is_enterprise_install'],
  ...['enterprise', 'enterprise_id', 'app_installed_team_id', 'callback_id', 'command'],
]);

const idKinds = [/^T/, /^E/, /^[UW]/, /^[CDG]/, /^[\da-f]{8}-/, /^\d+\.\d+$/];
const kindOf = (id: string): number => idKinds.findIndex((kind) => kind.test(id));

/**
 * Sends the app signed requests as Slack sends them for people of one workspace, with ids of others
 * in every field but those in which Slack says whose request it is. Resolves with each record of the
 * others that was touched, each call for them, and each answer with their words.
 */
export async function crossWorkspaceRun(
  { ours, others }: Direction,
  count: number,
  random: () => number,
) {
  const clock = stoppedClock(Date.UTC(2026, 10, 24, 12));
  const plain = await openStore({ url: 'memory:', clock, log: recordedLog() });
  const touched: string[] = [];
  let theirs: readonly string[] = [];
  const note = (name: string) => {
    const owned = name.replace(/^_\/.*?(?=T\d+$)/, '');
    if (theirs.some((id) => owned.startsWith(id))) touched.push(name);
  };
  const story = await manyWorkspaces({ store: watched(plain, note), clock });
  const { slack, app, log } = story;
  const idOf = (team: string) => story.browser().idOf(team);
  for (const team of ['Harbor', 'Lighthouse', 'Ferry Group']) await story.browser().add(team);
  for (const team of others) {
    const ana = slack.person('ana', team);
    await ana.send('general', '/invite @Extra Mile');
    await ana.send('general', '/care tips on 10:15 daily');
    await ana.send('general', '/care tips me 11:00 daily');
    await ana.send('general', `/shoutout @ben #patience the canary of ${team} sang`);
  }
  const recorded = await recordedUse(story, ours);

  const idsOf = async (team: string): Promise<readonly string[]> => {
    const id = await idOf(team);
    const names: string[] = [];
    for (const namespace of ['shoutouts', 'tips', 'outbox', 'practice']) {
      const records = { namespace, prefix: `${id}/`, schema: z.unknown() };
      await plain.forEach(records, ({ name }) => void names.push(...name.split('/').slice(1)));
    }
    const places = slack.messages('general', team).flatMap(({ ts, channel }) => [ts, channel]);
    const people = ['ana', 'ben'].map((name) => slack.person(name, team).id);
    const ids = new Set([id, ...people, ...names, ...places]);
    return [...ids].filter((one) => kindOf(one) >= 0);
  };
  const own = await idsOf(ours);
  const pool = (await Promise.all(others.map(idsOf))).flat();
  const otherWorkspaces = await Promise.all(others.map(idOf));
  const state = async () => {
    const lines: string[] = [];
    for (const namespace of ['shoutouts', 'tips', 'outbox', 'practice', 'claims', 'installations'])
      for (const workspace of otherWorkspaces)
        await plain.forEach(
          { namespace, prefix: `${workspace}/`, schema: z.unknown() },
          ({ name, value }) => void lines.push(`${namespace} ${name} ${JSON.stringify(value)}`),
        );
    const said = others.flatMap((team) => slack.messages('general', team));
    return [...lines.toSorted((a, b) => a.localeCompare(b)), JSON.stringify(said)].join('\n');
  };

  const answers: string[] = [];
  const server = createServer((request, response) => {
    request.setEncoding('utf8').on('data', (text: string) => answers.push(text));
    request.on('end', () => response.end('ok'));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const response_url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const one = <Item>(items: readonly Item[]): Item =>
    items[Math.floor(random() * items.length)] as Item;
  const ownId = new RegExp(
    own
      .toSorted((a, b) => b.length - a.length)
      .map(RegExp.escape)
      .join('|'),
    'g',
  );
  let number = 0;

  /** The same with ids of others in place of some of ours. */
  function forged(value: Json, name = ''): Json {
    if (name === 'response_url') return response_url;
    if (['trigger_id', 'event_id', 'action_ts'].includes(name)) return `cross.${number}`;
    if (typeof value === 'string')
      return value.replace(ownId, (id) => {
        const alike = pool.filter((other) => kindOf(other) === kindOf(id));
        return random() < 0.7 && alike.length > 0 ? one(alike) : id;
      });
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return value.map((item) => forged(item));
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [
        key,
        trusted.has(key) && key !== 'trigger_id' ? item : forged(item, key),
      ]),
    );
  }

  /** Where the payload has no better word for its workspace, it is `team_id` or `team`. */
  function request({ kind, payload }: Recorded): { body: string; type?: string } {
    const changed = forged(payload) as Recorded['payload'];
    if (kind === 'event') return { body: JSON.stringify(changed), type: 'application/json' };
    const { team_id = null, team = null, view } = payload;
    if (kind === 'command') {
      const fields = Object.entries({ ...changed, team_id });
      return {
        body: new URLSearchParams(fields.map(([key, item]) => [key, String(item)])).toString(),
      };
    }
    const whole = view === undefined ? { ...changed, team } : changed;
    return { body: new URLSearchParams({ payload: JSON.stringify(whole) }).toString() };
  }

  const before = await state();
  const calls = slack.traffic.at(-1)?.id ?? 0;
  const handledBefore = log.lines.length;
  theirs = otherWorkspaces;
  const byRoute = [...Map.groupBy(recorded, routeOf).values()];
  for (number = 1; number <= count; number += 1) {
    const { body, type } = request(one(one(byRoute)));
    const headers = signed(body, Date.now(), type, slack.credentials.signingSecret);
    const address = `http://127.0.0.1:${app.port}/slack/events`;
    const response = await fetch(address, { method: 'POST', body, headers });
    answers.push(await response.text());
  }
  let isStopped = false;
  const stopped = app.stop(5000).then(() => {
    isStopped = true;
  });
  // What waits for Slack's limits goes on; cards that wait for their people don't come yet.
  for (let second = 0; second < 300 && !isStopped; second += 1) {
    clock.advance(1000);
    await setImmediate();
  }
  await stopped;
  theirs = [];
  const called = slack.traffic.filter(({ id, from, request: sent }) => {
    const { team_id = '' } = (sent ?? {}) as { readonly team_id?: string };
    return id > calls && from === 'app' && otherWorkspaces.includes(team_id);
  });
  const requests = log.lines.slice(handledBefore).filter(({ message }) => message === 'request');
  return {
    touched,
    called,
    leaks: answers.filter((answer) => others.some((team) => answer.includes(`canary of ${team}`))),
    isUnchanged: before === (await state()) && before.includes('canary of'),
    kinds: new Set(recorded.map(routeOf)),
    /** The routes that took what they were sent. */
    handled: new Set(
      requests.flatMap(({ what, outcome }) => (outcome === 'answered' ? String(what) : [])),
    ),
    failed: requests.filter(({ outcome }) => outcome === 'failed').length,
  };
}
