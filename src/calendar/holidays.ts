import { baseLanguage } from '../text/base-language.ts';
import { nearestNames, plainName } from '../text/nearest-names.ts';
import type { IsHoliday } from './occurrences.ts';
import { type ParseResult, parsed, unparsed } from './parse/parse-result.ts';
import { otherNames, otherNamesOf, otherRegions } from './place-names.ts';
import type { HolidayPlace } from './rule.ts';

type Named = { readonly code: string; readonly name: string };

const plainNames = new WeakMap<Named, string>();

/** The name in the form in which names are compared. */
function plainOf(place: Named): string {
  const plain = plainNames.get(place) ?? plainName(place.name);
  plainNames.set(place, plain);
  return plain;
}

/** The public holidays of the world. */
export type Holidays = {
  /** Whether `YYYY-MM-DD` is a public holiday for the whole day; never for an unknown place. */
  readonly isHoliday: IsHoliday;
  /** Whether this place exists; a stored one may no longer. */
  readonly knows: (place: HolidayPlace) => boolean;
  /** Sorted by English name. */
  readonly countries: () => readonly Named[];
  /**
   * States or regions with holidays of their own, sorted by name; empty for most countries. Their
   * names are in the reader's language where it is known, else in English or their own.
   */
  readonly regions: (country: string, reader?: PlaceWords) => readonly Named[];
  /** The names of regions in English and in the language of the country. */
  readonly namesOfRegions: (country: string) => readonly Named[];
  /** The regions of a country that have other holidays than all of it has. */
  readonly parts: (country: string, reader?: PlaceWords) => readonly Named[];
  /** The first holidays of a place after a date, `YYYY-MM-DD`; at most `count`. */
  readonly upcoming: (place: HolidayPlace, after: string, count: number) => readonly string[];
  /** The first ones that only parts of a country have. */
  readonly upcomingInParts: (country: string, after: string, count: number) => readonly string[];
  /** Parses codes or names: `portugal`, `de by`, `Germany, Bayern`, `Scotland`. */
  readonly parsePlace: (text: string) => ParseResult<HolidayPlace>;
};

/** How a language writes places, by their English names in small letters. */
type PlaceWords = {
  readonly language: string;
  readonly phrasesFor: (section: 'places', english: string) => readonly string[];
};

const inEnglish: PlaceWords = { language: 'en', phrasesFor: () => [] };

let loaded: Promise<Holidays> | undefined;

/**
 * The library takes a tenth of a second to load, so the first caller does it, not the app's start.
 */
export function loadHolidays(): Promise<Holidays> {
  loaded ??= import('date-holidays').then(({ default: Library }) => holidaysFrom(Library));
  return loaded;
}

type Library = typeof import('date-holidays')['default'];

