const formats = new Map<string, Intl.DateTimeFormat>();

/** A moment (milliseconds since 1970) as people in a time zone write it; an unknown zone counts as UTC. */
export function written(at: number, tz: string, options: Intl.DateTimeFormatOptions): string {
  const key = `${tz} ${JSON.stringify(options)}`;
  let format = formats.get(key);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', { ...options, timeZone: knownZone(tz) });
    formats.set(key, format);
  }
  return format.format(at);
}

export function timeOfDay(at: number, tz: string): string {
  return written(at, tz, { hour: 'numeric', minute: '2-digit' });
}

/** `2026-11-22T09:05`, as date and time inputs want it. */
export function wallTime(at: number, tz: string): string {
  const date = new Date(at + zoneOffset(at, tz));
  return date.toISOString().slice(0, 16);
}

/** The moment when clocks in `tz` show `wall` (`2026-11-22T09:05`); in the hour that spring skips, the moment an hour later. */
export function momentOf(wall: string, tz: string): number {
  const asUtc = Date.parse(`${wall}Z`);
  const guess = asUtc - zoneOffset(asUtc, tz);
  return asUtc - zoneOffset(guess, tz);
}

/** `Today`, `Yesterday` or `Monday, November 23`; with the year when it is another one. */
export function dayName(at: number, now: number, tz: string): string {
  const daysAgo = dayNumber(now, tz) - dayNumber(at, tz);
  if (daysAgo === 0) return 'Today';
  if (daysAgo === 1) return 'Yesterday';
  if (daysAgo === -1) return 'Tomorrow';
  const sameYear = written(at, tz, { year: 'numeric' }) === written(now, tz, { year: 'numeric' });
  return written(at, tz, {
    weekday: 'long',
    month: 'long',
    day: 'numeric',
    ...(sameYear ? {} : { year: 'numeric' }),
  });
}

/** Whole days since 1970 by the calendar of a time zone. */
export function dayNumber(at: number, tz: string): number {
  return Math.floor((at + zoneOffset(at, tz)) / 86_400_000);
}

/** The moment of a message: its `ts` is in seconds. */
export function momentOfTs(ts: string): number {
  return Number(ts) * 1000;
}

function zoneOffset(at: number, tz: string): number {
  const name = written(at, tz, { timeZoneName: 'longOffset' });
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
