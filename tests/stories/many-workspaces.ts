import { expect } from 'vitest';
import { stoppedClock } from '../../playground/server/clock.ts';
import { localSlack } from '../../playground/server/local-slack.ts';
import type { Manifest } from '../../playground/server/manifest.ts';
import type { WorkspaceSeed } from '../../playground/server/state/workspace-seed.ts';
import type { Content } from '../../src/content/content.ts';
import { orgManifest } from '../../src/installation/org-manifest.ts';
import type { Store } from '../../src/ports/store.ts';
import type { RunningApp } from '../../src/start.ts';
import { openStore } from '../../src/store/store.ts';
import { eventually } from '../eventually.ts';
import { recordedLog } from '../recorded-log.ts';
import { answered, extraMile, manifest, type Story } from './extra-mile.ts';
import { hour, lastOf, passing } from './tip-story.ts';

const message = { from: 'ana', text: 'The ferry is late again.' };

export const workspace = (name: string, more: Partial<WorkspaceSeed> = {}): WorkspaceSeed => ({
  name,
  domain: name.toLowerCase(),
  installed: false,
  people: [
    { name: 'ana', real_name: `Ana of ${name}`, tz: 'Europe/Lisbon', is_admin: true },
    { name: 'ben', real_name: `Ben of ${name}`, tz: 'Europe/Lisbon' },
  ],
  channels: [{ name: 'general', messages: [message] }],
  ...more,
});

/** Two workspaces of their own, and an organisation with two. */
const places = [
  workspace('Harbor'),
  workspace('Lighthouse'),
  workspace('North', { enterprise: 'Ferry Group' }),
  workspace('South', { enterprise: 'Ferry Group' }),
];

const address = 'https://care.example.com/slack/oauth_redirect';

/** The manifest of an app that is installed by OAuth. */
function oauthManifest(settings: Manifest['settings'] = {}): Manifest {
  const many = orgManifest(manifest);
  return {
    ...many,
    oauth_config: { ...many.oauth_config, redirect_urls: [address] },
    settings: { ...many.settings, ...settings },
  };
}

/** The real app for many workspaces, installed nowhere yet, at noon on a Tuesday. */
export async function manyWorkspaces({
  store: given,
  settings,
  content,
  clock = stoppedClock(Date.UTC(2026, 10, 24, 12)),
  workspaces = places,
  log,
}: {
  readonly store?: Store;
  readonly content?: Content;
  readonly settings?: Manifest['settings'];
  readonly clock?: ReturnType<typeof stoppedClock>;
  readonly workspaces?: readonly WorkspaceSeed[];
  readonly log?: Story['log'];
} = {}) {
  const slack = await localSlack({ manifest: oauthManifest(settings), clock, workspaces });
  const store = given ?? (await openStore({ url: 'memory:', clock, log: recordedLog() }));
  const story = await extraMile('oauth', {
    ...{ slack, store },
    ...(content ? { content } : {}),
    ...(log ? { log } : {}),
  });
  return {
    ...story,
    store,
    clock,
    browser: (languages?: string) => browser(story, languages),
    /** The private answer to a command of Ana's in #general. */
    asks: async (team: string, text: string): Promise<string> => {
      const ana = slack.person('ana', team);
      await ana.send('general', text);
      return answered(lastOf(ana.reads('general'))).text;
    },
    pass: passing(slack, story.app, 3 * hour),
  };
}

/** Resolves when the app has noted that it was removed from so many workspaces. */
export const removalNoted = ({ log }: Pick<Story, 'log'>, count = 1) =>
  eventually(() => {
    const removed = log.lines.filter(
      ({ message }) => message === 'the app was removed from a workspace',
    );
    expect(removed).toHaveLength(count);
  });

/** A person's browser, with its cookies, and the languages that they would rather read. */
function browser({ app }: { readonly app: RunningApp }, languages = '') {
  let cookie = '';
  const own = `http://127.0.0.1:${app.port}`;

  async function visit(path: string) {
    const headers = { cookie, 'accept-language': languages };
    const response = await fetch(own + path, { redirect: 'manual', headers });
    const set = response.headers.get('set-cookie');
    if (set) cookie = set.split(';', 1)[0] ?? '';
    return { status: response.status, headers: response.headers, page: await response.text() };
  }

  /** From "Add to Slack" to Slack's consent page and its redirect, which is not followed yet. */
  async function consent(team: string, decision = 'allow'): Promise<string> {
    const { headers } = await visit('/slack/install');
    const location = headers.get('location') ?? '';
    const choices = await (await fetch(location)).text();
    const [, id = team] = new RegExp(`<option value="(\\w+)">${team}<`).exec(choices) ?? [];
    const answer = await fetch(location, {
      method: 'POST',
      body: new URLSearchParams({ team: id, decision }),
      redirect: 'manual',
    });
    const back = answer.headers.get('location') ?? '';
    if (!back.startsWith(address)) throw new Error(`Slack led to ${back}`);
    return back.slice('https://care.example.com'.length);
  }

  return {
    visit,
    consent,
    /** Adds the app to a workspace or an organisation. */
    add: async (team: string) => visit(await consent(team)),
    cookie: () => cookie,
    /** The id of a workspace or an organisation. */
    idOf: async (team: string) => {
      const { headers } = await visit('/slack/install');
      const choices = await (await fetch(headers.get('location') ?? '')).text();
      return new RegExp(`<option value="(\\w+)">${team}<`).exec(choices)?.[1] ?? '';
    },
  };
}
