import type { HolidayPlace } from './rule.ts';

/** Common names that the library lacks. */
export const otherNames = new Map([
  ['america', 'US'],
  ['britain', 'GB'],
  ['czech republic', 'CZ'],
  ['great britain', 'GB'],
  ['holland', 'NL'],
  ['korea', 'KR'],
  ['south korea', 'KR'],
  ['uae', 'AE'],
  ['uk', 'GB'],
  ['us', 'US'],
  ['usa', 'US'],
]);

/** English and short names of regions that the library has in another language. */
export const otherRegions: ReadonlyMap<string, HolidayPlace> = new Map(
  Object.entries({
    ...{ bavaria: 'DE-BY', hesse: 'DE-HE', nrw: 'DE-NW', saxony: 'DE-SN', thuringia: 'DE-TH' },
    ...{ 'north rhine westphalia': 'DE-NW', 'lower saxony': 'DE-NI', 'saxony anhalt': 'DE-ST' },
    ...{ 'rhineland palatinate': 'DE-RP', 'mecklenburg western pomerania': 'DE-MV' },
    ...{ 'mecklenburg vorpommern': 'DE-MV', 'baden wurttemberg': 'DE-BW', berlin: 'DE-BE' },
    ...{ graubunden: 'CH-GR', geneve: 'CH-GE', genf: 'CH-GE', luzern: 'CH-LU', wallis: 'CH-VS' },
    ...{ hamburg: 'DE-HH', brussels: 'BE-BRU' },
    ...{ fribourg: 'CH-FR', tessin: 'CH-TI', waadt: 'CH-VD', basel: 'CH-BS', berne: 'CH-BE' },
    ...{
      andalusia: 'ES-AN',
      catalonia: 'ES-CT',
      catalunya: 'ES-CT',
      'basque country': 'ES-PV',
      madrid: 'ES-MD',
    },
    ...{
      'castilla la mancha': 'ES-CM',
      quebec: 'CA-QC',
      'south tyrol': 'IT-32',
      alsace: 'FR-67',
      nsw: 'AU-NSW',
    },
  }).map(([name, code]) => {
    const [country = '', ...region] = code.split('-');
    return [name, { country, region: region.join('-') }];
  }),
);

const keyOf = ({ country, region }: HolidayPlace): string => `${country} ${region}`;

const namesByRegion = Map.groupBy(otherRegions, ([, place]) => keyOf(place));

/** The same names for a region. */
export const otherNamesOf = (place: HolidayPlace): readonly string[] =>
  (namesByRegion.get(keyOf(place)) ?? []).map(([name]) => name);
