import { describe, expect, test } from 'vitest';
import { loadHolidays } from '../../src/calendar/holidays.ts';
import { nextOccurrences } from '../../src/calendar/occurrences.ts';
import { ruleSchema } from '../../src/calendar/rule.ts';

const holidays = await loadHolidays();

test('they are loaded once', () => {
  expect(loadHolidays()).toBe(loadHolidays());
});

describe('a date', () => {
  test.each([
    ['Freedom Day in Portugal', 'PT', undefined, '2026-04-25'],
    ['Good Friday in Portugal, which moves', 'PT', undefined, '2026-04-03'],
    ['the third day of a feast of three days', 'AE', undefined, '2025-04-01'],
    ['the last day of a feast in which the clocks change', 'BA', undefined, '2025-04-01'],
    ['the second day of a new year', 'RO', undefined, '2026-01-02'],
    ['a day of January, of a feast that began in December', 'SZ', undefined, '2026-01-02'],
    ['Epiphany in Bavaria', 'DE', 'BY', '2026-01-06'],
    ['a day in lieu', 'GB', 'ENG', '2027-12-27'],
  ])('%s is a holiday', (_what, country, region, date) => {
    expect(holidays.isHoliday({ country, region }, date)).toBe(true);
  });

  test.each([
    ['an ordinary Tuesday', 'PT', undefined, '2026-04-28'],
    ['Epiphany in all of Germany', 'DE', undefined, '2026-01-06'],
    ['a day that is observed, but worked on', 'PT', undefined, '2026-12-24'],
    ['a day that is free from one o’clock on', 'IS', undefined, '2026-12-24'],
    ['the day after a feast of three days', 'AE', undefined, '2025-04-02'],
    ['New Year in a country that there isn’t', 'XX', undefined, '2026-01-01'],
    ['New Year in a region that there isn’t any more', 'DE', 'XX', '2026-01-01'],
  ])('%s is none', (_what, country, region, date) => {
    expect(holidays.isHoliday({ country, region }, date)).toBe(false);
  });

  test('of a holiday is left out of the dates of a rule', () => {
    const rule = ruleSchema.parse({
      time: '09:00',
      days: [1, 2, 3, 4, 5],
      zone: 'Europe/Lisbon',
      holidays: { country: 'PT' },
    });
    const after = Temporal.Instant.from('2026-12-23T12:00Z');
    const dates = nextOccurrences(rule, after, 8, holidays).map(({ date }) => date.slice(5));
    expect(dates).toEqual(['12-24', '12-28', '12-29', '12-30', '12-31', '01-04', '01-05', '01-06']);
  });
});

describe('places', () => {
  test('can be chosen by name, and every one of them can be kept in a rule', () => {
    const { holidays: place } = ruleSchema.shape;
    expect(holidays.countries().length).toBeGreaterThan(150);
    expect(holidays.countries()).toContainEqual({ code: 'PT', name: 'Portugal' });
    expect(holidays.regions('DE')).toContainEqual({ code: 'BY', name: 'Bayern' });
    expect(holidays.regions('PT')).toEqual([]);
    expect(holidays.regions('XX')).toEqual([]);
    for (const { code: country } of holidays.countries()) {
      expect(place.parse({ country })).toEqual({ country });
      for (const { code: region } of holidays.regions(country)) {
        expect(place.parse({ country, region })).toEqual({ country, region });
      }
    }
  });

  test('that are no more are known as such', () => {
    expect(holidays.knows({ country: 'DE', region: 'BY' })).toBe(true);
    expect(holidays.knows({ country: 'DE', region: 'XX' })).toBe(false);
    expect(holidays.knows({ country: 'XX' })).toBe(false);
  });

  test.each([
    ['portugal', { country: 'PT' }],
    ['PT', { country: 'PT' }],
    ['uk', { country: 'GB' }],
    ['Germany, Bayern', { country: 'DE', region: 'BY' }],
    ['de by', { country: 'DE', region: 'BY' }],
    ['germany hamburg', { country: 'DE', region: 'HH' }],
    ['US California', { country: 'US', region: 'CA' }],
    ['united kingdom scotland', { country: 'GB', region: 'SCT' }],
    ['Switzerland Zürich', { country: 'CH', region: 'ZH' }],
  ])('are found by what people call them: %s', (typed, place) => {
    expect(holidays.find(typed)).toEqual({ found: place });
  });

  test.each([
    ['portugl', ['Portugal']],
    ['germany bayenr', ['Germany, Bayern']],
    ['germany wonderland', ['Germany']],
    ['wonderland', []],
    ['', []],
  ])('are suggested for what is misspelt: %s', (typed, nearest) => {
    expect(holidays.find(typed)).toEqual({ nearest });
  });
});
