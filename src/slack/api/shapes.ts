import type { WebClient } from '@slack/web-api';
import type { Channel, Person } from '../../ports/slack.ts';

/** Rejects a response that lacks its main field: it is unknown what Slack did. */
export function responseOf<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error('incomplete response');
  return value;
}

type User = NonNullable<Awaited<ReturnType<WebClient['users']['info']>>['user']>;

/** `workspace` is ours; a user of any other is a stranger. */
export function personOf(user: User, workspace: string): Person {
  const { id, name = '', profile, tz, locale, team_id, enterprise_user } = user;
  const isOfOurs =
    team_id === undefined || team_id === workspace || enterprise_user?.teams?.includes(workspace);
  return {
    id: responseOf(id),
    name: profile?.display_name || profile?.real_name || user.real_name || name,
    timeZone: tz ?? 'UTC',
    locale,
    isBot: user.is_bot === true || id === 'USLACKBOT',
    isDeactivated: user.deleted === true,
    isStranger: user.is_stranger === true || !isOfOurs,
    isGuest: user.is_restricted === true || user.is_ultra_restricted === true,
  };
}

type Conversation = NonNullable<Awaited<ReturnType<WebClient['conversations']['info']>>['channel']>;

export function channelOf(channel: Conversation): Channel {
  const { id, name = '', is_im, is_mpim, is_private, is_archived, is_member } = channel;
  return {
    id: responseOf(id),
    name,
    kind: is_im ? 'direct' : is_mpim ? 'group' : is_private ? 'private' : 'public',
    isArchived: is_archived === true,
    isMember: is_im === true || is_member === true,
  };
}
