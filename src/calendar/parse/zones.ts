import { type Found, found, nearestNames, notFound, plainName } from './parse-result.ts';
import { abbreviations, currentName, known, zoneNames } from './zone-names.ts';

/** The zone in IANA's own spelling, whatever case it was written in; `undefined` for what IANA doesn't name. */
export function parseZone(text: string): string | undefined {
  if (!/^[a-z]/i.test(text)) return undefined;
  try {
    return new Temporal.ZonedDateTime(0n, text).timeZoneId;
  } catch {
    return undefined;
  }
}

/**
 * The zone that somebody means by its name, a city, a country or letters such as `CET`: by the name that IANA gives it today.
 * What may be several (`IST`, `Australia`), is misspelt or is a mere offset (`UTC+2`), gets zones to choose from. `mostSlips`
 * of the finger are forgiven, or as many as its length allows.
 */
export function findZone(text: string, mostSlips?: number): Found<string> {
  const meant = zonesNamed(text);
  if (meant) return oneOf(meant);
  const offset = offsetForm.exec(text.trim())?.groups;
  if (offset) return notFound(...zonesAt(offset));
  return notFound(...nearestZones(plainName(text.slice(0, 80)), mostSlips));
}

/** The zones that a name in its right spelling may mean; `undefined` for what is no such name. Quick, as it compares with none. */
export function zonesNamed(text: string): readonly string[] | undefined {
  const typed = text.trim();
  if (typed.length > 60) return undefined;
  const letters = lettersOf(typed);
  if (letters) return letters;
  const name = plainName(typed);
  const { cities, plainIds } = zoneNames();
  const id = plainIds.get(name) ?? cities.get(name) ?? cityOfCountry(typed);
  if (id) return [id];
  const country = zonesOfCountry(name);
  if (country) return country;
  const alias = typed.includes('/') ? parseZone(typed.replace(/\s+/g, '_')) : undefined;
  return alias === undefined ? undefined : [currentName(alias)];
}

/** `Lisbon, Portugal` and `Austin, TX`. */
function cityOfCountry(typed: string): string | undefined {
  const [city = '', country, ...more] = typed.split(',').map((part) => part.trim());
  if (country === undefined || more.length > 0) return undefined;
  if (!countries().has(plainName(country)) && !/^[A-Z]{2}$/.test(country)) return undefined;
  return zoneNames().cities.get(plainName(city));
}

function oneOf(zones: readonly string[]): Found<string> {
  const [only, ...others] = zones;
  return only !== undefined && others.length === 0 ? found(only) : notFound(...zones);
}

/** Letters that are words as well count only in capitals: "eat" is no zone. */
const alsoWords = new Set([
  'art',
  'cat',
  'eat',
  'est',
  'met',
  'west',
  'wet',
  'wit',
  'et',
  'pt',
  'z',
]);

function lettersOf(typed: string): readonly string[] | undefined {
  const capitals = typed.toUpperCase();
  if (alsoWords.has(typed.toLowerCase()) && typed !== capitals) return undefined;
  return abbreviations.get(capitals);
}

/** `UTC+2`, `GMT-03:30`, `+5`. */
const offsetForm = /^(?:utc|gmt)?\s?(?<sign>[+−-])\s?(?<hours>\d{1,2})(?::?(?<minutes>\d\d))?$/i;

/** Two days on which any zone that has a summer time shows both of its offsets. */
const halves = ['2026-01-15T12:00Z', '2026-07-15T12:00Z'].map((day) => Temporal.Instant.from(day));

/** Known zones that have the offset at some time of the year; all of the year first. */
function zonesAt({ sign, hours, minutes = '0' }: Record<string, string>): readonly string[] {
  const offset = (sign === '+' ? 1 : -1) * (Number(hours) * 60 + Number(minutes)) * 60e9;
  const matches = (zone: string) =>
    halves.filter((day) => day.toZonedDateTimeISO(zone).offsetNanoseconds === offset).length;
  return known
    .map((zone) => ({ zone, times: matches(zone) }))
    .filter(({ times }) => times > 0)
    .sort((a, b) => b.times - a.times)
    .slice(0, 3)
    .map(({ zone }) => zone);
}

/** A country's zones, the known ones first; none beyond five, as nobody reads them. */
function zonesOfCountry(name: string): readonly string[] | undefined {
  const code = countries().get(name);
  if (code === undefined) return undefined;
  const main = mainZones.get(code);
  if (main) return [main];
  const zones = new Intl.Locale('und', { region: code }).getTimeZones()?.map(currentName) ?? [];
  const rank = (zone: string) => (known.includes(zone) ? known.indexOf(zone) : known.length);
  return zones.length > 0 ? zones.sort((a, b) => rank(a) - rank(b)).slice(0, 5) : undefined;
}

/** Countries with a second zone that nearly nobody lives in, or that shows the same time. */
const mainZones = new Map([
  ['CN', 'Asia/Shanghai'],
  ['DE', 'Europe/Berlin'],
  ['GB', 'Europe/London'],
  ['MY', 'Asia/Kuala_Lumpur'],
  ['NZ', 'Pacific/Auckland'],
  ['UA', 'Europe/Kyiv'],
]);

let codes: ReadonlyMap<string, string> | undefined;

/** The codes of the countries that have zones, by their plain English names. */
function countries(): ReadonlyMap<string, string> {
  codes ??= new Map([
    ...regionNames(),
    ['gb', 'GB'],
    ['turkey', 'TR'],
    ['uae', 'AE'],
    ['uk', 'GB'],
    ['us', 'US'],
    ['usa', 'US'],
  ]);
  return codes;
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

function nearestZones(name: string, mostSlips?: number): readonly string[] {
  const { cities, plainIds } = zoneNames();
  const names = [...plainIds.keys(), ...cities.keys(), ...countries().keys()];
  const zones = nearestNames(name, names, 5, mostSlips).flatMap(
    (near) => plainIds.get(near) ?? cities.get(near) ?? zonesOfCountry(near) ?? [],
  );
  return [...new Set(zones)].slice(0, 3);
}
