import { loadHolidays } from '../../../calendar/holidays.ts';
import { plainName } from '../../../calendar/parse/parse-result.ts';
import { zoneNames } from '../../../calendar/parse/zone-names.ts';
import { findZone } from '../../../calendar/parse/zones.ts';
import type { HolidayPlace } from '../../../calendar/rule.ts';
import type { OptionsQuery } from '../../../slack/router/feature.ts';
import type { Choice } from '../../../slack/router/routes.ts';
import type { TipDeps } from '../deps.ts';
import { holidayOption } from './form.ts';

/** Time zones for the letters typed: those that they may mean, then those with them in their names. */
export function zoneOptions({ text }: OptionsQuery): readonly Choice<string>[] {
  const letters = plainName(text);
  const meant = findZone(text);
  const best = 'found' in meant ? [meant.found] : meant.nearest;
  const containing = [...zoneNames().plainIds].filter(([name]) => name.includes(letters));
  return [...new Set([...best, ...containing.map(([, zone]) => zone)])].map((zone) => ({
    text: zone,
    value: zone,
  }));
}

/** Countries and regions with holidays of their own, for the letters typed. */
export const holidayOptions =
  ({ content }: TipDeps) =>
  async ({ text }: OptionsQuery): Promise<readonly Choice<HolidayPlace>[]> => {
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
