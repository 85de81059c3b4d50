import { Cron } from 'croner';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type IsHoliday,
  nextOccurrence,
  nextOccurrences,
  type Occurrence,
} from '../../src/calendar/occurrences.ts';
import { type Rule, ruleSchema, type Weekday } from '../../src/calendar/rule.ts';
import { expectedOccurrences } from './day-by-day.ts';
import { rules, zones } from './rules.ts';

const everyDay: Weekday[] = [1, 2, 3, 4, 5, 6, 7];
const weekdays: Weekday[] = [1, 2, 3, 4, 5];

function rule(parts: Partial<Rule> = {}): Rule {
  return ruleSchema.parse({ time: '09:00', days: everyDay, zone: 'Europe/Lisbon', ...parts });
}
const instant = (text: string) => Temporal.Instant.from(text);

/** The occurrence on a date, `YYYY-MM-DD`, if there is one. */
function occurrenceOn(
  place: Rule,
  date: string,
  options: { readonly isHoliday?: IsHoliday } = {},
): Occurrence | undefined {
  const dayBefore = Temporal.PlainDate.from(date).subtract({ days: 1 }).toString();
  const start = instant(`${date}T00:00Z`).subtract({ hours: 72 });
  const next = nextOccurrence(place, start, { ...options, since: dayBefore });
  return next?.date === date ? next : undefined;
}

const format = (occurrences: readonly (Occurrence | undefined)[]) =>
  occurrences.map((one) => one && `${one.date} at ${one.at.toString()}`);

describe('on an ordinary day', () => {
  test('the next occurrence is strictly after the instant', () => {
    const nine = instant('2026-03-02T09:00Z');
    expect(format([nextOccurrence(rule(), nine)])).toEqual(['2026-03-03 at 2026-03-03T09:00:00Z']);
    expect(format([nextOccurrence(rule(), nine.subtract({ nanoseconds: 1 }))])).toEqual([
      '2026-03-02 at 2026-03-02T09:00:00Z',
    ]);
  });

  test('zones with offsets of half and quarter hours', () => {
    const after = instant('2026-03-02T00:00Z');
    const at = (zone: string) => nextOccurrence(rule({ zone }), after)?.at.toString();
    expect(at('Asia/Kolkata')).toBe('2026-03-02T03:30:00Z');
    expect(at('Asia/Kathmandu')).toBe('2026-03-02T03:15:00Z');
    expect(at('Pacific/Chatham')).toBe('2026-03-02T19:15:00Z');
  });

  test('29 February occurs in leap years and can be a day off', () => {
    const after = instant('2028-02-28T10:00Z');
    expect(nextOccurrence(rule(), after)?.date).toBe('2028-02-29');
    expect(nextOccurrence(rule({ daysOff: ['2028-02-29'] }), after)?.date).toBe('2028-03-01');
    expect(nextOccurrence(rule(), instant('2026-02-28T10:00Z'))?.date).toBe('2026-03-01');
  });

  test('only the days of the rule occur', () => {
    const dates = nextOccurrences(rule({ days: [1, 4] }), instant('2026-03-02T08:00Z'), 4);
    expect(dates.map(({ date }) => date)).toEqual([
      '2026-03-02',
      '2026-03-05',
      '2026-03-09',
      '2026-03-12',
    ]);
  });
});

