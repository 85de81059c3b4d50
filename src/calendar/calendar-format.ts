import type { Weekday } from './rule.ts';

/** Dates, weekdays and lists in the words of a language. */
export type CalendarFormat = {
  /** `2026-11-25` as "Wednesday, November 25"; with the year if it is not that of `today`. */
  readonly date: (date: string, today: string) => string;
  /** "December 24" and "31" for a sentence, with the year as in `date`. */
  readonly range: (
    first: string,
    last: string,
    today: string,
  ) => { readonly first: string; readonly last: string };
  /** "Monday, Wednesday, and Friday". */
  readonly weekdays: (days: readonly Weekday[]) => string;
  readonly weekday: (day: Weekday) => string;
  /** With semicolons, where an item has a comma of its own, as a date has. */
  readonly list: (items: readonly string[]) => string;
  /** Suggestions to choose from, as `list` joins them, with dates that are written as `2026-12-24` in words. */
  readonly either: (items: readonly string[]) => string;
};

/** Between the dates of a range, in most languages. */
const dash = /\s*[-–—~～]\s*/;

const isoDate = /^\d{4}-\d\d-\d\d$/;

const someMonday = Temporal.PlainDate.from('2026-01-05');

const cache = new Map<string, CalendarFormat>();

/** Cached by language, as `Intl` formats are slow to create. */
export function calendarFormat(language: string): CalendarFormat {
  const format = cache.get(language) ?? createFormat(language);
  cache.set(language, format);
  return format;
}

function createFormat(language: string): CalendarFormat {
  const parts = { weekday: 'long', month: 'long', day: 'numeric' } as const;
  const withoutYear = new Intl.DateTimeFormat(language, { ...parts });
  const withYear = new Intl.DateTimeFormat(language, { ...parts, year: 'numeric' });
  const { weekday: _, ...day } = parts;
  const range = new Intl.DateTimeFormat(language, { ...day });
  const rangeWithYear = new Intl.DateTimeFormat(language, { ...day, year: 'numeric' });
  const dayName = new Intl.DateTimeFormat(language, { weekday: 'long' });
  const lists = new Intl.ListFormat(language, { type: 'conjunction' });
  const choices = new Intl.ListFormat(language, { type: 'disjunction' });
  const inWords = (item: string) =>
    isoDate.test(item) ? withYear.format(Temporal.PlainDate.from(item)) : item;
  const weekday = (day: Weekday) => dayName.format(someMonday.add({ days: day - 1 }));
  const joined = (format: Intl.ListFormat, items: readonly string[]) =>
    items.some((item) => item.includes(','))
      ? format
          .formatToParts(items)
          .map(({ type, value }) => (type === 'literal' ? value.replace(',', ';') : value))
          .join('')
      : format.format(items);
  const list = (items: readonly string[]) => joined(lists, items);
  return {
    date: (text, today) => {
      const date = Temporal.PlainDate.from(text);
      const isThisYear = date.year === Temporal.PlainDate.from(today).year;
      return (isThisYear ? withoutYear : withYear).format(date);
    },
    range: (from, to, today) => {
      const dates = [from, to].map((one) => Temporal.PlainDate.from(one));
      const [first, last] = dates as [Temporal.PlainDate, Temporal.PlainDate];
      const isThisYear = last.year === Temporal.PlainDate.from(today).year;
      const format = isThisYear ? range : rangeWithYear;
      const [begin, end, ...more] = format.formatRange(first, last).split(dash);
      return begin && end && more.length === 0
        ? { first: begin, last: end }
        : { first: format.format(first), last: format.format(last) };
    },
    weekday,
    weekdays: (days) => list([...days].sort((a, b) => a - b).map(weekday)),
    list,
    either: (items) => joined(choices, items.map(inWords)),
  };
}
