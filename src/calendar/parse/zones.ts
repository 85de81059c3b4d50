import { nearestNames, plainName } from '../../text/nearest-names.ts';
import { type ParseResult, parsed, unparsed, unparsedNear } from './parse-result.ts';
import { abbreviations, commonZones, currentName, zoneName, zoneNames } from './zone-names.ts';

/** No correctly spelt name is longer. */
const maxZoneLength = 60;
/** Misspelt names are cut here before they are compared. */
const maxNameLength = 80;
const maxNearestNames = 5;
const maxSuggestions = 3;
/** A longer list is not useful. */
const maxZonesOfCountry = 5;

/** An IANA zone name in its canonical case; `undefined` for anything else, offsets included. */
export function canonicalZone(text: string): string | undefined {
  if (!/^[a-z]/i.test(text)) return undefined;
  try {
    return new Temporal.ZonedDateTime(0n, text).timeZoneId;
  } catch {
    return undefined;
  }
}

/**
 * Parses a zone given by its name, a city, a country or an abbreviation such as `CET`, and returns
 * IANA's current name. Ambiguous (`IST`, `Australia`) or misspelt text and offsets (`UTC+2`) get
 * suggestions; `maxEdits` narrows what counts as misspelt.
 */
export function parseZone(text: string, maxEdits?: number): ParseResult<string> {
  const named = zonesNamed(text);
  if (named) return onlyOne(named);
  const offset = offsetPattern.exec(text.trim())?.groups;
  if (offset) return unparsed(...zonesAt(offset));
  return unparsedNear(() => nearestZones(plainName(text.slice(0, maxNameLength)), maxEdits));
}

/**
 * The zones that a correctly spelt name may stand for; `undefined` for other text. Fast, as it
 * looks for no misspelt names.
 */
export function zonesNamed(text: string): readonly string[] | undefined {
  const typed = text.trim();
  if (typed.length > maxZoneLength) return undefined;
  const abbreviated = zonesOfAbbreviation(typed);
  if (abbreviated) return abbreviated;
  const name = plainName(typed);
  const { cities, plainIds } = zoneNames();
  const id = plainIds.get(name) ?? cities.get(name) ?? zoneOfCityInCountry(typed);
  if (id) return [id];
  const country = zonesOfCountry(name);
  if (country) return country;
  const long = zonesOfLongName(name);
  if (long) return long;
  const alias = typed.includes('/') ? canonicalZone(typed.replace(/\s+/g, '_')) : undefined;
  return alias === undefined ? undefined : [currentName(alias)];
}

/** How a language writes the names of zones, and reads them. */
type ZoneWords = {
  readonly write: (english: string) => string;
  readonly read: (scope: 'zone', text: string) => { readonly text: string };
};

/** What people call a zone in a language; the zone's id where that would be read as another one. */
export function zoneText(id: string, { write, read }: ZoneWords): string {
  const name = write(zoneName(id));
  const [zone, ...others] = zonesNamed(read('zone', name).text) ?? [];
  return zone === currentName(id) && others.length === 0 ? name : id;
}

/** Reads `Lisbon, Portugal` and `Austin, TX`. */
function zoneOfCityInCountry(typed: string): string | undefined {
  const [city = '', country, ...more] = typed.split(',').map((part) => part.trim());
  if (country === undefined || more.length > 0) return undefined;
  if (!countries().has(plainName(country)) && !/^[A-Z]{2}$/.test(country)) return undefined;
  return zoneNames().cities.get(plainName(city));
}

function onlyOne(zones: readonly string[]): ParseResult<string> {
  const [only, ...others] = zones;
  return only !== undefined && others.length === 0 ? parsed(only) : unparsed(...zones);
}

/** Abbreviations that are words as well, and so have to be in capitals: "eat" is not a zone. */
const onlyInCapitals = new Set('art cat eat est met west wet wit et pt z'.split(' '));

function zonesOfAbbreviation(typed: string): readonly string[] | undefined {
  const capitals = typed.toUpperCase();
  if (onlyInCapitals.has(typed.toLowerCase()) && typed !== capitals) return undefined;
  return abbreviations.get(capitals);
}

/**
 * Zones that have a name as Slack shows it: `Eastern Time`, `Central European Summer Time`,
 * `Pacific Time (US and Canada)`. Only the commonest if they all show the same time.
 */
function zonesOfLongName(name: string): readonly string[] | undefined {
  const [, plain] = /^([a-z ]{1,40} time)(?: us (?:& |and )?canada)?$/.exec(name) ?? [];
  const zones = plain === undefined ? undefined : longNames().get(plain);
  if (!zones) return undefined;
  const times = zones.map((zone) =>
    sampleDays.map((day) => day.toZonedDateTimeISO(zone).offset).join(),
  );
  return new Set(times).size === 1 ? zones.slice(0, 1) : zones.slice(0, maxSuggestions);
}