describe('days that are left out', () => {
  test('a pause ends on its date, an open one does not end', () => {
    const after = instant('2026-03-02T08:00Z');
    expect(nextOccurrence(rule({ pausedUntil: '2026-03-10' }), after)?.date).toBe('2026-03-10');
    expect(nextOccurrence(rule({ pausedUntil: '2026-01-10' }), after)?.date).toBe('2026-03-02');
    expect(nextOccurrence(rule({ pausedUntil: 'open' }), after)).toBeUndefined();
    expect(occurrenceOn(rule({ pausedUntil: 'open' }), '2026-03-10')).toBeUndefined();
    expect(occurrenceOn(rule({ pausedUntil: '2026-03-10' }), '2026-03-09')).toBeUndefined();
    expect(occurrenceOn(rule({ pausedUntil: '2026-03-10' }), '2026-03-10')).toBeDefined();
  });

  test('holidays are looked up by the place of the rule and the local date', () => {
    const withHolidays = rule({ holidays: { country: 'PT' } });
    const asked: string[] = [];
    const isHoliday = ({ country }: { country: string }, date: string) => {
      asked.push(`${country} ${date}`);
      return date === '2026-04-03';
    };
    const next = nextOccurrence(withHolidays, instant('2026-04-02T09:00Z'), { isHoliday });
    expect(next?.date).toBe('2026-04-04');
    expect(asked).toContain('PT 2026-04-03');
    expect(occurrenceOn(withHolidays, '2026-04-03', { isHoliday })).toBeUndefined();
  });

  test('a rule with holidays requires isHoliday', () => {
    const withHolidays = rule({ holidays: { country: 'PT' } });
    expect(() => nextOccurrence(withHolidays, instant('2026-04-02T09:00Z'))).toThrow(TypeError);
  });

  test('a rule with no day left has no next occurrence', () => {
    const nothing = nextOccurrence(
      rule({ holidays: { country: 'PT' } }),
      instant('2026-04-02T09:00Z'),
      { isHoliday: () => true },
    );
    expect(nothing).toBeUndefined();
  });
});

describe('clock changes', () => {
  test('a skipped time is moved by the length of the gap', () => {
    const early = rule({ time: '01:30' });
    expect(format(nextOccurrences(early, instant('2026-03-28T12:00Z'), 2))).toEqual([
      '2026-03-29 at 2026-03-29T01:30:00Z',
      '2026-03-30 at 2026-03-30T00:30:00Z',
    ]);
  });

  test('a repeated time occurs once, the first time', () => {
    const early = rule({ time: '01:30' });
    expect(format(nextOccurrences(early, instant('2026-10-24T12:00Z'), 2))).toEqual([
      '2026-10-25 at 2026-10-25T00:30:00Z',
      '2026-10-26 at 2026-10-26T01:30:00Z',
    ]);
    const between = instant('2026-10-25T01:00Z');
    expect(nextOccurrence(early, between)?.date).toBe('2026-10-26');
  });

  test('a gap of half an hour moves the time by half an hour', () => {
    const howe = rule({ time: '02:15', zone: 'Australia/Lord_Howe' });
    expect(occurrenceOn(howe, '2026-10-04')?.at.toString()).toBe('2026-10-03T15:45:00Z');
  });

  test('a gap over midnight moves an occurrence past midnight', () => {
    // Toronto's clocks went from 23:30 on 30 March 1919 to 00:30 on the 31st.
    const late = rule({ time: '23:45', zone: 'America/Toronto' });
    const after = instant('1919-03-31T04:40Z');
    expect(format(nextOccurrences(late, after, 2))).toEqual([
      '1919-03-30 at 1919-03-31T04:45:00Z',
      '1919-03-31 at 1919-04-01T03:45:00Z',
    ]);
  });

  test.each([
    ['Pacific/Apia', '2011-12-29', '2011-12-30', '2011-12-31'],
    ['Pacific/Fakaofo', '2011-12-29', '2011-12-30', '2011-12-31'],
    ['Pacific/Kwajalein', '1993-08-20', '1993-08-21', '1993-08-22'],
    ['Pacific/Kiritimati', '1994-12-30', '1994-12-31', '1995-01-01'],
  ])('%s skipped a day: %s, not %s, %s', (zone, before, never, next) => {
    const place = rule({ zone });
    const last = occurrenceOn(place, before) as Occurrence;
    expect(nextOccurrence(place, last.at)?.date).toBe(next);
    expect(occurrenceOn(place, never)).toBeUndefined();
  });

  test('a date that a zone repeated has one occurrence', () => {
    // Kwajalein went back by 23 hours in the night to 1 October 1969.
    const place = rule({ zone: 'Pacific/Kwajalein' });
    const dates = nextOccurrences(place, instant('1969-09-28T12:00Z'), 4);
    expect(dates.map(({ date }) => date)).toEqual([
      '1969-09-29',
      '1969-09-30',
      '1969-10-01',
      '1969-10-02',
    ]);
  });
});

