import { parseDateRange } from '../../../calendar/parse/date-ranges.ts';
import { parseDate, parseMonth } from '../../../calendar/parse/dates.ts';
import type { ParseResult } from '../../../calendar/parse/parse-result.ts';
import { parseWeekday } from '../../../calendar/parse/weekdays.ts';
import { maxDaysOff } from '../plan.ts';
import type { Problem } from './parse-command.ts';

type Pause = { readonly kind: 'pause'; readonly until: string };
type DaysOff = { readonly kind: 'days-off'; readonly dates: readonly string[] };

/** Days; two years. */
const maxDaysAhead = 731;

const until = /^(?:until|till|til|to)\b\s*(?<date>.*)$/i;
const counts = new Map(
  Object.entries({ a: 1, an: 1, one: 1, the: 1, two: 2, three: 3, four: 4, five: 5, six: 6 }),
);
const count = `${[...counts.keys()].join('|')}|\\d{1,3}`;
const duration = new RegExp(
  `^(?:for\\s+)?(?<count>${count})\\s+(?<unit>day|week|month|year)s?$`,
  'i',
);

/** The text after `pause`: empty, `until` a date, or `for` some time. */
export function parsePause(text: string, today: string): Pause | Problem | undefined {
  if (text === '' || /^until further notice$/i.test(text)) return { kind: 'pause', until: 'open' };
  if (/^(?:for\s+)?(?:this|the)\s+week$/i.test(text)) return pauseUntil('monday', today);
  if (/^(?:for\s+)?today$/i.test(text)) return pauseUntil('tomorrow', today);
  const { count = '', unit = '' } = duration.exec(text)?.groups ?? {};
  if (unit) {
    const number = counts.get(count.toLowerCase()) ?? Number(count);
    const date = Temporal.PlainDate.from(today).add({ [`${unit.toLowerCase()}s`]: number });
    return pauseUntil(date.toString(), today, text);
  }
  const date = until.exec(text)?.groups?.date;
  if (date === '') return { about: 'missing', part: text, nearest: [] };
  const month = date && parseMonth(date, today);
  if (month) return pauseUntil(month, today, date);
  if (date !== undefined)
    return isSentence(date, [date], today) ? undefined : pauseUntil(date, today);
  const bare = pauseUntil(text, today);
  return 'kind' in bare || bare.about !== 'date' ? bare : undefined;
}

function pauseUntil(text: string, today: string, part = text): Pause | Problem {
  const date = readDate(text, today, part);
  if (typeof date !== 'string') return date;
  // A pause until today would have no effect.
  return date === today ? { about: 'past', part, nearest: [] } : { kind: 'pause', until: date };
}

/**
 * Dates and ranges: `on 2026-12-24, 24-31 December`. At most `most` dates. Expects normalised text
 * with single spaces.
 */
export function parseDaysOff(
  text: string,
  today: string,
  most: number = maxDaysOff,
): DaysOff | Problem | undefined {
  const list = text.replace(/^(?:on|from|between)(?: |$)/i, '');
  if (list === '') return { about: 'missing', part: text, nearest: [] };
  const parts = partsOf(list, today);
  if (parts.length > most) return { about: 'many', part: list, nearest: [] };
  const dates = new Set<string>();
  for (const part of parts) {
    const read = parseDateRange(part, today).map(({ text, date }) => checked(date, today, text));
    const problem = read.find((one) => typeof one !== 'string');
    if (problem !== undefined && isSentence(list, parts, today)) return undefined;
    if (problem !== undefined)
      return list !== text || problem.about !== 'date' || dates.size > 0 || hasDigit.test(list)
        ? problem
        : undefined;
    const [first = '', last = first] = read.map(String);
    const range = datesBetween(first, last, most);
    if (range.length === 0) return { about: 'date', part, nearest: [] };
    for (const date of range) dates.add(date);
    if (dates.size > most) return { about: 'many', part: list, nearest: [] };
  }
  return { kind: 'days-off', dates: [...dates].sort((a, b) => a.localeCompare(b)) };
}

const hasDigit = /\d/;
const bareDay = /^\d{1,2}(?=\.?$)/;
/** The day at the beginning of a single date. */
const leadingDay = /^\d{1,2}(?=\.? (?:of )?[a-z]{3,9}(?: \d{4})?$|\.\d{1,2}\.?$)/i;
const listSeparator = / ?(?:[,;](?! ?\d{4}(?![-\d]))|\band\b|&) ?|(?<=\d{4}-\d\d-\d\d) (?=\d{4}-)/i;

/**
 * Splits at commas and "and", but not at the comma of "December 24, 2026", nor of "Thursday, 24
 * December" where that is a Thursday.
 */
function partsOf(list: string, today: string): readonly string[] {
  const parts: string[] = [];
  for (const piece of list.split(listSeparator)) {
    const part = piece.trim();
    const before = parts.at(-1) ?? '';
    const dated = `${before} ${part}`;
    const isOne = parseWeekday(before) && hasDigit.test(part) && 'value' in parseDate(dated, today);
    if (isOne) parts[parts.length - 1] = dated;
    else if (part !== '') parts.push(part);
  }
  // "24 and 25 December": a bare day takes the month of what follows.
  for (let at = parts.length - 2; at >= 0; at -= 1) {
    const [day] = bareDay.exec(parts[at] ?? '') ?? [];
    const next = parts[at + 1] ?? '';
    if (day !== undefined && leadingDay.test(next)) parts[at] = next.replace(leadingDay, day);
  }
  return parts;
}

/** Empty if the last date is before the first; at most one more than `most`. */
function datesBetween(first: string, last: string, most: number): readonly string[] {
  const dates: string[] = [];
  let date = Temporal.PlainDate.from(first);
  while (date.toString() <= last && dates.length <= most) {
    dates.push(date.toString());
    date = date.add({ days: 1 });
  }
  return dates;
}

/** Parts of a text that are looked at for a date. */
const maxPartsOfSentence = 12;

/** Several words none of which resembles a date, as in "off on the right foot". */
function isSentence(text: string, parts: readonly string[], today: string): boolean {
  if (!/\s/.test(text.trim()) || /^\d|\d{3}/.test(text)) return false;
  return parts
    .slice(0, maxPartsOfSentence)
    .flatMap((part) => [
      ...parseDateRange(part, today).map(({ date }) => date),
      ...part
        .slice(0, maxPartLength)
        .split(/ (?:to|until|through|-) /i)
        .map((one) => parseDate(one, today)),
    ])
    .every((date) => 'nearest' in date && date.nearest.length === 0);
}

/** Characters; no date or range is longer. */
const maxPartLength = 60;

const isoDate = /^\d{4}-/;

const readDate = (text: string, today: string, part: string): string | Problem =>
  checked(parseDate(text, today), today, part);

function checked(date: ParseResult<string>, today: string, part: string): string | Problem {
  if ('nearest' in date) {
    return {
      about: 'date',
      part,
      get nearest() {
        return date.nearest.filter((one) => !isoDate.test(one) || one >= today);
      },
    };
  }
  if (date.value < today) return { about: 'past', part, nearest: [] };
  const far = Temporal.PlainDate.from(today).add({ days: maxDaysAhead }).toString();
  return date.value > far ? { about: 'far', part, nearest: [] } : date.value;
}
