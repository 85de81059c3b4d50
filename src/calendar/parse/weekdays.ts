import type { Weekday } from '../rule.ts';
import { type Found, found, nearestNames, notFound } from './parse-result.ts';

const all: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7];

const names = 'monday tuesday wednesday thursday friday saturday sunday'.split(' ');
const short = 'mon tue wed thu fri sat sun'.split(' ');

const days = new Map<string, Weekday>([
  ...all.flatMap((day): [string, Weekday][] =>
    [names[day - 1], `${names[day - 1]}s`, short[day - 1]].map((name) => [name as string, day]),
  ),
  ['mo', 1],
  ['tu', 2],
  ['we', 3],
  ['th', 4],
  ['fr', 5],
  ['sa', 6],
  ['su', 7],
  ['tues', 2],
  ['weds', 3],
  ['thur', 4],
  ['thurs', 4],
]);

const groups = new Map<string, readonly Weekday[]>([
  ...['daily', 'everyday', 'every day', 'all days', 'all week'].map(
    (name): [string, readonly Weekday[]] => [name, all],
  ),
  ...['weekdays', 'weekday', 'workdays', 'working days', 'work days'].map(
    (name): [string, readonly Weekday[]] => [name, [1, 2, 3, 4, 5]],
  ),
  ...['weekends', 'weekend'].map((name): [string, readonly Weekday[]] => [name, [6, 7]]),
]);

/** What people may be told to write, the shortest ways left out. */
const spellings = [...groups.keys(), ...names];

const between = /\s*(?:,|;|&|\+|\band\b)\s*|\s+/;
const range = /\s*(?:-|–|\bto\b|\buntil\b|\bthrough\b)\s*/;

/** The weekday of one word. */
export function parseWeekday(text: string): Weekday | undefined {
  return days.get(text.trim().toLowerCase().replace(/\.$/, ''));
}

/** The days that somebody typed, from Monday to Sunday, each once: `weekdays`, `mon,wed,fri`, `mon-fri`, `monday and thursday`. */
export function findWeekdays(text: string): Found<readonly Weekday[]> {
  const typed = text.trim().toLowerCase().replace(/\s+/g, ' ').slice(0, 120);
  const words = typed
    .replace(/^every (?!day\b)/, '')
    .replace(new RegExp(range, 'g'), '-')
    .split(groups.has(typed) ? /$/ : between)
    .filter((word) => word !== '');
  const read = words.map((word) => [word, daysOf(word)] as const);
  const wrong = read.find(([, some]) => some === undefined);
  if (wrong) return notFound(...corrected(wrong[0]));
  const chosen = new Set(read.flatMap(([, some]) => some ?? []));
  return chosen.size > 0 ? found(all.filter((day) => chosen.has(day))) : notFound();
}

function daysOf(word: string): readonly Weekday[] | undefined {
  const group = groups.get(word);
  if (group) return group;
  const [from, to, ...more] = word.split('-').map(parseWeekday);
  if (from === undefined || more.length > 0) return undefined;
  if (!word.includes('-')) return [from];
  if (to === undefined) return undefined;
  // From Saturday to Tuesday goes over Sunday.
  const length = ((to - from + 7) % 7) + 1;
  return all.map((step) => (((from + step - 2) % 7) + 1) as Weekday).slice(0, length);
}

function corrected(word: string): readonly string[] {
  return nearestNames(word, spellings);
}
