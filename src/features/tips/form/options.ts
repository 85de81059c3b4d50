import { loadHolidays } from '../../../calendar/holidays.ts';
import { zoneNames } from '../../../calendar/parse/zone-names.ts';
import { parseZone } from '../../../calendar/parse/zones.ts';
import type { HolidayPlace } from '../../../calendar/rule.ts';
import { readingsIn, understand } from '../../../i18n/understand.ts';
import type { OptionsQuery } from '../../../slack/router/feature.ts';
import type { Option } from '../../../slack/ui/fields.ts';
import { plainName } from '../../../text/nearest-names.ts';
import type { TipDeps } from '../deps.ts';
import { holidayOption, zoneOption } from './form.ts';

/** Time zones for the typed letters: first those they may mean, then those that contain them. */
export const zoneOptions =
  ({ content }: Pick<TipDeps, 'content'>) =>
  async ({ text }: OptionsQuery): Promise<readonly Option[]> => {
    const letters = plainName(text);
    const { grammars } = content();
    const readings = readingsIn(grammars, 'zone', text);
    const meant = understand(
      readings,
      (one) => parseZone(one.text),
      (zone) => 'value' in zone,
    )?.read;
    const best = !meant ? [] : 'value' in meant ? [meant.value] : meant.nearest;
    const options = [...zoneNames().plainIds].map(([id, zone]) => {
      const option = zoneOption(grammars[0], zone);
      return { option, names: `${id} ${plainName(option.text)}` };
    });
    const containing = options.filter(({ names }) => names.includes(letters));
    return [
      ...best.map((zone) => zoneOption(grammars[0], zone)),
      ...containing.map(({ option }) => option).filter(({ value }) => !best.includes(value)),
    ];
  };

/** Countries, and regions with holidays of their own, for the typed letters. */
export const holidayOptions =
  ({ content }: Pick<TipDeps, 'content'>) =>
  async ({ text }: OptionsQuery): Promise<readonly Option<HolidayPlace>[]> => {
    const { language } = content();
    const letters = plainName(text);
    const holidays = await loadHolidays();
    const isTyped = ({ name }: { readonly name: string }) => plainName(name).includes(letters);
    return holidays.countries().flatMap(({ code: country, name }) => {
      const whole = holidayOption(language, { country });
      const isNamed = plainName(`${name} ${whole.text}`).includes(letters);
      const english = new Set(
        holidays.regions(country).flatMap((region) => (isTyped(region) ? region.code : [])),
      );
      const regions = holidays
        .regions(country, language)
        .filter((region) => isNamed || isTyped(region) || english.has(region.code))
        .map((region) => holidayOption(language, { country, region: region.code }, region.name));
      return isNamed ? [whole, ...regions] : regions;
    });
  };
