const formats = new Map<string, Intl.DateTimeFormat>();

/** Formats a time (ms) in a time zone; unknown zones count as UTC. */
export function formatTime(at: number, tz: string, options: Intl.DateTimeFormatOptions): string {
  const key = `${tz} ${JSON.stringify(options)}`;
  let format = formats.get(key);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', { ...options, timeZone: knownZone(tz) });
    formats.set(key, format);
  }
  return format.format(at);
}

export function timeOfDay(at: number, tz: string): string {
  return formatTime(at, tz, { hour: 'numeric', minute: '2-digit' });
}

/** `2026-11-22T09:05`, for `datetime-local` inputs. */
export function toLocalDateTime(at: number, tz: string): string {
  const date = new Date(at + zoneOffset(at, tz));
  return date.toISOString().slice(0, 16);
}

/** The time (ms) of a local `2026-11-22T09:05`; an hour later in the gap of a DST change. */
export function parseLocalDateTime(local: string, tz: string): number {
  const asUtc = Date.parse(`${local}Z`);
  const guess = asUtc - zoneOffset(asUtc, tz);
  return asUtc - zoneOffset(guess, tz);
}

/** `Today`, `Yesterday` or `Monday, November 23`; with the year if it is not the current one. */
export function dayLabel(at: number, now: number, tz: string): string {
  const daysAgo = dayNumber(now, tz) - dayNumber(at, tz);
  if (daysAgo === 0) return 'Today';
  if (daysAgo === 1) return 'Yesterday';
  if (daysAgo === -1) return 'Tomorrow';
  const sameYear =
    formatTime(at, tz, { year: 'numeric' }) === formatTime(now, tz, { year: 'numeric' });
  return formatTime(at, tz, {
    weekday: 'long',
    month: 'long',
    day: 'numeric',
    ...(sameYear ? {} : { year: 'numeric' }),
  });
}

/** Days since 1970 in a time zone. */
export function dayNumber(at: number, tz: string): number {
  return Math.floor((at + zoneOffset(at, tz)) / 86_400_000);
}

/** A message's `ts`, which is in seconds, as milliseconds. */
export function tsToMs(ts: string): number {
  return Number(ts) * 1000;
}

function zoneOffset(at: number, tz: string): number {
  const name = formatTime(at, tz, { timeZoneName: 'longOffset' });
  const parts = /GMT([+-])(\d+):(\d+)/.exec(name);
  if (!parts) return 0;
  const minutes = Number(parts[2]) * 60 + Number(parts[3]);
  return (parts[1] === '-' ? -minutes : minutes) * 60_000;
}

function knownZone(tz: string): string {
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: tz });
    return tz;
  } catch {
    return 'UTC';
  }
}
