import type { JsonObject } from '../../json-object.ts';
import { relationOf } from '../teams.ts';
import type { User, Workspace } from '../workspace.ts';

/** A user in the Web API's format; `now` (ms) determines the offset of the time zone. */
export function userJson(
  workspace: Workspace,
  user: User,
  { now, locale = false, email = false }: { now: number; locale?: boolean; email?: boolean },
): JsonObject {
  const { id, name, realName, deleted, isBot } = user;
  const app = workspace.installation?.botUserId === id ? workspace.installation : undefined;
  return {
    id,
    team_id: user.teamId,
    name,
    deleted,
    is_bot: isBot,
    is_app_user: false,
    updated: Math.floor(now / 1000),
    profile: profileJson(workspace, user, email, app?.botId),
    ...(!deleted && {
      real_name: realName,
      tz: user.tz,
      tz_label: zoneName(user.tz, now),
      tz_offset: zoneOffset(user.tz, now),
      ...(relationOf(workspace, user) === 'connect'
        ? { is_stranger: !isMet(workspace, user) }
        : rolesJson(workspace, user)),
      ...(locale && { locale: user.locale }),
    }),
  };
}

/** Slack tells these about users of the same company only. */
function rolesJson({ enterprise }: Workspace, user: User): JsonObject {
  const roles = { is_admin: user.isAdmin, is_owner: user.isOwner };
  return {
    ...roles,
    is_primary_owner: false,
    is_restricted: user.guest !== 'no',
    is_ultra_restricted: user.guest === 'ultra-restricted',
    ...(enterprise && {
      enterprise_user: {
        id: user.id,
        enterprise_id: enterprise.id,
        enterprise_name: enterprise.name,
        ...roles,
        teams: [user.teamId],
      },
    }),
  };
}

/** Whether the user shares a channel with the app; Slack calls the others strangers. */
function isMet({ channels, installation }: Workspace, { id }: User): boolean {
  const app = installation?.botUserId ?? '';
  return [...channels.values()].some(({ members }) => members.has(id) && members.has(app));
}

export function profileJson(
  workspace: Workspace,
  user: User,
  email: boolean,
  botId?: string,
): JsonObject {
  const [first = '', ...rest] = user.realName.split(' ');
  return {
    title: user.title,
    real_name: user.realName,
    real_name_normalized: user.realName,
    display_name: user.isBot ? '' : user.name,
    display_name_normalized: user.isBot ? '' : user.name,
    first_name: first,
    last_name: rest.join(' '),
    status_text: '',
    status_emoji: '',
    team: user.teamId,
    ...(email && !user.isBot && { email: emailOf(workspace, user) }),
    ...(botId && { bot_id: botId }),
  };
}

export function emailOf(workspace: Workspace, user: User): string {
  return `${user.name}@${workspace.domain}.example`;
}

/** Seconds east of UTC at `now`. */
function zoneOffset(tz: string, now: number): number {
  const local = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(tz);
  return local.offsetNanoseconds / 1e9;
}

const zoneFormats = new Map<string, Intl.DateTimeFormat>();

function zoneName(tz: string, now: number): string {
  const format = zoneFormats.getOrInsertComputed(
    tz,
    () => new Intl.DateTimeFormat('en-US', { timeZone: tz, timeZoneName: 'long' }),
  );
  return format.formatToParts(now).find(({ type }) => type === 'timeZoneName')?.value ?? tz;
}
