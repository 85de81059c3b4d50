import { parseWeekdays } from '../../../calendar/parse/weekdays.ts';
import { nearestNames } from '../../../text/nearest-names.ts';
import type { Bundle } from '../plan.ts';
import type { Problem } from './parse-command.ts';

const choices = ['daily', 'weekly', 'off'] as const;

/** Words around the choice that say no more than that thanks are shown together. */
const fillers =
  /\b(?:shout-?outs?|thanks|cards?|bundles?|together|them|it|to|as|once|an?|with the tips?)\b/gi;

/** "daily", "every friday", "weekly on friday", "off"; `undefined` for what is a search. */
export function parseBundle(
  rest: string,
): { readonly kind: 'bundle'; readonly bundle: Bundle | 'weekly' | 'off' } | Problem | undefined {
  const text = rest.toLowerCase().replace(fillers, ' ').replace(/\s+/g, ' ').trim();
  if (text === '') return { about: 'missing', part: 'bundle', nearest: [...choices] };
  if (/^(?:off|none|no|never|stop|one by one|single|separately)$/.test(text))
    return { kind: 'bundle', bundle: 'off' };
  if (/^(?:on|daily|day|each day|every ?day|per day)$/.test(text))
    return { kind: 'bundle', bundle: 'daily' };
  const named =
    /^(?:(?:weekly|week|each week|every week|per week)(?: (?<day>.+))?|(?<only>.+))$/.exec(
      text,
    )?.groups;
  const day = (named?.day ?? named?.only ?? '').replace(/^(?:on|every|each) /, '');
  if (day === '') return { kind: 'bundle', bundle: 'weekly' };
  const days = parseWeekdays(day);
  const [first, ...more] = 'value' in days ? days.value : [];
  if (first !== undefined && more.length === 0) return { kind: 'bundle', bundle: first };
  const [word = ''] = text.split(' ');
  const near = word.length > 3 ? nearestNames(word, choices) : [];
  const isOrder = first !== undefined || near.length > 0 || /^(?:week|on$|every$|each$)/.test(word);
  if (!isOrder && /\s/.test(rest)) return undefined;
  return { about: 'bundle', part: rest, nearest: near };
}
