import type { Rule } from '../../src/calendar/rule.ts';

const hour = 3_600_000;

type Wall = { readonly date: string; readonly minutes: number };
type WallAt = (at: number) => Wall;

/**
 * A slow reference for the occurrences of a rule. For each date it tries every quarter of an hour
 * at which some zone shows the rule's time, and takes the first at which this zone does. If there
 * is none, the clocks skipped the time: then it looks at every minute, and adds the length of the
 * gap. Independent of Temporal's own disambiguation.
 */
export function expectedOccurrences(rule: Rule, from: string, to: string) {
  const wallAt = clockOf(rule.zone);
  const occurrences: { date: string; at: Temporal.Instant }[] = [];
  for (let date = from; date <= to; date = dayAfter(date)) {
    if (!rule.days.some((day) => day % 7 === new Date(`${date}T00:00Z`).getUTCDay())) continue;
    if (rule.daysOff.includes(date)) continue;
    const at = shownAt(wallAt, date, rule.time) ?? afterGap(wallAt, date, rule.time);
    if (at !== undefined)
      occurrences.push({ date, at: Temporal.Instant.fromEpochMilliseconds(at) });
  }
  return occurrences;
}

function shownAt(wallAt: WallAt, date: string, time: string): number | undefined {
  const wanted = minutesOf(time);
  const inUtc = Date.parse(`${date}T${time}Z`);
  for (let at = inUtc - 15 * hour; at <= inUtc + 15 * hour; at += hour / 4) {
    const wall = wallAt(at);
    if (wall.date === date && wall.minutes === wanted) return at;
  }
  return undefined;
}

function afterGap(wallAt: WallAt, date: string, time: string): number | undefined {
  const inUtc = Date.parse(`${date}T${time}Z`);
  const from = inUtc - 26 * hour;
  const to = inUtc + 27 * hour;
  const walls = [];
  for (let at = from; at <= to; at += 60_000) walls.push(wallAt(at));
  if (!walls.some((wall) => wall.date === date)) return undefined;
  const isPast = (wall: Wall) =>
    wall.date > date || (wall.date === date && wall.minutes > minutesOf(time));
  const gap = walls.findIndex(isPast);
  const before = walls[gap - 1] as Wall;
  const missed = (minutesOf(time) - before.minutes - 1 + 24 * 60) % (24 * 60);
  return from + (gap + missed) * 60_000;
}

function minutesOf(time: string): number {
  const [hours, minutes] = time.split(':').map(Number) as [number, number];
  return hours * 60 + minutes;
}

/** Local time in a zone, by Intl alone. */
function clockOf(zone: string): WallAt {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    dateStyle: 'short',
    timeStyle: 'short',
    hourCycle: 'h23',
  });
  return (at) => {
    const [, day, month, year, hours, minutes] =
      /(\d+)\/(\d+)\/(\d+), (\d+):(\d+)/.exec(format.format(at)) ?? [];
    return { date: `${year}-${month}-${day}`, minutes: Number(hours) * 60 + Number(minutes) };
  };
}

function dayAfter(date: string): string {
  return new Date(Date.parse(`${date}T00:00Z`) + 24 * hour).toISOString().slice(0, 10);
}