function holidaysFrom(Library: Library): Holidays {
  const library = new Library();
  const countries = byName(library.getCountries('en'));
  const statesIn = (country: string, language: string): Readonly<Record<string, string>> =>
    library.getStates(country, baseLanguage(language)) ?? {};
  const regionsIn = (country: string, { language, phrasesFor }: PlaceWords) => {
    const own = statesIn(country, language);
    const named = Object.entries(statesIn(country, 'en')).map(([code, english]) => {
      const names = [english.toLowerCase(), ...otherNamesOf({ country, region: code })];
      const [written] = names.flatMap((name) => phrasesFor('places', name));
      return [code, written ?? readable(own[code] ?? english, english, language)];
    });
    return byName(Object.fromEntries(named), language);
  };
  const known = new WeakMap<PlaceWords, Map<string, readonly Named[]>>();
  const regions = (country: string, reader = inEnglish): readonly Named[] => {
    const lists = known.get(reader) ?? new Map<string, readonly Named[]>();
    known.set(reader, lists);
    const list = lists.get(country) ?? regionsIn(country, reader);
    lists.set(country, list);
    return list;
  };
  const english = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
  const regionNames = new Map<string, readonly Named[]>();
  let everyRegion: ReturnType<Places['allRegions']> | undefined;
  const places: Places = {
    countries,
    otherNames: new Map([
      ...countries.map(({ code }): [string, string] => [plainName(english.of(code) ?? ''), code]),
      ...otherNames,
    ]),
    regions,
    namesOfRegions: (country) => {
      const known = regionNames.get(country) ?? [
        ...regions(country),
        ...byName(statesIn(country, languageOf(country))),
      ];
      regionNames.set(country, known);
      return known;
    },
    allRegions: () => {
      everyRegion ??= countries.flatMap(({ code: country }) =>
        places
          .namesOfRegions(country)
          .map((region) => ({ country, region: region.code, plain: plainOf(region) })),
      );
      return everyRegion;
    },
  };
  const knows = ({ country, region }: HolidayPlace) =>
    countries.some(({ code }) => code === country) &&
    (region === undefined || regions(country).some(({ code }) => code === region));

  const cache = new Map<string, ReadonlySet<string>>();
  const datesOf = (place: HolidayPlace, year: number) => {
    const key = `${place.country} ${place.region ?? ''} ${year}`;
    const cached = cache.get(key);
    if (cached) return cached;
    const dates = new Set(knows(place) ? holidaysOf(Library, place, year) : []);
    cache.set(key, dates);
    return dates;
  };

  const datesAfter = (place: HolidayPlace, after: string): readonly string[] => {
    const year = Number(after.slice(0, 4));
    const dates = [...datesOf(place, year), ...datesOf(place, year + 1)];
    return dates.filter((date) => date > after).sort((a, b) => a.localeCompare(b));
  };
  const parts = (country: string, reader?: PlaceWords) =>
    uniform.has(country)
      ? []
      : regions(country, reader).filter(({ code }) => !notAPart.has(`${country} ${code}`));

  return {
    parts,
    upcoming: (place, after, count) => [...new Set(datesAfter(place, after))].slice(0, count),
    upcomingInParts: (country, after, count) => {
      const everywhere = new Set(datesAfter({ country }, after));
      const dates = parts(country)
        .slice(0, maxCompared)
        .flatMap(({ code: region }) => datesAfter({ country, region }, after))
        .filter((date) => !everywhere.has(date));
      return [...new Set(dates)].sort((a, b) => a.localeCompare(b)).slice(0, count);
    },
    isHoliday: (place, date) => {
      const year = Number(date.slice(0, 4));
      if (datesOf(place, year).has(date)) return true;
      // A holiday that begins in December may last into January; the library lists it by its start.
      return date.slice(5, 7) === '01' && datesOf(place, year - 1).has(date);
    },
    knows,
    countries: () => countries,
    regions,
    namesOfRegions: places.namesOfRegions,
    parsePlace: (text) => parsePlace(text, places),
  };
}

/** Regions that are compared for an example, as each takes milliseconds. */
const maxCompared = 8;

/** Countries all of whose regions have the same public holidays. */
const uniform: ReadonlySet<string> = new Set('AD AG AL AT BE CK CV EC GT HR NL PE PK'.split(' '));

/** In the library under a country, but not a part of it: Alderney is not in the United Kingdom. */
const notAPart: ReadonlySet<string> = new Set(['GB ALD']);

const msPerDay = 86_400_000;

/** The dates that are holidays from morning to night; a half day off is still a working day. */
function holidaysOf(Library: Library, { country, region }: HolidayPlace, year: number): string[] {
  const library = region
    ? new Library(country, region, { types: ['public'] })
    : new Library(country, { types: ['public'] });
  return library.getHolidays(year).flatMap(({ date, start, end, type }) => {
    if (type !== 'public') return [];
    // A day with a clock change may have 23 hours.
    const days = Math.floor((end.getTime() - start.getTime()) / msPerDay + 0.1);
    const first = Temporal.PlainDate.from(date.slice(0, 10));
    return Array.from({ length: days }, (_, day) => first.add({ days: day }).toString());
  });
}

function byName(names: Readonly<Record<string, string>>, language = 'en'): readonly Named[] {
  return Object.entries(names)
    .map(([code, name]) => ({ code, name }))
    .sort((a, b) => a.name.localeCompare(b.name, language));
}

const hasLatin = /\p{Script=Latin}/u;

/** The library has some names in Cyrillic only, for every language but English. */
const readable = (name: string, english: string, language: string): string =>
  hasLatin.test(name) || new Intl.Locale(language).maximize().script !== 'Latn' ? name : english;

const languageOf = (country: string): string =>
  new Intl.Locale(`und-${country}`).maximize().language;

