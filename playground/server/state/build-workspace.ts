import type { Clock } from '../clock.ts';
import type { Manifest } from '../manifest.ts';
import { newChannel } from './channels.ts';
import { findUser } from './find.ts';
import type { IdGenerator } from './id-generator.ts';
import { installApp, manifestScopes } from './installations.ts';
import { addUser, newUser, slackbotId } from './users.ts';
import type { Message, User, Workspace } from './workspace.ts';
import type { WorkspaceSeed } from './workspace-seed.ts';

type Parts = {
  readonly ids: IdGenerator;
  readonly clock: Clock;
  readonly manifest: Manifest;
  /** The ids of organisations by name: workspaces may be in the same one. */
  readonly enterprises: Map<string, string>;
  /** The ids of workspaces by name: one may be another one's other team. */
  readonly teams: ReadonlyMap<string, string>;
  /** The ids of people by team and name: they have the same one in the channels of other teams. */
  readonly people: Map<string, string>;
};

export function buildWorkspace(parts: Parts, seed: WorkspaceSeed, number: number): Workspace {
  const { ids, manifest } = parts;
  const workspace: Workspace = {
    id: teamNamed(parts, seed.name, number),
    number,
    name: seed.name,
    domain: seed.domain,
    enterprise: seed.enterprise ? enterpriseNamed(parts, seed.enterprise, number) : undefined,
    otherTeams: new Map(),
    users: new Map(),
    channels: new Map(),
    usergroups: new Map(),
    files: new Map(),
    homes: new Map(),
    modals: new Map(),
    channelsWithApp: new Set(),
    installation: undefined,
    appUserId: undefined,
  };
  for (const team of seed.other_teams ?? []) {
    if (team.relation === 'grid' && !seed.enterprise) {
      throw new Error(`${team.name} is in no organisation: ${seed.name} has no enterprise`);
    }
    const id = teamNamed(parts, team.name, number);
    workspace.otherTeams.set(id, { id, ...team });
  }
  for (const person of seed.people) addSeededPerson(parts, workspace, person);
  addUser(workspace, {
    ...newUser(ids, workspace, { name: 'slackbot', real_name: 'Slackbot' }),
    id: slackbotId,
  });
  if (seed.installed !== false) installApp(parts, workspace, manifestScopes(manifest));
  for (const channel of seed.channels) addSeededChannel(parts, workspace, channel);
  for (const { handle, name, users } of seed.usergroups ?? []) {
    const id = ids.next('S', number);
    const members = new Set(users.map((user) => seededUser(workspace, user).id));
    workspace.usergroups.set(id, { id, handle, name, isDisabled: false, users: members });
  }
  return workspace;
}

function teamNamed({ ids, teams }: Parts, name: string, number: number): string {
  return teams.get(name) ?? ids.next('T', number);
}

function addSeededPerson(
  { ids, people }: Parts,
  workspace: Workspace,
  seed: WorkspaceSeed['people'][number],
): void {
  const user = newUser(ids, workspace, seed);
  const key = `${user.teamId}/${user.name}`;
  const id = people.get(key) ?? user.id;
  if (workspace.users.has(id))
    throw new Error(`${workspace.name} has two people called ${user.name}`);
  people.set(key, id);
  addUser(workspace, { ...user, id });
}

function enterpriseNamed({ ids, enterprises }: Parts, name: string, number: number) {
  const id = enterprises.get(name) ?? ids.next('E', number);
  enterprises.set(name, id);
  return { id, name };
}

function addSeededChannel(
  parts: Parts,
  workspace: Workspace,
  seed: WorkspaceSeed['channels'][number],
): void {
  const members =
    seed.members?.map((name) => seededUser(workspace, name).id) ?? defaultMembers(workspace);
  const channel = newChannel(parts, workspace, {
    kind: seed.private ? 'private' : 'public',
    name: seed.name,
    members,
  });
  channel.topic = seed.topic ?? '';
  channel.locale = seed.locale ?? channel.locale;
  channel.isArchived = seed.archived ?? false;
  if (seed.app) workspace.channelsWithApp.add(channel.id);
  if (seed.app && workspace.installation) channel.members.add(workspace.installation.botUserId);
  for (const { from, text } of seed.messages ?? []) {
    channel.messages.push(plainMessage(parts.ids.ts(), seededUser(workspace, from).id, text));
  }
}

function plainMessage(ts: string, user: string, text: string): Message {
  return {
    ts,
    user,
    text,
    blocks: [],
    attachments: [],
    edited: false,
    reactions: new Map(),
    files: [],
  };
}

function defaultMembers(workspace: Workspace): readonly string[] {
  return [...workspace.users.values()]
    .filter(({ deleted, guest, isBot, id, teamId }) => {
      const isOfHere = teamId === workspace.id && id !== slackbotId;
      return isOfHere && !deleted && guest === 'no' && !isBot;
    })
    .map(({ id }) => id);
}

function seededUser(workspace: Workspace, name: string): User {
  const user = findUser(workspace, name);
  if (!user) throw new Error(`${workspace.name} has no user ${name}`);
  return user;
}
