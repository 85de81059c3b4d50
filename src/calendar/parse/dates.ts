import { nearestNames } from '../../text/nearest-names.ts';
import { type ParseResult, parsed, unparsed, unparsedNear } from './parse-result.ts';
import { parseWeekday } from './weekdays.ts';

const months =
  'january february march april may june july august september october november december'.split(
    ' ',
  );
const weekdays = 'monday tuesday wednesday thursday friday saturday sunday'.split(' ');

const yearFirst = /^(?<year>\d{4})[-/.](?<month>\d{1,2})[-/.](?<day>\d{1,2})$/;
const withDots = /^(?<day>\d{1,2})\.\s?(?<month>\d{1,2})\.?\s?(?<year>\d{4})?$/;
const withSlashes = /^(?<first>\d{1,2})[/-](?<second>\d{1,2})(?:[/-](?<year>\d{4}))?$/;
/** Also "24. December", as many languages write it. */
const dayFirst =
  /^(?<day>\d{1,2})(?:st|nd|rd|th|\.)? (?:of )?(?<name>[a-z]{3,9}),? ?(?<year>\d{4})?$/;
const monthFirst = /^(?<name>[a-z]{3,9}) (?<day>\d{1,2})(?:st|nd|rd|th)?,? ?(?<year>\d{4})?$/;

const bareMonth = /^(?:next )?(?<name>[a-z]{3,9})(?: (?:of )?(?<year>\d{4}))?$/;

/** Days that people know by name; the grammars say by which others. */
const namedDays = new Map([
  ['christmas eve', '24 december'],
  ['christmas', '25 december'],
  ['new year eve', '31 december'],
  ['new year', '1 january'],
]);

/** "Friday, 24 December": only a date with digits may have a weekday before it. */
const afterWeekday = /^(?<name>[a-z]{3,9}),? (?=.*\d)(?<date>.+)$/;

/** Longer texts are cut before they are parsed. */
const maxTextLength = 60;

/**
 * Parses a date, as `YYYY-MM-DD`. Without a year it is the next such date, today included; a
 * weekday is the next one after today. Ambiguous dates (`5/6`) and dates that do not exist get
 * suggestions.
 */
export function parseDate(text: string, today: string): ParseResult<string> {
  const typed = text
    .trim()
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .replace(/[,;]$/, '')
    .slice(0, maxTextLength);
  const now = Temporal.PlainDate.from(today);
  const { name = '', date = '' } = afterWeekday.exec(typed)?.groups ?? {};
  const weekday = parseWeekday(name);
  if (weekday) return onWeekday(weekday, parseDate(date, today));
  const named = namedDays.get(typed);
  if (named) return parseDate(named, today);
  const relative = relativeDate(typed, now);
  if (relative) return parsed(relative.toString());
  const slashes = withSlashes.exec(typed)?.groups;
  if (slashes) return parseEitherOrder(slashes, now);
  const numbers = (yearFirst.exec(typed) ?? withDots.exec(typed))?.groups;
  if (numbers) return parseParts(numbers, Number(numbers.month), now);
  const names = (dayFirst.exec(typed) ?? monthFirst.exec(typed))?.groups;
  if (names) {
    const month = monthNamed(names.name as string);
    if (month > 0) return parseParts(names, month, now);
    const near = nearestNames(names.name as string, months, 1);
    return unparsed(...near.map((name) => `${names.day} ${name}`));
  }
  return unparsedNear(() =>
    nearestNames(typed, [...weekdays, 'tomorrow', 'next week', ...namedDays.keys()]),
  );
}

/** From 1; 0 for no month. Its name may be cut short. */
const monthNamed = (name: string): number =>
  months.findIndex((month) => month.startsWith(name)) + 1;

/** The first day of the next such month: "january", "may 2027". */
export function parseMonth(text: string, today: string): string | undefined {
  const { name = '', year } = bareMonth.exec(text.toLowerCase())?.groups ?? {};
  const tomorrow = Temporal.PlainDate.from(today).add({ days: 1 });
  return name === '' ? undefined : dateOf(year, monthNamed(name), 1, tomorrow)?.toString();
}

/** Suggests the date if it isn't on that weekday. */
function onWeekday(weekday: number, date: ParseResult<string>): ParseResult<string> {
  if (!('value' in date)) return date;
  const isOnIt = Temporal.PlainDate.from(date.value).dayOfWeek === weekday;
  return isOnIt ? date : unparsed(date.value);
}

function relativeDate(typed: string, today: Temporal.PlainDate): Temporal.PlainDate | undefined {
  if (typed === 'yesterday') return today.subtract({ days: 1 });
  if (typed === 'today') return today;
  if (typed === 'tomorrow') return today.add({ days: 1 });
  if (/^(?:the )?day after tomorrow$/.test(typed)) return today.add({ days: 2 });
  if (typed === 'next week') return nextWeekday(1, today);
  if (typed === 'next month') return today.with({ day: 1 }).add({ months: 1 });
  const weekday = parseWeekday(typed.replace(/^(?:next|this|on) /, ''));
  return weekday && nextWeekday(weekday, today);
}

function nextWeekday(weekday: number, today: Temporal.PlainDate): Temporal.PlainDate {
  return today.add({ days: ((weekday - today.dayOfWeek + 6) % 7) + 1 });
}

type Parts = Readonly<Record<string, string | undefined>>;

/** `5/6` may be May 6 or 5 June. */
function parseEitherOrder(
  { first, second, year }: Parts,
  today: Temporal.PlainDate,
): ParseResult<string> {
  const dates = [
    dateOf(year, Number(second), Number(first), today),
    dateOf(year, Number(first), Number(second), today),
  ].flatMap((date) => date?.toString() ?? []);
  const [only, ...others] = [...new Set(dates)].sort((a, b) => a.localeCompare(b));
  return only !== undefined && others.length === 0
    ? parsed(only)
    : unparsed(...(only === undefined ? [] : [only, ...others]));
}

/** Suggests the last day of the month for a 30th or 31st that it does not have. */
function parseParts(
  { year, day }: Parts,
  month: number,
  today: Temporal.PlainDate,
): ParseResult<string> {
  const date = dateOf(year, month, Number(day), today);
  if (date) return parsed(date.toString());
  if (month < 1 || month > 12 || Number(day) < 29 || Number(day) > 31) return unparsed();
  const last = dateOf(year, month, 1, today);
  return last ? unparsed(last.with({ day: last.daysInMonth }).toString()) : unparsed();
}

/** Without a year the next such date, today included; `undefined` if the date does not exist. */
function dateOf(
  year: string | undefined,
  month: number,
  day: number,
  today: Temporal.PlainDate,
): Temporal.PlainDate | undefined {
  // Leap years, which alone have a 29 February, are at most eight years apart.
  const years =
    year === undefined
      ? Array.from({ length: 9 }, (_, ahead) => today.year + ahead)
      : [Number(year)];
  for (const candidate of years) {
    const date = existingDate(candidate, month, day);
    const isPast = year === undefined && date && Temporal.PlainDate.compare(date, today) < 0;
    if (date && !isPast) return date;
  }
  return undefined;
}

function existingDate(year: number, month: number, day: number): Temporal.PlainDate | undefined {
  try {
    return Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' });
  } catch {
    return undefined;
  }
}
