import type { Rule } from '../../src/calendar/rule.ts';

const hour = 3_600_000;

type Wall = { readonly date: string; readonly minutes: number };
type WallAt = (at: number) => Wall;

/**
 * The occurrences of a rule, slowly: for each date all the instants are tried at which some zone shows the rule's time, a quarter
 * of an hour apart; the first at which this zone does is it. Where there is none, the clocks leapt over the time: then every
 * minute is looked at, and it comes as much later as they leapt. Knows nothing of Temporal's own answer to that.
 */
export function expectedOccurrences(rule: Rule, from: string, to: string) {
  const wallAt = clockOf(rule.zone);
  const occurrences: { date: string; at: Temporal.Instant }[] = [];
  for (let date = from; date <= to; date = dayAfter(date)) {
    if (!rule.days.some((day) => day % 7 === new Date(`${date}T00:00Z`).getUTCDay())) continue;
    if (rule.daysOff.includes(date)) continue;
    const at = shownAt(wallAt, date, rule.time) ?? afterLeap(wallAt, date, rule.time);
    if (at !== undefined)
      occurrences.push({ date, at: Temporal.Instant.fromEpochMilliseconds(at) });
  }
  return occurrences;
}

function shownAt(wallAt: WallAt, date: string, time: string): number | undefined {
  const wanted = minutesOf(time);
  const inGreenwich = Date.parse(`${date}T${time}Z`);
  for (let at = inGreenwich - 15 * hour; at <= inGreenwich + 15 * hour; at += hour / 4) {
    const wall = wallAt(at);
    if (wall.date === date && wall.minutes === wanted) return at;
  }
  return undefined;
}

function afterLeap(wallAt: WallAt, date: string, time: string): number | undefined {
  const inGreenwich = Date.parse(`${date}T${time}Z`);
  const from = inGreenwich - 26 * hour;
  const to = inGreenwich + 27 * hour;
  const walls = [];
  for (let at = from; at <= to; at += 60_000) walls.push(wallAt(at));
  if (!walls.some((wall) => wall.date === date)) return undefined;
  const isPast = (wall: Wall) =>
    wall.date > date || (wall.date === date && wall.minutes > minutesOf(time));
  const leap = walls.findIndex(isPast);
  const before = walls[leap - 1] as Wall;
  const missed = (minutesOf(time) - before.minutes - 1 + 24 * 60) % (24 * 60);
  return from + (leap + missed) * 60_000;
}

function minutesOf(time: string): number {
  const [hours, minutes] = time.split(':').map(Number) as [number, number];
  return hours * 60 + minutes;
}

/** What the clocks of a zone show, by Intl alone. */
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
