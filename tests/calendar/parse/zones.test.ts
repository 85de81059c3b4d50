import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { abbreviations, known, zoneNames } from '../../../src/calendar/parse/zone-names.ts';
import { findZone, parseZone } from '../../../src/calendar/parse/zones.ts';

const { ids: zoneIds, cities } = zoneNames();

const nearest = (text: string) => {
  const zone = findZone(text);
  return 'nearest' in zone ? zone.nearest : [];
};

describe('a zone', () => {
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
    ['jst', 'Asia/Tokyo'],
    ['EAT', 'Africa/Nairobi'],
  ])('is found by what people call it: %s', (typed, zone) => {
    expect(findZone(typed)).toEqual({ found: zone });
  });

  test.each([
    ['Asia/Calcutta', 'Asia/Kolkata'],
    ['EUROPE/KIEV', 'Europe/Kyiv'],
    ['US/Pacific', 'America/Los_Angeles'],
    ['America/Buenos_Aires', 'America/Argentina/Buenos_Aires'],
    ['Etc/GMT+5', 'Etc/GMT+5'],
  ])('with an older name gets its name of today: %s', (typed, zone) => {
    expect(findZone(typed)).toEqual({ found: zone });
  });

  test('of every name that there is finds itself, and Temporal takes it', () => {
    expect(zoneIds.length).toBeGreaterThan(400);
    for (const id of zoneIds) {
      expect(findZone(id.toLowerCase())).toEqual({ found: id });
      expect(parseZone(id)).toBe(id);
    }
  });

  test('is what all our own names for zones lead to', () => {
    const ours = [...cities.values(), ...[...abbreviations.values()].flat(), ...known];
    expect(new Set(ours).difference(new Set(zoneIds))).toEqual(new Set());
  });
});

describe('what is not one zone', () => {
  test.each([
    ['IST', ['Asia/Kolkata', 'Europe/Dublin', 'Asia/Jerusalem']],
    ['cst', ['America/Chicago', 'Asia/Shanghai', 'America/Mexico_City']],
    ['EST', ['America/New_York', 'America/Toronto', 'America/Panama']],
    ['GMT', ['Europe/London', 'Africa/Accra', 'UTC']],
    ['GMT+5:30', ['Asia/Kolkata']],
    ['UTC+2', ['Africa/Johannesburg', 'Europe/Berlin', 'Europe/Paris']],
    ['-3:30', ['America/St_Johns']],
  ])('is a question back: %s', (typed, zones) => {
    expect(nearest(typed).slice(0, 3)).toEqual(expect.arrayContaining(zones));
    expect(nearest(typed)[0]).toBe(zones[0]);
  });

  test('is a country with several, the ones with most people first', () => {
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
  ])('and only misspelt, is suggested: %s', (typed, zone) => {
    expect(nearest(typed)[0]).toBe(zone);
  });

  test.each(['', 'patience', 'eat', 'angry callers', '9', '[UTC]', '2026-01-01T00:00[UTC]', '!'])(
    'nor anything like one, has nothing near: %s',
    (typed) => {
      expect(findZone(typed)).toEqual({ nearest: [] });
    },
  );

  test('is never an exception, and no suggestion is anything but a zone', () => {
    const ids = new Set(zoneIds);
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 30 }), (typed) => {
        const zone = findZone(typed);
        if ('found' in zone) expect(parseZone(zone.found)).toBe(zone.found);
        else for (const near of zone.nearest) expect(ids).toContain(near);
      }),
    );
  });
});