let zonesByLongName: ReadonlyMap<string, readonly string[]> | undefined;

/** Common zones by their English names in each half of the year, in the form of `plainName`. */
function longNames(): ReadonlyMap<string, readonly string[]> {
  zonesByLongName ??= Map.groupBy(
    ['UTC', ...commonZones, 'Europe/Dublin'].flatMap(longNamesOf),
    ([name]) => name,
  )
    .entries()
    .reduce(
      (all, [name, found]) => all.set(name, [...new Set(found.map(([, zone]) => zone))]),
      new Map<string, string[]>(),
    );
  return zonesByLongName;
}

function longNamesOf(zone: string): [string, string][] {
  const format = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'long' });
  return sampleDays
    .map((day) => format.formatToParts(day.epochMilliseconds))
    .map((parts) => plainName(parts.find(({ type }) => type === 'timeZoneName')?.value ?? ''))
    .flatMap((name) => [name, name.replace(/ (?:standard|daylight|summer) time$/, ' time')])
    .map((name) => [name, zone]);
}

/** `UTC+2`, `GMT-03:30`, `+5`. */
const offsetPattern = /^(?:utc|gmt)?\s?(?<sign>[+−-])\s?(?<hours>\d{1,2})(?::?(?<minutes>\d\d))?$/i;

/** A day in each half of the year: a zone with daylight saving time has its two offsets on them. */
const sampleDays = ['2026-01-15T12:00Z', '2026-07-15T12:00Z'].map((day) =>
  Temporal.Instant.from(day),
);

/** Common zones with this offset at some time of the year; those that keep it all year first. */
function zonesAt({ sign, hours, minutes = '0' }: Record<string, string>): readonly string[] {
  const offset = (sign === '+' ? 1 : -1) * (Number(hours) * 60 + Number(minutes)) * 60e9;
  const daysMatching = (zone: string) =>
    sampleDays.filter((day) => day.toZonedDateTimeISO(zone).offsetNanoseconds === offset).length;
  return commonZones
    .map((zone) => ({ zone, days: daysMatching(zone) }))
    .filter(({ days }) => days > 0)
    .sort((a, b) => b.days - a.days)
    .slice(0, maxSuggestions)
    .map(({ zone }) => zone);
}

/** A country's zones, the common ones first. */
function zonesOfCountry(name: string): readonly string[] | undefined {
  const code = countries().get(name);
  if (code === undefined) return undefined;
  const main = mainZones.get(code);
  if (main) return [main];
  const zones = new Intl.Locale('und', { region: code }).getTimeZones()?.map(currentName) ?? [];
  const rank = (zone: string) =>
    commonZones.includes(zone) ? commonZones.indexOf(zone) : commonZones.length;
  if (zones.length === 0) return undefined;
  return zones.sort((a, b) => rank(a) - rank(b)).slice(0, maxZonesOfCountry);
}

/** Countries whose other zones have hardly any inhabitants or show the same time. */
const mainZones = new Map([
  ['CN', 'Asia/Shanghai'],
  ['DE', 'Europe/Berlin'],
  ['GB', 'Europe/London'],
  ['MY', 'Asia/Kuala_Lumpur'],
  ['NZ', 'Pacific/Auckland'],
  ['UA', 'Europe/Kyiv'],
]);

let countryCodes: ReadonlyMap<string, string> | undefined;

/** Country codes by English name, in the form of `plainName`. */
function countries(): ReadonlyMap<string, string> {
  countryCodes ??= new Map([
    ...regionNames(),
    ['gb', 'GB'],
    ['turkey', 'TR'],
    ['uae', 'AE'],
    ['uk', 'GB'],
    ['us', 'US'],
    ['usa', 'US'],
  ]);
  return countryCodes;
}

function regionNames(): [string, string][] {
  const english = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
  const alphabet = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  return alphabet
    .flatMap((first) => alphabet.map((second) => first + second))
    .flatMap((code): [string, string][] => {
      const name = english.of(code);
      return name === undefined ? [] : [[plainName(name), code]];
    });
}

function nearestZones(name: string, maxEdits?: number): readonly string[] {
  const { cities, plainIds } = zoneNames();
  const names = [...plainIds.keys(), ...cities.keys(), ...countries().keys()];
  if (name.endsWith(' time')) names.push(...longNames().keys());
  const zones = nearestNames(name, names, maxNearestNames, maxEdits).flatMap(
    (near) =>
      plainIds.get(near) ?? cities.get(near) ?? zonesOfCountry(near) ?? zonesOfLongName(near) ?? [],
  );
  return [...new Set(zones)].slice(0, maxSuggestions);
}
