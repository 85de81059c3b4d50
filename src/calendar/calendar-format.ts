import type { Weekday } from './rule.ts';

/** Dates and lists as people of a language write them. */
export type CalendarWords = {
  /** `2026-11-25`: "Wednesday, November 25", with the year where it is not this one. */
  readonly date: (date: string, today: string) => string;
  /** "Monday, Wednesday, and Friday". */
  readonly weekdays: (days: readonly Weekday[]) => string;
  readonly weekday: (day: Weekday) => string;
  readonly list: (items: readonly string[]) => string;
};

/** A Monday. */
const someMonday = Temporal.PlainDate.from('2026-01-05');

const known = new Map<string, CalendarWords>();

/** The same for the same language: its formats take long to make. */
export function calendarWords(language: string): CalendarWords {
  const words = known.get(language) ?? calendarWordsOf(language);
  known.set(language, words);
  return words;
}

function calendarWordsOf(language: string): CalendarWords {
  const inYear = { weekday: 'long', month: 'long', day: 'numeric' } as const;
  const ofYear = new Intl.DateTimeFormat(language, { ...inYear });
  const withYear = new Intl.DateTimeFormat(language, { ...inYear, year: 'numeric' });
  const dayName = new Intl.DateTimeFormat(language, { weekday: 'long' });
  const lists = new Intl.ListFormat(language, { type: 'conjunction' });
  const weekday = (day: Weekday) => dayName.format(someMonday.add({ days: day - 1 }));
  const list = (items: readonly string[]) => lists.format(items);
  return {
    date: (text, today) => {
      const date = Temporal.PlainDate.from(text);
      const isThisYear = date.year === Temporal.PlainDate.from(today).year;
      return (isThisYear ? ofYear : withYear).format(date);
    },
    weekday,
    weekdays: (days) => list([...days].sort((a, b) => a - b).map(weekday)),
    list,
  };
}
