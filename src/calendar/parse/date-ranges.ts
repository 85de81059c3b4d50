import { parseDate } from './dates.ts';
import type { ParseResult } from './parse-result.ts';

/** Longer texts are no range. */
const maxTextLength = 60;

const spacedSeparator = /\s(?:to|until|till|through|-)\s|\s?\.{2,3}\s?/i;
const bareDay = /^(?<day>\d{1,2})(?:st|nd|rd|th|\.)?$/i;
/** What follows the day at the end of a date, as in "December 24, 2026". */
const endDay = /^(?<day>\d{1,2})(?:st|nd|rd|th)?(?<year>,? \d{4})?$/i;
/** At the end of a date. */
const endYear = /(?:^|\D)(?<year>\d{4})$/;
const startsWithDay = /^\d{1,2}(?=(?:st|nd|rd|th)?[ ./-])/i;
const endsWithDay = /(?<=[ -])\d{1,2}(?:st|nd|rd|th)?$/i;

/**
 * The first and last date of a text: `24-31 December`, `24 Dec to 2 Jan`, `24.12.-31.12.`,
 * `2026-12-24...2026-12-31`. One date comes alone; of two, each may be unparsed. Expects normalised
 * text with single spaces.
 */
export function parseDateRange(text: string, today: string): readonly RangePart[] {
  const whole = partOf(text, today);
  if ('value' in whole.date || text.length > maxTextLength) return [whole];
  const [first, last, ...more] = text.split(spacedSeparator);
  if (first !== undefined && last !== undefined && more.length === 0)
    return partsOf(first, last, today);
  for (const { index } of text.matchAll(/-/g)) {
    const parts = partsOf(text.slice(0, index), text.slice(index + 1), today);
    if (parts.every(({ date }) => 'value' in date)) return parts;
  }
  return [whole];
}

export type RangePart = { readonly text: string; readonly date: ParseResult<string> };

const partOf = (text: string, today: string): RangePart => ({
  text,
  date: parseDate(text, today),
});

/** A bare day takes month and year from the other date, a date without a year that year. */
function partsOf(first: string, last: string, today: string): readonly RangePart[] {
  const [from, to] = [first.trim(), last.trim()];
  const { day } = bareDay.exec(from)?.groups ?? {};
  if (day && startsWithDay.test(to)) {
    return [partOf(to.replace(startsWithDay, day), today), partOf(to, today)];
  }
  const { day: lastDay, year: lastYear = '' } = endDay.exec(to)?.groups ?? {};
  if (lastDay && endsWithDay.test(from)) {
    return [
      partOf(from + lastYear, today),
      partOf(from.replace(endsWithDay, lastDay) + lastYear, today),
    ];
  }
  const [begin, end] = [partOf(from, today), partOf(to, today)];
  const year = endYear.exec(to)?.groups?.year;
  if (year === undefined || endYear.test(from) || !('value' in end.date)) return [begin, end];
  const inYear = (one: number) => partOf(`${from} ${one}`, today);
  const { date } = inYear(Number(year));
  if (!('value' in date)) return [begin, end];
  return [date.value > end.date.value ? inYear(Number(year) - 1) : { text: from, date }, end];
}
