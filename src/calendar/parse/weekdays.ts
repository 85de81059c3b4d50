import { nearestNames } from '../../text/nearest-names.ts';
import type { Weekday } from '../rule.ts';
import { type ParseResult, parsed, unparsed, unparsedNear } from './parse-result.ts';

const allDays: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7];

const names = 'monday tuesday wednesday thursday friday saturday sunday'.split(' ');
const short = 'mon tue wed thu fri sat sun'.split(' ');

const daysByName = new Map<string, Weekday>([
  ...allDays.flatMap((day): [string, Weekday][] =>
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
    (name): [string, readonly Weekday[]] => [name, allDays],
  ),
  ...['weekdays', 'weekday', 'workdays', 'working days', 'work days'].map(
    (name): [string, readonly Weekday[]] => [name, [1, 2, 3, 4, 5]],
  ),
  ...['weekends', 'weekend'].map((name): [string, readonly Weekday[]] => [name, [6, 7]]),
]);

/** Names that are suggested for misspelt ones. */
const suggestedNames = [...groups.keys(), ...names];

const separator = / ?(?:,|;|&|\+|\band\b) ?| /;
const range = / ?(?:-|–|\.{2,3}|\bto\b|\buntil\b|\bthrough\b) ?/;

/** Longer texts are cut before they are parsed. */
const maxTextLength = 120;

/** Parses the name or abbreviation of a single weekday. */
export function parseWeekday(text: string): Weekday | undefined {
  return daysByName.get(text.trim().toLowerCase().replace(/\.$/, ''));
}

/**
 * Parses days such as `weekdays`, `mon,wed,fri`, `mon-fri` or `monday and thursday`; each comes
 * once, from Monday to Sunday.
 */
export function parseWeekdays(text: string): ParseResult<readonly Weekday[]> {
  const typed = text
    .slice(0, 2 * maxTextLength)
    .trim()
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .slice(0, maxTextLength);
  const words = typed
    .replace(/^every (?!day\b)/, '')
    .replace(new RegExp(range, 'g'), '-')
    .split(groups.has(typed) ? /$/ : separator)
    .filter((word) => word !== '');
  const chosen = new Set<Weekday>();
  for (const word of words) {
    const days = daysOf(word);
    if (!days) return unparsedNear(() => nearestNames(word, suggestedNames));
    for (const day of days) chosen.add(day);
  }
  return chosen.size > 0 ? parsed(allDays.filter((day) => chosen.has(day))) : unparsed();
}

function daysOf(word: string): readonly Weekday[] | undefined {
  const group = groups.get(word);
  if (group) return group;
  const [from, to, ...more] = word.split('-').map(parseWeekday);
  if (from === undefined || more.length > 0) return undefined;
  if (!word.includes('-')) return [from];
  if (to === undefined) return undefined;
  // A range may wrap around the end of the week: Saturday to Tuesday.
  const length = ((to - from + 7) % 7) + 1;
  return allDays.map((step) => (((from + step - 2) % 7) + 1) as Weekday).slice(0, length);
}
