import { planIn } from '../../../calendar/parse/plan-words.ts';
import { dateIn } from '../../../calendar/today.ts';
import type { Reading } from '../../../i18n/rewriting.ts';
import type { TipDeps } from '../deps.ts';
import { parseDaysOff } from './parse-dates.ts';
import { parseNegated } from './parse-negated.ts';

/** "9:00", "Monday", "tomorrow": the command that sets tips at that time, or leaves them out then. */
export const barePlan =
  ({ content, clock }: Pick<TipDeps, 'content' | 'clock'>) =>
  (readings: readonly Reading[]): string | undefined => {
    const today = dateIn('UTC', clock.now());
    const [command] = readings.flatMap(({ text, typed }) => {
      const bare = text.replace(fillers, ' ').replace(/\s+/g, ' ').trim();
      if (!calendarWord.test(bare) || bare.split(' ').length > maxBareWords) return [];
      const found = commandFor(bare, today);
      const isClear = found && (found.when !== bare || !ambiguous.test(typed(found.when)));
      return isClear ? `tips ${found.order} ${found.when.replace(/^on /i, '')}` : [];
    });
    return command && content().grammars[0].write(command);
  };

/** Words that say no more than that tips are meant. */
const fillers = /\b(?:tips?|the)\b/gi;

/** A line without any of these names no day, date or time; most questions have none. */
const calendarWord =
  /\d|day|daily|week|month|tomorrow|noon|midnight|mon|tue|wed|thu|fri|sat|sun|\b(?:mo|tu|we|th|fr|sa|su)\b/i;

/** Words; a longer line is a question. */
const maxBareWords = 5;

/** Alone, "24/7", "12.5", "sun" and "we" are more often something else than a date, a time or days. */
const ambiguous = /^(?:(?:[\d./,]+|on|sun|sat|mar|mo|tu|we|th|fr|sa|su)(?: |$))+$/i;

type Found = { readonly order: 'on' | 'off'; readonly when: string };

function commandFor(bare: string, today: string): Found | undefined {
  const plan = planIn(bare);
  if (plan && (plan.days || (plan.time && /\D/.test(bare)))) return { order: 'on', when: bare };
  const off = parseDaysOff(bare, today);
  if (off && 'kind' in off) return { order: 'off', when: bare };
  const negated = parseNegated(bare, { today });
  const [order = ''] = negated && 'nearest' in negated ? negated.nearest : [];
  const [, when] = /^\/care tips off (.+)$/.exec(order) ?? [];
  return when === undefined ? undefined : { order: 'off', when };
}
