import type { IsHoliday } from './occurrences.ts';
import { type Found, found, nearestNames, notFound, plainName } from './parse/parse-result.ts';
import type { HolidayPlace } from './rule.ts';

type Named = { readonly code: string; readonly name: string };

/** The public holidays of the world. */
export type Holidays = {
  /** Whether a date, `YYYY-MM-DD`, is a public holiday there for the whole day. Never one where the place is unknown. */
  readonly isHoliday: IsHoliday;
  /** Whether there are holidays for a place that was chosen, perhaps long ago. */
  readonly knows: (place: HolidayPlace) => boolean;
  /** By name, in English. */
  readonly countries: () => readonly Named[];
  /** The states or regions of a country that have holidays of their own, by name; often there are none. */
  readonly regions: (country: string) => readonly Named[];
  /** The place that somebody means by codes or names: `portugal`, `de by`, `Germany, Bavaria`. */
  readonly find: (text: string) => Found<HolidayPlace>;
};

let loaded: Promise<Holidays> | undefined;

/** Takes a tenth of a second and some memory the first time, so the start of the app leaves it to whoever needs it first. */
export function loadHolidays(): Promise<Holidays> {
  loaded ??= import('date-holidays').then(({ default: Library }) => holidaysFrom(Library));
  return loaded;
}

type Library = typeof import('date-holidays')['default'];

function holidaysFrom(Library: Library): Holidays {
  const names = new Library();
  const countries = byName(names.getCountries('en'));
  const regions = (country: string) => byName(names.getStates(country, 'en') ?? {});
  const knows = ({ country, region }: HolidayPlace) =>
    countries.some(({ code }) => code === country) &&
    (region === undefined || regions(country).some(({ code }) => code === region));

  const years = new Map<string, ReadonlySet<string>>();
  const datesOf = (place: HolidayPlace, year: number) => {
    const key = `${place.country} ${place.region ?? ''} ${year}`;
    const known = years.get(key);
    if (known) return known;
    const dates = new Set(knows(place) ? holidaysOf(Library, place, year) : []);
    years.set(key, dates);
    return dates;
  };

  return {
    isHoliday: (place, date) => {
      const year = Number(date.slice(0, 4));
      if (datesOf(place, year).has(date)) return true;
      // The first days of January may be the last of a feast that began in December.
      return date.slice(5, 7) === '01' && datesOf(place, year - 1).has(date);
    },
    knows,
    countries: () => countries,
    regions,
    find: (text) => findPlace(text, countries, regions),
  };
}

/** The dates that the holidays of a year fill from morning to night: those that begin at noon leave a day to work on. */
function holidaysOf(Library: Library, { country, region }: HolidayPlace, year: number): string[] {
  const library = region
    ? new Library(country, region, { types: ['public'] })
    : new Library(country, { types: ['public'] });
  return library.getHolidays(year).flatMap(({ date, start, end, type }) => {
    if (type !== 'public') return [];
    // A clock change may take an hour from a day.
    const days = Math.floor((end.getTime() - start.getTime()) / 86_400_000 + 0.1);
    const first = Temporal.PlainDate.from(date.slice(0, 10));
    return Array.from({ length: days }, (_, day) => first.add({ days: day }).toString());
  });
}

function byName(names: Readonly<Record<string, string>>): readonly Named[] {
  return Object.entries(names)
    .map(([code, name]) => ({ code, name }))
    .sort((a, b) => a.name.localeCompare(b.name, 'en'));
}

/** What people say for a country besides its name. */
const otherNames = new Map([
  ['america', 'US'],
  ['britain', 'GB'],
  ['czech republic', 'CZ'],
  ['great britain', 'GB'],
  ['holland', 'NL'],
  ['south korea', 'KR'],
  ['uae', 'AE'],
  ['uk', 'GB'],
  ['usa', 'US'],
]);

function findPlace(
  text: string,
  countries: readonly Named[],
  regions: (country: string) => readonly Named[],
): Found<HolidayPlace> {
  const words = plainName(text.slice(0, 80)).split(' ');
  // The longest beginning that names a country; the rest is its region.
  for (let length = words.length; length > 0; length -= 1) {
    const beginning = words.slice(0, length).join(' ');
    const country = named(countries, beginning) ?? otherNames.get(beginning);
    if (country === undefined) continue;
    const rest = words.slice(length).join(' ');
    if (rest === '') return found({ country });
    const own = regions(country);
    const region = named(own, rest) ?? partlyNamed(own, rest);
    if (region !== undefined) return found({ country, region });
    const whole = nameOf(countries, country);
    const near = nearest(rest, own).map((name) => `${whole}, ${name}`);
    return notFound(...(near.length > 0 ? near : [whole]));
  }
  return notFound(...nearest(words.join(' '), countries));
}

function named(places: readonly Named[], name: string): string | undefined {
  return places.find((place) => place.code.toLowerCase() === name || plainName(place.name) === name)
    ?.code;
}

/** "Hamburg" is what people say for "Hansestadt Hamburg". */
function partlyNamed(places: readonly Named[], name: string): string | undefined {
  const [only, ...others] = places.filter((place) =>
    ` ${plainName(place.name)} `.includes(` ${name} `),
  );
  return others.length === 0 ? only?.code : undefined;
}

function nameOf(places: readonly Named[], code: string): string {
  return places.find((place) => place.code === code)?.name ?? code;
}

function nearest(text: string, places: readonly Named[]): readonly string[] {
  const names = new Map(places.map(({ name }) => [plainName(name), name]));
  return nearestNames(text, names.keys()).map((name) => names.get(name) as string);
}
