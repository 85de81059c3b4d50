import type { HolidayPlace, Rule, Weekday } from './rule.ts';

export type Occurrence = {
  /** `YYYY-MM-DD` in the rule's zone. No two occurrences of a plan share it. */
  readonly date: string;
  readonly at: Temporal.Instant;
};

export type IsHoliday = (place: HolidayPlace, date: string) => boolean;

type Circumstances = {
  /** Needed for a rule with holidays. */
  readonly isHoliday?: IsHoliday;
  /** The date of the last occurrence that came; only later dates follow, also after the zone was changed. */
  readonly since?: string | undefined;
};

/** How far ahead a next date is looked for. */
const horizonDays = 400;

/**
 * The first occurrence strictly after an instant; `undefined` where the rule has none within 400 days. The rules for days with
 * a clock change and for a zone that was changed are in docs/decisions/008-occurrences.md.
 */
export function nextOccurrence(
  rule: Rule,
  after: Temporal.Instant,
  { since, ...circumstances }: Circumstances = {},
): Occurrence | undefined {
  const { pausedUntil } = rule;
  if (pausedUntil === 'open') return undefined;
  // The day before may still have one to come: its time was moved over midnight where clocks leap there.
  let date = after.toZonedDateTimeISO(rule.zone).toPlainDate().subtract({ days: 1 });
  if (pausedUntil !== undefined) date = later(date, Temporal.PlainDate.from(pausedUntil));
  if (since !== undefined) date = later(date, Temporal.PlainDate.from(since).add({ days: 1 }));
  for (let day = 0; day <= horizonDays; day += 1) {
    const occurrence = onDate(rule, date, circumstances);
    if (occurrence && Temporal.Instant.compare(occurrence.at, after) > 0) return occurrence;
    date = date.add({ days: 1 });
  }
  return undefined;
}

/** As many as there are, up to `count`, in order. */
export function nextOccurrences(
  rule: Rule,
  after: Temporal.Instant,
  count: number,
  circumstances: Circumstances = {},
): readonly Occurrence[] {
  const occurrences: Occurrence[] = [];
  let last = nextOccurrence(rule, after, circumstances);
  while (last && occurrences.length < count) {
    occurrences.push(last);
    last = nextOccurrence(rule, last.at, { ...circumstances, since: last.date });
  }
  return occurrences;
}

/** The occurrence of a date, `YYYY-MM-DD`; `undefined` where the rule leaves it out or the zone never had it. */
export function occurrenceOn(
  rule: Rule,
  date: string,
  circumstances: Pick<Circumstances, 'isHoliday'> = {},
): Occurrence | undefined {
  const { pausedUntil } = rule;
  if (pausedUntil === 'open' || (pausedUntil !== undefined && date < pausedUntil)) return undefined;
  return onDate(rule, Temporal.PlainDate.from(date), circumstances);
}

function onDate(
  { time, days, zone, daysOff, holidays }: Rule,
  date: Temporal.PlainDate,
  { isHoliday }: Pick<Circumstances, 'isHoliday'>,
): Occurrence | undefined {
  if (!days.includes(date.dayOfWeek as Weekday)) return undefined;
  const name = date.toString();
  if (daysOff.includes(name)) return undefined;
  if (holidays && !isHoliday) throw new TypeError('a rule with holidays needs isHoliday');
  if (holidays && isHoliday?.(holidays, name) === true) return undefined;
  const start = date.toZonedDateTime(zone);
  if (!start.toPlainDate().equals(date)) return undefined;
  return { date: name, at: date.toZonedDateTime({ timeZone: zone, plainTime: time }).toInstant() };
}

function later(a: Temporal.PlainDate, b: Temporal.PlainDate): Temporal.PlainDate {
  return Temporal.PlainDate.compare(a, b) > 0 ? a : b;
}
