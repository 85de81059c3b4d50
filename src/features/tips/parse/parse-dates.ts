import { parseDate } from '../../../calendar/parse/dates.ts';
import type { Problem } from './parse-command.ts';

type Pause = { readonly kind: 'pause'; readonly until: string };
type DaysOff = { readonly kind: 'days-off'; readonly dates: readonly string[] };

/** Days; two years. */
const maxDaysAhead = 731;
const maxDatesPerCommand = 60;

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
  if (date !== undefined) return isSentence(date, today) ? undefined : pauseUntil(date, today);
  const bare = pauseUntil(text, today);
  return 'kind' in bare || bare.about !== 'date' ? bare : undefined;
}

function pauseUntil(text: string, today: string, part = text): Pause | Problem {
  const date = readDate(text, today, part);
  if (typeof date !== 'string') return date;
  // A pause until today would have no effect.
  return date === today ? { about: 'past', part, nearest: [] } : { kind: 'pause', until: date };
}

/** Dates and ranges: `on 2026-12-24, 2026-12-31`; but not `24 to 31 December`. */
export function parseDaysOff(text: string, today: string): DaysOff | Problem | undefined {
  const list = text.replace(/^(?:on|from)(?:\s+|$)/i, '');
  const hasPreposition = list !== text;
  if (list === '') return { about: 'missing', part: text, nearest: [] };
  if (isSentence(list, today)) return undefined;
  const dates = new Set<string>();
  for (const part of partsOf(list)) {
    const [first, last = first, ...more] = part
      .split(/\s+(?:to|until|through|-|–)\s+|\.{2,3}/i)
      .map((one) => readDate(one, today, one));
    if (more.length > 0 || first === undefined || last === undefined) return undefined;
    if (typeof first !== 'string')
      return hasPreposition || first.about !== 'date' ? first : undefined;
    if (typeof last !== 'string') return last;
    const range = datesBetween(first, last);
    if (range.length === 0) return { about: 'date', part, nearest: [] };
    for (const date of range) dates.add(date);
  }
  if (dates.size > maxDatesPerCommand) return { about: 'many', part: list, nearest: [] };
  return { kind: 'days-off', dates: [...dates].sort((a, b) => a.localeCompare(b)) };
}

/** Splits at commas and "and", but not at the comma of "December 24, 2026". */
function partsOf(list: string): readonly string[] {
  return list
    .split(/\s*(?:[,;](?!\s*\d{4}(?!-|\d))|\band\b|&)\s*/i)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** Empty if the last date is before the first; at most one more than `maxDatesPerCommand`. */
function datesBetween(first: string, last: string): readonly string[] {
  const dates: string[] = [];
  let date = Temporal.PlainDate.from(first);
  while (date.toString() <= last && dates.length <= maxDatesPerCommand) {
    dates.push(date.toString());
    date = date.add({ days: 1 });
  }
  return dates;
}

/** Several words none of which resembles a date, as in "off on the right foot". */
function isSentence(text: string, today: string): boolean {
  if (!/\s/.test(text.trim()) || /^\d|\d{3}/.test(text)) return false;
  return partsOf(text).every((part) =>
    [part, ...part.split(/\s+(?:to|until|through|-|–)\s+/i)].every((piece) => {
      const date = parseDate(piece, today);
      return 'nearest' in date && date.nearest.length === 0;
    }),
  );
}

function readDate(text: string, today: string, part: string): string | Problem {
  const date = parseDate(text, today);
  if ('nearest' in date) return { about: 'date', part, nearest: date.nearest };
  if (date.value < today) return { about: 'past', part, nearest: [] };
  const far = Temporal.PlainDate.from(today).add({ days: maxDaysAhead }).toString();
  return date.value > far ? { about: 'far', part, nearest: [] } : date.value;
}
