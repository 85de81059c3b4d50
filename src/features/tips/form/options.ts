import { loadHolidays } from '../../../calendar/holidays.ts';
import { zoneName, zoneNames } from '../../../calendar/parse/zone-names.ts';
import { parseZone } from '../../../calendar/parse/zones.ts';
import type { HolidayPlace } from '../../../calendar/rule.ts';
import type { Grammar } from '../../../i18n/grammar.ts';
import { readingsIn, understand } from '../../../i18n/understand.ts';
import type { OptionsQuery } from '../../../slack/router/feature.ts';
import type { Option } from '../../../slack/ui/fields.ts';
import { limits } from '../../../slack/ui/limits.ts';
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
    const containing = namedZones(grammars[0]).filter(({ names }) => names.includes(letters));
    const zones = new Set([...best, ...containing.map(({ zone }) => zone)]);
    return [...zones].slice(0, limits.options).map((zone) => optionFor(grammars[0], zone));
  };

type NamedZone = { readonly zone: string; readonly names: string };

const zonesByGrammar = new WeakMap<Grammar, readonly NamedZone[]>();

/** Every zone, with the names it is found by in the form of `plainName`. */
function namedZones(grammar: Grammar): readonly NamedZone[] {
  const known =
    zonesByGrammar.get(grammar) ??
    [...zoneNames().plainIds].map(([id, zone]) => {
      const name = zoneName(zone);
      const written = [name, grammar.write(name)].map(plainName).join(' ');
      return { zone, names: `${id} ${written}` };
    });
  zonesByGrammar.set(grammar, known);
  return known;
}

const optionsByGrammar = new WeakMap<Grammar, Map<string, Option>>();

/** Written once, as a hundred of them take too long for a keystroke. */
function optionFor(grammar: Grammar, zone: string): Option {
  const options = optionsByGrammar.get(grammar) ?? new Map<string, Option>();
  optionsByGrammar.set(grammar, options);
  const option = options.get(zone) ?? zoneOption(grammar, zone);
  options.set(zone, option);
  return option;
}

/** Countries, and regions with holidays of their own, for the typed letters. */
export const holidayOptions =
  ({ content }: Pick<TipDeps, 'content'>) =>
  async ({ text }: OptionsQuery): Promise<readonly Option<HolidayPlace>[]> => {
    const { language, grammars } = content();
    const letters = plainName(text);
    const holidays = await loadHolidays();
    const isTyped = ({ name }: { readonly name: string }) => plainName(name).includes(letters);
    return holidays.countries().flatMap(({ code: country, name }) => {
      const whole = holidayOption(language, { country });
      const isNamed = plainName(`${name} ${whole.text}`).includes(letters);
      const found = new Set(
        holidays.namesOfRegions(country).flatMap((one) => (isTyped(one) ? one.code : [])),
      );
      const regions = holidays
        .regions(country, grammars[0])
        .filter((region) => isNamed || isTyped(region) || found.has(region.code))
        .map((region) => holidayOption(language, { country, region: region.code }, region.name));
      return isNamed ? [whole, ...regions] : regions;
    });
  };
