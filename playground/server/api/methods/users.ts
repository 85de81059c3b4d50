import { apiError } from '../../api-error.ts';
import { emailOf, profileJson, userJson } from '../../state/json/user.ts';
import type { User } from '../../state/workspace.ts';
import { requireUser, scopesForAnyKind } from '../access-checks.ts';
import { isSet, page, requiredText, textOf } from '../arguments.ts';
import type { Call, Methods } from '../method.ts';
import { listChannels } from './list-channels.ts';

const scopes = ['users:read'];

export const userMethods: Methods = {
  'users.info': { scopes, tier: 4, run: info },
  'users.list': { scopes, tier: 2, run: list },
  'users.lookupByEmail': { scopes: ['users:read.email'], tier: 3, run: lookupByEmail },
  'users.profile.get': { scopes: ['users.profile:read'], tier: 4, run: profile },
  'users.getPresence': { scopes, tier: 3, run: presence },
  'users.conversations': { scopes: scopesForAnyKind('read'), tier: 2, run: conversations },
};

function info(call: Call) {
  return { user: json(call, requireUser(call)) };
}

function list(call: Call) {
  const { workspace, args, slack } = call;
  const users = [...workspace.users.values()];
  const { items, response_metadata } = page(args, users, users.length);
  return {
    members: items.map((user) => json(call, user)),
    cache_ts: Math.floor(slack.clock.now() / 1000),
    response_metadata,
  };
}

function lookupByEmail(call: Call) {
  const email = requiredText(call.args, 'email').toLowerCase();
  const user = [...call.workspace.users.values()].find(
    (one) => !one.isBot && !one.deleted && emailOf(call.workspace, one) === email,
  );
  if (!user) throw apiError('users_not_found', email);
  return { user: json(call, user) };
}

function profile(call: Call) {
  const { workspace, installation, args } = call;
  const user = requireUser(call, textOf(args, 'user') ?? installation.botUserId);
  return { profile: profileJson(workspace, user, maySeeEmail(call)) };
}

function presence(call: Call) {
  const user = requireUser(call, textOf(call.args, 'user') ?? call.installation.botUserId);
  return { presence: user.deleted ? 'away' : 'active' };
}

function conversations(call: Call) {
  const user = requireUser(call, textOf(call.args, 'user') ?? call.installation.botUserId);
  return listChannels(call, (channel) => channel.members.has(user.id));
}

function json(call: Call, user: User) {
  return userJson(call.workspace, user, {
    now: call.slack.clock.now(),
    locale: isSet(call.args, 'include_locale'),
    email: maySeeEmail(call),
  });
}

function maySeeEmail({ installation }: Call): boolean {
  return installation.scopes.has('users:read.email');
}