/** The places in any country that a region's name may mean. */
function regionsNamed(name: string, { allRegions }: Places): readonly HolidayPlace[] {
  const other = otherRegions.get(name);
  if (other) return [other];
  const all = allRegions();
  const exact = all.filter((one) => one.plain === name);
  const found =
    exact.length > 0 ? exact : all.filter((one) => ` ${one.plain} `.includes(` ${name} `));
  const byCode = new Map(found.map((one) => [`${one.country} ${one.region}`, one]));
  return [...byCode.values()].map(({ country, region }) => ({ country, region }));
}

/** More places of the same name are no help. */
const maxNamed = 6;

/** Longer texts are cut before they are parsed. */
const maxTextLength = 80;

/** What the library names, and other names for it. */
type Places = {
  readonly countries: readonly Named[];
  /** Codes of countries, by name in the form of `plainName`. */
  readonly otherNames: ReadonlyMap<string, string>;
  readonly regions: (country: string) => readonly Named[];
  /** Those in the language of the country as well. */
  readonly namesOfRegions: (country: string) => readonly Named[];
  /** Of all countries. */
  readonly allRegions: () => readonly (HolidayPlace & { readonly plain: string })[];
};

function parsePlace(text: string, places: Places): ParseResult<HolidayPlace> {
  const { countries, otherNames, regions } = places;
  const words = plainName(text.slice(0, maxTextLength)).split(' ');
  if (words[0] === 'the') words.shift();
  const name = words.join(' ');
  const country = countryFirst(words, places);
  if (country && 'value' in country) return country;
  const swapped = regionFirst(words, otherNames).map((some) => countryFirst(some, places));
  const found = swapped.find((place) => place && 'value' in place) ?? country;
  if (found) return found;
  const [only, ...more] = name.length > 2 ? regionsNamed(name, places) : [];
  if (only && more.length === 0) return parsed(only);
  if (only && more.length < maxNamed) {
    const names = [only, ...more].map(
      ({ country, region = '' }) =>
        `${nameOf(countries, country)}, ${nameOf(regions(country), region)}`,
    );
    return unparsed(...names);
  }
  return unparsed(...nearestPlaces(name, countries));
}

/** The longest beginning that names a country wins; the rest is the region. */
function countryFirst(
  words: readonly string[],
  { countries, otherNames, namesOfRegions }: Places,
): ParseResult<HolidayPlace> | undefined {
  for (let length = words.length; length > 0; length -= 1) {
    const prefix = words.slice(0, length).join(' ');
    const country = codeOf(countries, prefix) ?? otherNames.get(prefix);
    if (country === undefined) continue;
    const rest = words.slice(length).join(' ');
    if (rest === '') return parsed({ country });
    const candidates = namesOfRegions(country);
    const other = otherRegions.get(rest);
    const region =
      codeOf(candidates, rest) ??
      codeOfPart(candidates, rest) ??
      (other?.country === country ? other.region : undefined);
    if (region !== undefined) return parsed({ country, region });
    const countryName = nameOf(countries, country);
    const near = nearestPlaces(rest, candidates).map((name) => `${countryName}, ${name}`);
    return unparsed(...(near.length > 0 ? near : [countryName]));
  }
  return undefined;
}

/** "scotland uk" as "uk scotland". Two letters alone may be a word: "in" is India's code. */
const regionFirst = (words: readonly string[], otherNames: Places['otherNames']) =>
  words
    .map((_, at) => [...words.slice(at), ...words.slice(0, at)])
    .filter((_, at) => at > 0 && otherNames.has(words.slice(at).join(' ')));

function codeOf(places: readonly Named[], name: string): string | undefined {
  return places.find((place) => place.code.toLowerCase() === name || plainOf(place) === name)?.code;
}

/** Accepts a part of a name if it is in one name only: "Hamburg" for "Hansestadt Hamburg". */
function codeOfPart(places: readonly Named[], name: string): string | undefined {
  const named = places.filter((place) => ` ${plainOf(place)} `.includes(` ${name} `));
  const [only, ...others] = new Set(named.map(({ code }) => code));
  return others.length === 0 ? only : undefined;
}

function nameOf(places: readonly Named[], code: string): string {
  return places.find((place) => place.code === code)?.name ?? code;
}

function nearestPlaces(text: string, places: readonly Named[]): readonly string[] {
  const names = new Map(places.map((place) => [plainOf(place), place.name]));
  return nearestNames(text, names.keys()).map((name) => names.get(name) as string);
}
