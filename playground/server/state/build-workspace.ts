import type { Manifest } from '@slack/web-api/dist/types/request/manifest.js';
import type { Clock } from '../clock.ts';
import { findUser } from './find.ts';
import type { Mint } from './id-generator.ts';
import { installApp, manifestScopes } from './installations.ts';
import type { Channel, Message, User, Workspace, WorkspaceSeed } from './workspace.ts';

type Parts = { readonly mint: Mint; readonly clock: Clock; readonly manifest: Manifest };
type PersonSeed = WorkspaceSeed['people'][number];
type ChannelSeed = WorkspaceSeed['channels'][number];

/** Slackbot has one id in every workspace, and its `is_bot` is false. */
export const slackbotId = 'USLACKBOT';

export function buildWorkspace(parts: Parts, seed: WorkspaceSeed, number: number): Workspace {
  const { mint, manifest } = parts;
  const workspace: Workspace = {
    id: mint.id('T', number),
    number,
    name: seed.name,
    domain: seed.domain,
    users: new Map(),
    channels: new Map(),
    usergroups: new Map(),
    files: new Map(),
    homes: new Map(),
    modals: new Map(),
    installation: undefined,
    appUserId: undefined,
  };
  for (const person of seed.people) addUser(workspace, newUser(mint, workspace, person));
  addUser(workspace, {
    ...newUser(mint, workspace, { name: 'slackbot', real_name: 'Slackbot' }),
    id: slackbotId,
  });
  if (seed.installed !== false) installApp(parts, workspace, manifestScopes(manifest));
  for (const channel of seed.channels) addSeededChannel(parts, workspace, channel);
  for (const { handle, name, users } of seed.usergroups ?? []) {
    const id = mint.id('S', number);
    const ids = new Set(users.map((user) => seededUser(workspace, user).id));
    workspace.usergroups.set(id, { id, handle, name, isDisabled: false, users: ids });
  }
  return workspace;
}

export function newUser(mint: Mint, workspace: Workspace, seed: PersonSeed): User {
  return {
    id: mint.id('U', workspace.number),
    teamId: workspace.id,
    name: seed.name,
    realName: seed.real_name,
    title: seed.title ?? '',
    tz: seed.tz ?? 'Europe/London',
    locale: seed.locale ?? 'en-US',
    isBot: seed.is_bot ?? false,
    isAdmin: seed.is_admin ?? seed.is_owner ?? false,
    isOwner: seed.is_owner ?? false,
    guest: seed.guest ?? 'no',
    deleted: seed.deleted ?? false,
  };
}

export function addUser(workspace: Workspace, user: User): void {
  workspace.users.set(user.id, user);
}

/** An empty channel; `kind` decides the first letter of its id. */
export function newChannel(
  { mint, clock }: Pick<Parts, 'mint' | 'clock'>,
  workspace: Workspace,
  given: Pick<Channel, 'kind' | 'name'> & { readonly members: Iterable<string> },
): Channel {
  const letters = { public: 'C', private: 'G', im: 'D', mpim: 'G' };
  const channel: Channel = {
    id: mint.id(letters[given.kind], workspace.number),
    teamId: workspace.id,
    kind: given.kind,
    name: given.name,
    topic: '',
    isArchived: false,
    created: Math.floor(clock.now() / 1000),
    members: new Set(given.members),
    messages: [],
    scheduled: new Map(),
  };
  workspace.channels.set(channel.id, channel);
  return channel;
}

function addSeededChannel(parts: Parts, workspace: Workspace, seed: ChannelSeed): void {
  const members =
    seed.members?.map((name) => seededUser(workspace, name).id) ?? regulars(workspace);
  const channel = newChannel(parts, workspace, {
    kind: seed.private ? 'private' : 'public',
    name: seed.name,
    members,
  });
  channel.topic = seed.topic ?? '';
  channel.isArchived = seed.archived ?? false;
  if (seed.app && workspace.installation) channel.members.add(workspace.installation.botUserId);
  for (const { from, text } of seed.messages ?? []) {
    channel.messages.push(plainMessage(parts.mint.ts(), seededUser(workspace, from).id, text));
  }
}

function plainMessage(ts: string, user: string, text: string): Message {
  return { ts, user, text, blocks: [], edited: false, reactions: new Map(), files: [] };
}

/** Everyone who is in new channels without being asked. */
function regulars(workspace: Workspace): readonly string[] {
  return [...workspace.users.values()]
    .filter(({ deleted, guest, isBot, id }) => {
      return !deleted && guest === 'no' && !isBot && id !== slackbotId;
    })
    .map(({ id }) => id);
}

function seededUser(workspace: Workspace, name: string): User {
  const user = findUser(workspace, name);
  if (!user) throw new Error(`${workspace.name} has nobody called ${name}`);
  return user;
}
