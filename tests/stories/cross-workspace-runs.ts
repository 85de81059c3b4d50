import { once } from 'node:events';
import { globSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import { z } from 'zod';
import { stoppedClock } from '../../playground/server/clock.ts';
import type { Store } from '../../src/ports/store.ts';
import { openStore } from '../../src/store/store.ts';
import { recordedLog } from '../recorded-log.ts';
import { signed } from '../signing.ts';
import { manyWorkspaces } from './many-workspaces.ts';

type Routes = Readonly<Record<string, { readonly id: string }>>;

const routes = await Promise.all(
  globSync('src/features/*/routes.ts').map(async (file): Promise<Routes> => {
    const imported = (await import(`../../${file}`)) as { readonly routes: Routes };
    return imported.routes;
  }),
);
const ids = routes.flatMap((table) => Object.values(table).map(({ id }) => id));

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

/**
 * Sends the app signed requests of Harbor's people with ids of Lighthouse in every other field.
 * Resolves with each record of Lighthouse that was touched and each answer with its words.
 */
export async function crossWorkspaceRun(count: number, random: () => number) {
  const clock = stoppedClock(Date.UTC(2026, 10, 24, 12));
  const plain = await openStore({ url: 'memory:', clock, log: recordedLog() });
  const touched: string[] = [];
  let theirs = 'nobody';
  const note = (name: string) => {
    if (name.replace(/^_\/.*?(?=T\d+$)/, '').startsWith(theirs)) touched.push(name);
  };
  const story = await manyWorkspaces({ store: watched(plain, note), clock });
  const { slack, app } = story;
  const pools: Record<string, string[]> = {};
  for (const team of ['Harbor', 'Lighthouse']) {
    await story.browser().add(team);
    const [ana, ben] = [slack.person('ana', team), slack.person('ben', team)];
    await ana.send('general', '/invite @Extra Mile');
    await ana.send('general', '/care tips on 10:15 daily');
    await ana.send('general', '/care tips me 11:00 daily');
    await ana.send('general', `/shoutout @ben #patience the canary of ${team} sang`);
    const id = await story.browser().idOf(team);
    const names: string[] = [];
    for (const namespace of ['shoutouts', 'tips', 'outbox']) {
      const records = { namespace, prefix: `${id}/`, schema: z.unknown() };
      await plain.forEach(records, ({ name }) => void names.push(...name.split('/').slice(1)));
    }
    const said = slack.messages('general', team);
    const places = said.flatMap(({ ts, channel }) => [ts, channel]);
    pools[team] = [...new Set([id, ana.id, ben.id, ...names, ...places])];
  }
  const [ours = [], other = []] = [pools.Harbor, pools.Lighthouse];
  const [workspace = ''] = ours;
  const [otherWorkspace = ''] = other;
  const walk = async () => {
    const lines: string[] = [];
    for (const namespace of ['shoutouts', 'tips', 'outbox', 'practice', 'claims', 'installations'])
      await plain.forEach(
        { namespace, prefix: `${otherWorkspace}/`, schema: z.unknown() },
        ({ name, value }) => void lines.push(`${namespace} ${name} ${JSON.stringify(value)}`),
      );
    return lines.toSorted((a, b) => a.localeCompare(b)).join('\n');
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
  const any = () => one(random() < 0.8 ? other : ours);
  const value = () =>
    one([
      () => any(),
      () => any(),
      () => any(),
      () => `${any()} 2026-11-25`,
      () => `${one(['delete', 'edit', 'private', 'report', 'hide', 'leave'])} ${any()}`,
      () => `${any()}/${any()}`,
      () => JSON.stringify({ id: any(), channel: any(), people: [any()], workspace: any() }),
      () => '',
    ])();
  const text = () =>
    one([
      () => `tips ${any()}`,
      () => `<@${any()}> #patience they waited with <#${any()}|x>`,
      () => `me ${any()}`,
      () => `coverage <#${any()}|general>`,
      () => `tips me zone ${any()}`,
    ])();
  const people = [slack.person('ana', 'Harbor').id, slack.person('ben', 'Harbor').id];
  const who = () => ({
    id: random() < 0.5 ? one(people) : any(),
    team_id: one([otherWorkspace, workspace]),
  });
  let number = 0;
  const common = () => ({
    user: who(),
    team: { id: workspace },
    trigger_id: `cross.${number}`,
    enterprise: random() < 0.3 ? { id: any() } : null,
    is_enterprise_install: random() < 0.1,
  });
  const fields = () => {
    const id = one(ids);
    const option = { value: value() };
    const state = {
      values: { [any()]: { [id]: { type: 'static_select', selected_option: option } } },
    };
    const view = { id: any(), callback_id: id, private_metadata: value(), state };
    const form = { ...view, type: 'modal', title: { text: 'x' }, app_installed_team_id: workspace };
    const control = { type: 'button', action_id: `${id}/0`, block_id: any(), value: value() };
    return one<() => object>([
      () => ({
        ...common(),
        type: 'block_actions',
        actions: [control],
        channel: { id: any() },
        container: { message_ts: any(), channel_id: any() },
        response_url,
      }),
      () => ({ ...common(), type: 'block_actions', actions: [control], view: form, container: {} }),
      () => ({ ...common(), type: 'view_submission', view: form }),
      () => ({ ...common(), type: 'block_suggestion', action_id: id, value: any(), view: form }),
      () => ({ ...common(), type: 'shortcut', callback_id: id, action_ts: '1.2' }),
    ])();
  };

  const before = await walk();
  theirs = otherWorkspace;
  for (number = 1; number <= count; number += 1) {
    const form =
      random() < 0.3
        ? new URLSearchParams({
            command: one(['/care', '/shoutout']),
            text: text(),
            team_id: workspace,
            user_id: who().id,
            channel_id: any(),
            trigger_id: `cross.${number}`,
            response_url,
          })
        : new URLSearchParams({ payload: JSON.stringify(fields()) });
    const body = form.toString();
    const headers = signed(body, Date.now(), undefined, slack.credentials.signingSecret);
    const address = `http://127.0.0.1:${app.port}/slack/events`;
    const response = await fetch(address, { method: 'POST', body, headers });
    answers.push(await response.text());
  }
  await app.stop(5000);
  theirs = 'nobody';
  return {
    touched,
    leaks: answers.filter((answer) => answer.includes('canary of Lighthouse')),
    isUnchanged: before === (await walk()) && before.includes('canary of Lighthouse'),
    /** The routes that took what they were sent. */
    handled: story.log.lines.flatMap(({ message, what }) =>
      message === 'request' && what !== 'unknown button' ? String(what) : [],
    ),
  };
}
