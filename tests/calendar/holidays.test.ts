import { describe, expect, test } from 'vitest';
import { loadHolidays } from '../../src/calendar/holidays.ts';
import { nextOccurrences } from '../../src/calendar/occurrences.ts';
import { ruleSchema } from '../../src/calendar/rule.ts';
import { english, spanish } from '../i18n/grammars.ts';

const holidays = await loadHolidays();

test('loads the holidays once', () => {
  expect(loadHolidays()).toBe(loadHolidays());
});

describe('isHoliday', () => {
  test.each([
    ['Freedom Day in Portugal', 'PT', undefined, '2026-04-25'],
    ['Good Friday in Portugal, which moves', 'PT', undefined, '2026-04-03'],
    ['the third day of a three-day holiday', 'AE', undefined, '2025-04-01'],
    ['the last day of a holiday with a clock change', 'BA', undefined, '2025-04-01'],
    ['the second day of a new year', 'RO', undefined, '2026-01-02'],
    ['a day in January of a holiday that began in December', 'SZ', undefined, '2026-01-02'],
    ['Epiphany in Bavaria', 'DE', 'BY', '2026-01-06'],
    ['a day in lieu', 'GB', 'ENG', '2027-12-27'],
  ])('accepts %s', (_what, country, region, date) => {
    expect(holidays.isHoliday({ country, region }, date)).toBe(true);
  });

  test.each([
    ['an ordinary Tuesday', 'PT', undefined, '2026-04-28'],
    ['Epiphany in all of Germany', 'DE', undefined, '2026-01-06'],
    ['an observance that is a working day', 'PT', undefined, '2026-12-24'],
    ['a day off from one o’clock on', 'IS', undefined, '2026-12-24'],
    ['the day after a three-day holiday', 'AE', undefined, '2025-04-02'],
    ['New Year in an unknown country', 'XX', undefined, '2026-01-01'],
    ['New Year in an unknown region', 'DE', 'XX', '2026-01-01'],
  ])('rejects %s', (_what, country, region, date) => {
    expect(holidays.isHoliday({ country, region }, date)).toBe(false);
  });

  test('leaves holidays out of the dates of a rule', () => {
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

describe('countries and regions', () => {
  test('are listed by name, and a rule accepts every one', () => {
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

  test('are known only if they exist', () => {
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
    ['England', { country: 'GB', region: 'ENG' }],
    ['scotland', { country: 'GB', region: 'SCT' }],
    ['Wales', { country: 'GB', region: 'WLS' }],
    ['northern ireland', { country: 'GB', region: 'NIR' }],
    ['California', { country: 'US', region: 'CA' }],
    ['new york', { country: 'US', region: 'NY' }],
    ['Ontario', { country: 'CA', region: 'ON' }],
    ['Quebec', { country: 'CA', region: 'QC' }],
    ['Bavaria', { country: 'DE', region: 'BY' }],
    ['Germany, Bavaria', { country: 'DE', region: 'BY' }],
    ['Nordrhein-Westfalen', { country: 'DE', region: 'NW' }],
    ['Zürich', { country: 'CH', region: 'ZH' }],
    ['Geneva', { country: 'CH', region: 'GE' }],
    ['New South Wales', { country: 'AU', region: 'NSW' }],
    ['the United Kingdom', { country: 'GB' }],
    ['Scotland, UK', { country: 'GB', region: 'SCT' }],
    ['Georgia, USA', { country: 'US', region: 'GA' }],
    ['Georgia', { country: 'GE' }],
    ['Nova Scotia, Canada', { country: 'CA', region: 'NS' }],
    ['catalunya spain', { country: 'ES', region: 'CT' }],
    ['Korea', { country: 'KR' }],
  ])('are parsed from names and codes: %s', (typed, place) => {
    expect(holidays.parsePlace(typed)).toEqual({ value: place });
  });

  test('only parts of some countries have holidays of their own', () => {
    const differ = (country: string) => {
      const own = holidays.upcoming({ country }, '2027-01-01', 400).join();
      return holidays.regions(country).some(({ code: region }) => {
        return holidays.upcoming({ country, region }, '2027-01-01', 400).join() !== own;
      });
    };
    const countries = holidays.countries().map(({ code }) => code);
    const small = countries.filter((code) => holidays.regions(code).length <= 10);
    expect(small.filter((code) => holidays.parts(code).length > 0)).toEqual(small.filter(differ));
  });

  test('regions have names in the language of the reader, where there are any', () => {
    const named = (country: string, language: string, { phrasesFor } = english) =>
      holidays.parts(country, { language, phrasesFor }).map(({ name }) => name);
    expect(named('ES', 'es')).toEqual(expect.arrayContaining(['Islas Canarias', 'País Vasco']));
    expect(named('ES', 'es-MX')).toEqual(named('ES', 'es'));
    expect(named('ES', 'en')).toContain('Basque Country');
    expect(named('ES', 'es', spanish)).toEqual(
      expect.arrayContaining(['Castilla-La Mancha', 'País Vasco', 'Región de Murcia']),
    );
    expect(named('DE', 'es', spanish)).toEqual(expect.arrayContaining(['Baviera', 'Hamburgo']));
    expect(named('RU', 'es', spanish)).toContain('Belgorod Oblast');
    expect(named('RU', 'ru')).toContain('Белгородская область');
  });

  test.each([
    ['Castilla-La Mancha', 'ES', 'CM'],
    ['Región de Murcia', 'ES', 'MC'],
    ['Comunidad Valenciana', 'ES', 'VC'],
    ['Baja Sajonia', 'DE', 'NI'],
    ['Escocia', 'GB', 'SCT'],
    ['Comunidad Francesa', 'BE', 'WAL'],
  ])('%s is read as it is shown', (name, country, region) => {
    expect(holidays.regions(country, spanish)).toContainEqual({ code: region, name });
    const place = holidays.parsePlace(spanish.read('holidays', name).text);
    expect(place).toEqual({ value: { country, region } });
  });

  test('the summer bank holiday is one of parts of the United Kingdom', () => {
    const country = 'GB';
    expect(holidays.parts(country).map(({ name }) => name)).toEqual([
      'England',
      'Northern Ireland',
      'Scotland',
      'Wales',
    ]);
    expect(holidays.upcomingInParts(country, '2027-08-15', 1)).toEqual(['2027-08-30']);
    expect(holidays.upcoming({ country, region: 'ENG' }, '2027-08-15', 1)).toEqual(['2027-08-30']);
    expect(holidays.upcoming({ country }, '2027-08-15', 1)).toEqual(['2027-12-25']);
    expect(holidays.upcoming({ country: 'CA', region: 'ON' }, '2027-10-01', 1)).toEqual([
      '2027-10-11',
    ]);
  });

  test.each([
    ['portugl', ['Portugal']],
    ['germany bayenr', ['Germany, Bayern']],
    ['germany wonderland', ['Germany']],
    ['wonderland', []],
    ['', []],
  ])('are suggested for misspelt names: %s', (typed, nearest) => {
    expect(holidays.parsePlace(typed)).toEqual({ nearest });
  });
});
