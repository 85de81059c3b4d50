import type { HolidayPlace, Rule, Weekday } from './rule.ts';

export type Occurrence = {
  /** `YYYY-MM-DD` in the rule's zone; unique among the occurrences of a plan. */
  readonly date: string;
  readonly at: Temporal.Instant;
};

export type IsHoliday = (place: HolidayPlace, date: string) => boolean;

type Options = {
  /** Required for a rule with holidays. */
  readonly isHoliday?: IsHoliday;
  /** Date of the last occurrence; only later dates follow, even if the zone has changed since. */
  readonly since?: string | undefined;
};

/** How many days ahead an occurrence is searched for. */
const horizonDays = 400;

/**
 * The first occurrence strictly after an instant; `undefined` if there is none within 400 days. See
 * docs/decisions/008-occurrences.md for clock changes and changed zones.
 */
export function nextOccurrence(
  rule: Rule,
  after: Temporal.Instant,
  { since, ...options }: Options = {},
): Occurrence | undefined {
  const { pausedUntil } = rule;
  if (pausedUntil === 'open') return undefined;
  // Where clocks skip midnight, an occurrence of the day before may still be due.
  let date = after.toZonedDateTimeISO(rule.zone).toPlainDate().subtract({ days: 1 });
  if (pausedUntil !== undefined) date = later(date, Temporal.PlainDate.from(pausedUntil));
  if (since !== undefined) date = later(date, Temporal.PlainDate.from(since).add({ days: 1 }));
  for (let day = 0; day <= horizonDays; day += 1) {
    const occurrence = onDate(rule, date, options);
    if (occurrence && Temporal.Instant.compare(occurrence.at, after) > 0) return occurrence;
    date = date.add({ days: 1 });
  }
  return undefined;
}

/** The next `count` occurrences, or fewer if there are no more within 400 days of the last. */
export function nextOccurrences(
  rule: Rule,
  after: Temporal.Instant,
  count: number,
  options: Options = {},
): readonly Occurrence[] {
  const occurrences: Occurrence[] = [];
  let last = nextOccurrence(rule, after, options);
  while (last && occurrences.length < count) {
    occurrences.push(last);
    last = nextOccurrence(rule, last.at, { ...options, since: last.date });
  }
  return occurrences;
}

/** `undefined` if the rule leaves the date out, or if the zone skipped that date. */
function onDate(
  { time, days, zone, daysOff, holidays }: Rule,
  date: Temporal.PlainDate,
  { isHoliday }: Pick<Options, 'isHoliday'>,
): Occurrence | undefined {
  if (!days.includes(date.dayOfWeek as Weekday)) return undefined;
  const isoDate = date.toString();
  if (daysOff.includes(isoDate)) return undefined;
  if (holidays && !isHoliday) throw new TypeError('a rule with holidays needs isHoliday');
  if (holidays && isHoliday?.(holidays, isoDate) === true) return undefined;
  const start = date.toZonedDateTime(zone);
  if (!start.toPlainDate().equals(date)) return undefined;
  return {
    date: isoDate,
    at: date.toZonedDateTime({ timeZone: zone, plainTime: time }).toInstant(),
  };
}

function later(a: Temporal.PlainDate, b: Temporal.PlainDate): Temporal.PlainDate {
  return Temporal.PlainDate.compare(a, b) > 0 ? a : b;
}
