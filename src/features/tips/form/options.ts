import { loadHolidays } from '../../../calendar/holidays.ts';
import { plainName } from '../../../calendar/parse/parse-result.ts';
import { zoneNames } from '../../../calendar/parse/zone-names.ts';
import { findZone } from '../../../calendar/parse/zones.ts';
import type { OptionsHandler } from '../../../slack/router/feature.ts';
import type { TipDeps } from '../deps.ts';
import { holidayOption } from './form.ts';

/** Time zones for the letters typed: those with them in their names, and what they may mean. */
export const zoneOptions =
  (_tips: TipDeps): OptionsHandler =>
  ({ text }) => {
    const letters = plainName(text);
    const meant = findZone(text);
    const best = 'found' in meant ? [meant.found] : meant.nearest;
    const containing = [...zoneNames().plainIds].filter(([name]) => name.includes(letters));
    return [...new Set([...best, ...containing.map(([, zone]) => zone)])].map((zone) => ({
      text: zone,
      value: zone,
    }));
  };

/** Countries and regions with holidays of their own, for the letters typed. */
export const holidayOptions =
  ({ content }: TipDeps): OptionsHandler =>
  async ({ text }) => {
    const { language } = content();
    const letters = plainName(text);
    const holidays = await loadHolidays();
    return holidays.countries().flatMap(({ code: country, name }) => {
      const whole = holidayOption(language, { country });
      const isNamed = plainName(`${name} ${whole.text}`).includes(letters);
      const regions = holidays
        .regions(country)
        .filter((region) => isNamed || plainName(region.name).includes(letters))
        .map((region) => holidayOption(language, { country, region: region.code }, region.name));
      return isNamed ? [whole, ...regions] : regions;
    });
  };
