import { Cron } from 'croner';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nextOccurrences } from '../../src/calendar/occurrences.ts';
import { zoneNames } from '../../src/calendar/parse/zone-names.ts';
import { ruleSchema } from '../../src/calendar/rule.ts';
import { expectedOccurrences } from '../calendar/day-by-day.ts';
import { rules, zones } from '../calendar/rules.ts';

const days = [1, 2, 3, 4, 5, 6, 7];

test('yields every day of ten years once and in order, in every zone', () => {
  for (const [index, zone] of [...zoneNames().plainIds.values()].entries()) {
    const time = `${String(index % 24).padStart(2, '0')}:${index % 2 ? '30' : '00'}`;
    const rule = ruleSchema.parse({ time, days, zone });
    const dates = nextOccurrences(rule, Temporal.Instant.from('2017-06-01T00:00Z'), 3653);
    const first = Temporal.PlainDate.from(dates[0]?.date as string);
    const expected = dates.map((_, day) => first.add({ days: day }).toString());
    expect(dates.map(({ date }) => date)).toEqual(expected);
  }
});

test('agrees with a day-by-day count over ten years in forty zones', () => {
  for (const [index, zone] of zones.entries()) {
    const time = ['00:15', '01:30', '02:15', '02:30', '09:00', '23:45'][index % 6];
    const rule = ruleSchema.parse({ time, days, zone });
    const dates = nextOccurrences(rule, Temporal.Instant.from('2019-01-01T12:00Z'), 3653);
    const [first, last] = [dates[0]?.date as string, dates.at(-1)?.date as string];
    const told = (some: typeof dates) => some.map(({ date, at }) => `${date} ${at.toString()}`);
    expect(told(dates)).toEqual(told(expectedOccurrences(rule, first, last)));
  }
});

test('agrees with the count for twenty thousand random rules', () => {
  const from = fc.integer({ min: 0, max: 3650 * 24 * 60 });
  fc.assert(
    fc.property(rules, from, (rule, minutes) => {
      const after = Temporal.Instant.from('2019-06-01T00:00Z').add({ minutes });
      const found = nextOccurrences(rule, after, 6);
      const local = after.toZonedDateTimeISO(rule.zone).toPlainDate().subtract({ days: 1 });
      const expected = expectedOccurrences(rule, local.toString(), found.at(-1)?.date as string);
      const later = expected.filter(({ at }) => Temporal.Instant.compare(at, after) > 0);
      expect(found.map(({ at }) => at.toString())).toEqual(later.map(({ at }) => at.toString()));
    }),
    { numRuns: 20_000 },
  );
});

test('agrees with croner over ten years, except at clock changes', () => {
  for (const [index, zone] of zones.entries()) {
    const hour = 4 + (index % 18);
    const rule = ruleSchema.parse({ time: `${String(hour).padStart(2, '0')}:20`, days, zone });
    const from = Temporal.Instant.from('2019-01-01T12:00Z');
    const cron = new Cron(`20 ${hour} * * *`, { timezone: zone });
    const theirs = cron.nextRuns(3653, new Date(from.epochMilliseconds));
    const mine = nextOccurrences(rule, from, 3653);
    expect(mine.map(({ at }) => at.epochMilliseconds)).toEqual(theirs.map((at) => at.getTime()));
  }
});
