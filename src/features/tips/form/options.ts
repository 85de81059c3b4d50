import { loadHolidays } from '../../../calendar/holidays.ts';
import { zoneNames } from '../../../calendar/parse/zone-names.ts';
import { parseZone } from '../../../calendar/parse/zones.ts';
import type { HolidayPlace } from '../../../calendar/rule.ts';
import type { Grammar } from '../../../i18n/grammar.ts';
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
    const options = namedOptions(grammars[0]);
    const containing = options.filter(({ names }) => names.includes(letters));
    const optionOf = new Map(options.map(({ option }) => [option.value, option]));
    return [
      ...best.map((zone) => optionOf.get(zone) ?? zoneOption(grammars[0], zone)),
      ...containing.map(({ option }) => option).filter(({ value }) => !best.includes(value)),
    ];
  };

type NamedOption = { readonly option: Option; readonly names: string };

const optionsByGrammar = new WeakMap<Grammar, readonly NamedOption[]>();

/** Every zone, with the names it is found by; written once, as that takes too long for a keystroke. */
function namedOptions(grammar: Grammar): readonly NamedOption[] {
  const known =
    optionsByGrammar.get(grammar) ??
    [...zoneNames().plainIds].map(([id, zone]) => {
      const option = zoneOption(grammar, zone);
      return { option, names: `${id} ${plainName(option.text)}` };
    });
  optionsByGrammar.set(grammar, known);
  return known;
}

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
