import type { WebClient } from '@slack/web-api';
import { type Channel, isUserId, type Person, type UserGroup } from '../../ports/slack.ts';
import { withoutControls } from '../../text/without-controls.ts';

/** An answer that Slack would not give, perhaps a proxy's: it is unknown what Slack did. */
const unreadable = () =>
  Object.assign(new Error('impossible response'), { code: 'unreadable_answer' });

/** The main field of a response. Throws if it is missing. */
export function responseOf<Value>(value: Value | undefined | null): Value {
  if (value === undefined || value === null) throw unreadable();
  return value;
}

const idPattern = /^[A-Z][A-Z0-9]{1,39}$/;
const messageTs = /^\d{1,12}\.\d{6}$/;

/** An id as Slack makes them. Throws for anything else, because ids are stored. */
export function idIn(value: unknown): string {
  if (typeof value !== 'string' || !idPattern.test(value)) throw unreadable();
  return value;
}

/** Where a message is. Throws if that can't be, or isn't where it was sent: it is stored. */
export function placeIn(
  { channel, ts }: { readonly channel?: unknown; readonly ts?: unknown },
  sentTo: string,
): { readonly channel: string; readonly ts: string } {
  const at = idIn(channel);
  if (typeof ts !== 'string' || !messageTs.test(ts)) throw unreadable();
  // A message to a person is in their direct message with the app.
  if (at !== sentTo && !isUserId(sentTo)) throw unreadable();
  return { channel: at, ts };
}

/** People name themselves, with any characters. */
const plainName = (name: string): string => withoutControls(name).replace(/\s+/g, ' ').trim();

type User = NonNullable<Awaited<ReturnType<WebClient['users']['info']>>['user']>;

/** Whose token asks; `enterprise` if the workspace is in an Enterprise Grid organisation. */
export type Ours = { readonly workspace: string; readonly enterprise?: string | undefined };

/**
 * A user of another company is a stranger, and their name stays with them; one of another workspace
 * of the same organisation is not.
 */
export function personOf(user: User, { workspace, enterprise }: Ours): Person {
  const { id, name = '', profile, tz, locale, team_id, enterprise_user } = user;
  const isGuest = user.is_restricted === true || user.is_ultra_restricted === true;
  const isDeactivated = user.deleted === true;
  const roles = [
    ...[user.is_admin, user.is_owner, user.is_primary_owner],
    ...[enterprise_user?.is_admin, enterprise_user?.is_owner],
  ];
  const isOfOurs =
    team_id === undefined ||
    team_id === workspace ||
    enterprise_user?.teams?.includes(workspace) === true ||
    (enterprise !== undefined && enterprise_user?.enterprise_id === enterprise);
  const isStranger = user.is_stranger === true || !isOfOurs;
  return {
    id: responseOf(id),
    name: isStranger
      ? ''
      : plainName(profile?.display_name || profile?.real_name || user.real_name || name),
    timeZone: tz ?? 'UTC',
    locale,
    isBot: user.is_bot === true || id === 'USLACKBOT',
    isDeactivated,
    isStranger,
    isGuest,
    // An administrator of another company is none here.
    isAdmin: !isStranger && !isGuest && !isDeactivated && roles.includes(true),
  };
}

type Group = NonNullable<
  Awaited<ReturnType<WebClient['usergroups']['list']>>['usergroups']
>[number];

export function groupOf({ id, handle = '' }: Group): UserGroup {
  return { id: idIn(id), handle: plainName(handle) };
}

type Conversation = NonNullable<Awaited<ReturnType<WebClient['conversations']['info']>>['channel']>;

/** Slack leaves out the names of private channels where it can; so do we, everywhere. */
export function channelOf(channel: Conversation): Channel {
  const { id, name = '', is_im, is_mpim, is_private, is_archived, is_member } = channel;
  const { is_ext_shared, is_pending_ext_shared, locale } = channel;
  return {
    id: responseOf(id),
    name: is_private ? '' : plainName(name),
    kind: is_im ? 'direct' : is_mpim ? 'group' : is_private ? 'private' : 'public',
    isArchived: is_archived === true,
    isMember: is_im === true || is_member === true,
    isShared: is_ext_shared === true || is_pending_ext_shared === true,
    locale,
  };
}
