import type { JsonObject } from '../../json-object.ts';
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
      is_admin: user.isAdmin,
      is_owner: user.isOwner,
      is_primary_owner: false,
      is_restricted: user.guest !== 'no',
      is_ultra_restricted: user.guest === 'ultra-restricted',
      ...(locale && { locale: user.locale }),
    }),
  };
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
    team: workspace.id,
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

function zoneName(tz: string, now: number): string {
  const format = new Intl.DateTimeFormat('en-US', { timeZone: tz, timeZoneName: 'long' });
  return format.formatToParts(now).find(({ type }) => type === 'timeZoneName')?.value ?? tz;
}