describe('a changed zone', () => {
  test('to the west: the last date does not recur', () => {
    const last = occurrenceOn(rule({ zone: 'Pacific/Auckland' }), '2026-03-03') as Occurrence;
    const moved = rule({ zone: 'Pacific/Honolulu' });
    expect(nextOccurrence(moved, last.at)?.date).toBe('2026-03-03');
    expect(nextOccurrence(moved, last.at, { since: last.date })?.date).toBe('2026-03-04');
  });

  test('to the east: the next date that is not past follows', () => {
    const last = occurrenceOn(rule({ zone: 'Pacific/Honolulu' }), '2026-03-02') as Occurrence;
    const moved = rule({ zone: 'Pacific/Auckland' });
    expect(format([nextOccurrence(moved, last.at, { since: last.date })])).toEqual([
      '2026-03-03 at 2026-03-02T20:00:00Z',
    ]);
  });

  test('never repeats or misses a date, whatever the zones', () => {
    const zone = fc.constantFrom(...zones);
    fc.assert(
      fc.property(rules, zone, fc.integer({ min: 0, max: 60 * 48 }), (before, other, minutes) => {
        const start = instant('2026-03-20T00:00Z');
        const last = nextOccurrence(before, start);
        if (!last) return;
        const changed = last.at.add({ minutes });
        const after = { ...before, zone: other };
        const next = nextOccurrence(after, changed, { since: last.date });
        if (!next) return;
        expect(next.date > last.date).toBe(true);
        for (const { date, at } of expectedOccurrences(after, last.date, next.date)) {
          const left = date > last.date && date < next.date;
          if (left) expect(Temporal.Instant.compare(at, changed)).toBeLessThanOrEqual(0);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('over ten years', () => {
  test(`matches a day-by-day computation in ${zones.length} zones`, () => {
    expect(zones.length).toBeGreaterThanOrEqual(40);
    const date = fc.date({ min: new Date('2019-06-01'), max: new Date('2029-06-01') });
    fc.assert(
      fc.property(rules, date.filter(isDate), (anyRule, from) => {
        const after = Temporal.Instant.fromEpochMilliseconds(from.getTime());
        const found = nextOccurrences(anyRule, after, 12);
        const local = after.toZonedDateTimeISO(anyRule.zone).toPlainDate();
        const expected = expectedOccurrences(
          anyRule,
          local.subtract({ days: 1 }).toString(),
          found.at(-1)?.date as string,
        ).filter(({ at }) => Temporal.Instant.compare(at, after) > 0);
        expect(found).toHaveLength(12);
        expect(format(found)).toEqual(format(expected));
      }),
      { numRuns: 150 },
    );
  });

  test('matches it at skipped and repeated minutes of every clock change', () => {
    const changing = zones.filter((zone) => changesOf(zone).length > 0);
    expect(changing.length).toBeGreaterThanOrEqual(40);
    for (const zone of changing) {
      for (const change of changesOf(zone)) {
        const [before, after] = [change.subtract({ nanoseconds: 1 }), change];
        const shift = (after.offsetNanoseconds - before.offsetNanoseconds) / 60e9;
        const time = before.toPlainDateTime().add({ minutes: -Math.abs(shift) / 2 });
        for (const wall of [time, time.add({ minutes: Math.abs(shift) })]) {
          const clock = wall.toPlainTime().toString({ smallestUnit: 'minute' });
          const place = rule({ zone, time: clock });
          const start = before.subtract({ hours: 60 }).toInstant();
          const found = nextOccurrences(place, start, 5);
          const expected = expectedOccurrences(
            place,
            before.subtract({ days: 4 }).toPlainDate().toString(),
            found.at(-1)?.date as string,
          ).filter(({ at }) => Temporal.Instant.compare(at, start) > 0);
          expect(format(found)).toEqual(format(expected));
        }
      }
    }
  });

  test('has one occurrence a day, and agrees with croner apart from clock changes', () => {
    for (const [index, zone] of zones.entries()) {
      const place = rule({ zone, time: `${String(index % 24).padStart(2, '0')}:30` });
      const year = 2020 + (index % 10);
      const from = instant(`${year}-01-01T00:00Z`);
      const mine = nextOccurrences(place, from, 150);
      expect(mine.map(({ date }) => date)).toEqual([...new Set(mine.map(({ date }) => date))]);
      const theirs = new Cron(`30 ${index % 24} * * *`, { timezone: zone }).nextRuns(
        150,
        new Date(from.epochMilliseconds),
      );
      expect(differences(mine, theirs, place)).toEqual([]);
    }
  });

  test('agrees with croner for weekdays at every hour', () => {
    const zone = fc.constantFrom(...zones);
    const days = fc.uniqueArray(fc.constantFrom(...everyDay), { minLength: 1 });
    const hour = fc.integer({ min: 4, max: 22 });
    const minute = fc.integer({ min: 0, max: 59 });
    const year = fc.integer({ min: 2018, max: 2028 });
    fc.assert(
      fc.property(zone, days, hour, minute, year, (where, on, hours, minutes, from) => {
        const time = [hours, minutes].map((n) => String(n).padStart(2, '0')).join(':');
        const start = instant(`${from}-02-01T00:00Z`);
        const place = rule({ zone: where, days: on, time });
        const mine = nextOccurrences(place, start, 40);
        const cron = new Cron(`${minutes} ${hours} * * ${on.map((day) => day % 7).join(',')}`, {
          timezone: where,
        });
        const theirs = cron.nextRuns(40, new Date(start.epochMilliseconds));
        expect(differences(mine, theirs, place)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});

/** Some of a zone's changes of clocks in ten years: the first three and the last. */
function changesOf(zone: string): readonly Temporal.ZonedDateTime[] {
  const changes: Temporal.ZonedDateTime[] = [];
  let at = instant('2019-01-01T00:00Z').toZonedDateTimeISO(zone).getTimeZoneTransition('next');
  while (at && at.year < 2029) {
    changes.push(at);
    at = at.getTimeZoneTransition('next');
  }
  return changes.filter((_, index) => index < 3 || index === changes.length - 1);
}

/**
 * Where two lists differ, except at skipped and repeated times, which croner treats differently.
 */
function differences(mine: readonly Occurrence[], theirs: readonly Date[], place: Rule) {
  const unlike: string[] = [];
  for (const [index, { date, at }] of mine.entries()) {
    const other = theirs[index];
    if (other?.getTime() === at.epochMilliseconds) continue;
    const local = Temporal.PlainDate.from(date).toPlainDateTime(place.time);
    const [first, last] = (['earlier', 'later'] as const).map((disambiguation) =>
      local.toZonedDateTime(place.zone, { disambiguation }),
    );
    if (first?.epochMilliseconds === last?.epochMilliseconds)
      unlike.push(`${place.zone} ${date} ${place.time} ${at} ${other?.toISOString()}`);
  }
  return unlike;
}

test('finds a year of weekdays', () => {
  expect(nextOccurrences(rule({ days: weekdays }), instant('2026-01-01T00:00Z'), 260)).toHaveLength(
    260,
  );
});

function isDate(date: Date): boolean {
  return !Number.isNaN(date.getTime());
}
