import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { abbreviations, commonZones, zoneNames } from '../../../src/calendar/parse/zone-names.ts';
import { canonicalZone, parseZone } from '../../../src/calendar/parse/zones.ts';

const { cities, plainIds } = zoneNames();
const zoneIds = [...plainIds.values()];

const nearest = (text: string) => {
  const zone = parseZone(text);
  return 'nearest' in zone ? zone.nearest : [];
};

describe('parseZone', () => {
  test.each([
    ['Europe/Lisbon', 'Europe/Lisbon'],
    ['europe/lisbon', 'Europe/Lisbon'],
    ['Europe / Lisbon', 'Europe/Lisbon'],
    ['lisbon', 'Europe/Lisbon'],
    ['Lisboa', 'Europe/Lisbon'],
    ['Lisbon, Portugal', 'Europe/Lisbon'],
    ['new york', 'America/New_York'],
    ['New_York', 'America/New_York'],
    ['San Francisco', 'America/Los_Angeles'],
    ['são paulo', 'America/Sao_Paulo'],
    ['Zürich', 'Europe/Zurich'],
    ['mumbai', 'Asia/Kolkata'],
    ['germany', 'Europe/Berlin'],
    ['uk', 'Europe/London'],
    ['Japan', 'Asia/Tokyo'],
    ['utc', 'UTC'],
    ['CET', 'Europe/Brussels'],
    ['Eastern Time', 'America/New_York'],
    ['eastern standard time', 'America/New_York'],
    ['Pacific Time (US & Canada)', 'America/Los_Angeles'],
    ['Central European Summer Time', 'Europe/Berlin'],
    ['India Standard Time', 'Asia/Kolkata'],
    ['Brasilia time', 'America/Sao_Paulo'],
    ['Irish Standard Time', 'Europe/Dublin'],
    ['jst', 'Asia/Tokyo'],
    ['EAT', 'Africa/Nairobi'],
  ])('parses names, cities, countries and abbreviations: %s', (typed, zone) => {
    expect(parseZone(typed)).toEqual({ value: zone });
  });

  test.each([
    ['Asia/Calcutta', 'Asia/Kolkata'],
    ['EUROPE/KIEV', 'Europe/Kyiv'],
    ['US/Pacific', 'America/Los_Angeles'],
    ['America/Buenos_Aires', 'America/Argentina/Buenos_Aires'],
    ['Etc/GMT+5', 'Etc/GMT+5'],
  ])('replaces an outdated name by the current one: %s', (typed, zone) => {
    expect(parseZone(typed)).toEqual({ value: zone });
  });

  test('parses every zone name', () => {
    expect(zoneIds.length).toBeGreaterThan(400);
    for (const id of zoneIds) {
      expect(parseZone(id.toLowerCase())).toEqual({ value: id });
      expect(canonicalZone(id)).toBe(id);
    }
  });

  test('knows every zone that our own names lead to', () => {
    const ours = [...cities.values(), ...[...abbreviations.values()].flat(), ...commonZones];
    expect(new Set(ours).difference(new Set(zoneIds))).toEqual(new Set());
  });
});

describe('suggestions', () => {
  test.each([
    ['IST', ['Asia/Kolkata', 'Europe/Dublin', 'Asia/Jerusalem']],
    ['cst', ['America/Chicago', 'Asia/Shanghai', 'America/Mexico_City']],
    ['EST', ['America/New_York', 'America/Toronto', 'America/Panama']],
    ['GMT', ['Europe/London', 'Africa/Accra', 'UTC']],
    ['GMT+5:30', ['Asia/Kolkata']],
    ['UTC+2', ['Africa/Johannesburg', 'Europe/Berlin', 'Europe/Paris']],
    ['-3:30', ['America/St_Johns']],
  ])('for an ambiguous abbreviation or an offset: %s', (typed, zones) => {
    expect(nearest(typed).slice(0, 3)).toEqual(expect.arrayContaining(zones));
    expect(nearest(typed)[0]).toBe(zones[0]);
  });

  test('for a country with several zones, the most populated first', () => {
    expect(nearest('usa')[0]).toBe('America/New_York');
    expect(nearest('Portugal')).toEqual(['Europe/Lisbon', 'Atlantic/Azores', 'Atlantic/Madeira']);
    expect(nearest('brazil')[0]).toBe('America/Sao_Paulo');
  });

  test.each([
    ['Europe/Lisbn', 'Europe/Lisbon'],
    ['lisbonn', 'Europe/Lisbon'],
    ['new yrok', 'America/New_York'],
    ['Eurpoe/Berlin', 'Europe/Berlin'],
    ['germny', 'Europe/Berlin'],
    ['San Fransisco', 'America/Los_Angeles'],
  ])('for a misspelt name: %s', (typed, zone) => {
    expect(nearest(typed)[0]).toBe(zone);
  });

  test.each(['', 'patience', 'eat', 'angry callers', '9', '[UTC]', '2026-01-01T00:00[UTC]', '!'])(
    'are empty for other text: %s',
    (typed) => {
      expect(parseZone(typed)).toEqual({ nearest: [] });
    },
  );

  test('contain only zones, whatever the text', () => {
    const ids = new Set(zoneIds);
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 30 }), (typed) => {
        const zone = parseZone(typed);
        if ('value' in zone) expect(canonicalZone(zone.value)).toBe(zone.value);
        else for (const near of zone.nearest) expect(ids).toContain(near);
      }),
    );
  });
});
