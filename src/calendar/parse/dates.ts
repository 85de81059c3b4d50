import { type Found, found, nearestNames, notFound } from './parse-result.ts';
import { parseWeekday } from './weekdays.ts';

const months =
  'january february march april may june july august september october november december'.split(
    ' ',
  );
const weekdays = 'monday tuesday wednesday thursday friday saturday sunday'.split(' ');

const yearFirst = /^(?<year>\d{4})[-/.](?<month>\d{1,2})[-/.](?<day>\d{1,2})$/;
const withDots = /^(?<day>\d{1,2})\.\s?(?<month>\d{1,2})\.?\s?(?<year>\d{4})?$/;
const withSlashes = /^(?<first>\d{1,2})[/-](?<second>\d{1,2})(?:[/-](?<year>\d{4}))?$/;
const dayFirst = /^(?<day>\d{1,2})(?:st|nd|rd|th)? (?:of )?(?<name>[a-z]{3,9}),? ?(?<year>\d{4})?$/;
const monthFirst = /^(?<name>[a-z]{3,9}) (?<day>\d{1,2})(?:st|nd|rd|th)?,? ?(?<year>\d{4})?$/;

/**
 * The date that somebody typed, as `YYYY-MM-DD`. What names no year is the next such date, today among them; a weekday is the next
 * after today. A date that may be two, such as `5/6`, or that no calendar has, gets dates to choose from.
 */
export function findDate(text: string, today: string): Found<string> {
  const typed = text.trim().toLowerCase().replace(/\s+/g, ' ').replace(/[,;]$/, '').slice(0, 60);
  const now = Temporal.PlainDate.from(today);
  const spoken = spokenDate(typed, now);
  if (spoken) return found(spoken.toString());
  const slashes = withSlashes.exec(typed)?.groups;
  if (slashes) return dayOrMonthFirst(slashes, now);
  const numbers = (yearFirst.exec(typed) ?? withDots.exec(typed))?.groups;
  if (numbers) return onlyOne(numbers, Number(numbers.month), now);
  const names = (dayFirst.exec(typed) ?? monthFirst.exec(typed))?.groups;
  if (names) {
    const month = months.findIndex((name) => name.startsWith(names.name as string)) + 1;
    if (month > 0) return onlyOne(names, month, now);
    const near = nearestNames(names.name as string, months, 1);
    return notFound(...near.map((name) => `${names.day} ${name}`));
  }
  return notFound(...nearestNames(typed, [...weekdays, 'tomorrow', 'next week']));
}

function spokenDate(typed: string, today: Temporal.PlainDate): Temporal.PlainDate | undefined {
  if (typed === 'yesterday') return today.subtract({ days: 1 });
  if (typed === 'today') return today;
  if (typed === 'tomorrow') return today.add({ days: 1 });
  if (typed === 'next week') return nextWeekday(1, today);
  if (typed === 'next month') return today.with({ day: 1 }).add({ months: 1 });
  const weekday = parseWeekday(typed.replace(/^(?:next|this|on) /, ''));
  return weekday && nextWeekday(weekday, today);
}

function nextWeekday(weekday: number, today: Temporal.PlainDate): Temporal.PlainDate {
  return today.add({ days: ((weekday - today.dayOfWeek + 6) % 7) + 1 });
}

type Parts = Readonly<Record<string, string | undefined>>;

function dayOrMonthFirst({ first, second, year }: Parts, today: Temporal.PlainDate): Found<string> {
  const dates = [
    dateOf(year, Number(second), Number(first), today),
    dateOf(year, Number(first), Number(second), today),
  ].flatMap((date) => date?.toString() ?? []);
  const [only, ...others] = [...new Set(dates)].sort((a, b) => a.localeCompare(b));
  return only !== undefined && others.length === 0
    ? found(only)
    : notFound(...(only === undefined ? [] : [only, ...others]));
}

function onlyOne({ year, day }: Parts, month: number, today: Temporal.PlainDate): Found<string> {
  const date = dateOf(year, month, Number(day), today);
  if (date) return found(date.toString());
  if (month < 1 || month > 12 || Number(day) < 29 || Number(day) > 31) return notFound();
  const last = dateOf(year, month, 1, today);
  return last ? notFound(last.with({ day: last.daysInMonth }).toString()) : notFound();
}

/** `undefined` where no calendar has it; without a year the next one from today. */
function dateOf(
  year: string | undefined,
  month: number,
  day: number,
  today: Temporal.PlainDate,
): Temporal.PlainDate | undefined {
  // Only leap years have a 29 February; there are eight years between two at most.
  const years =
    year === undefined
      ? Array.from({ length: 9 }, (_, ahead) => today.year + ahead)
      : [Number(year)];
  for (const one of years) {
    const date = dateIn(one, month, day);
    const isGone = year === undefined && date && Temporal.PlainDate.compare(date, today) < 0;
    if (date && !isGone) return date;
  }
  return undefined;
}

function dateIn(year: number, month: number, day: number): Temporal.PlainDate | undefined {
  try {
    return Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' });
  } catch {
    return undefined;
  }
}
