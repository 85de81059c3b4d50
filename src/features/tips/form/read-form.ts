import type { Weekday } from '../../../calendar/rule.ts';
import type { Translate } from '../../../i18n/catalogue.ts';
import type { ViewValues } from '../../../slack/router/feature.ts';
import { listIn, textIn } from '../../../slack/router/view-state.ts';
import { within } from '../../../slack/ui/limits.ts';
import { type Mode, maxDaysOff, type Plan } from '../plan.ts';
import { routes } from '../routes.ts';

/** Characters of the typed text that an error repeats. */
const longestEcho = 40;

/** The plan with the values of the form; `errors` by field if they don't fit. */
export function readPlanForm(
  words: Translate,
  values: ViewValues,
  before: Plan,
): { readonly plan: Plan } | { readonly errors: Record<string, string> } {
  const days = listIn(values, 'days').map(Number) as Weekday[];
  const dates = parseDates(textIn(values, 'days-off'));
  if (dates.invalid !== undefined) {
    return {
      errors: {
        'days-off': words('tips.wrong.date', { text: within(longestEcho, dates.invalid) }),
      },
    };
  }
  if (dates.dates.length > maxDaysOff) {
    const text = within(longestEcho, dates.dates.join(', '));
    return { errors: { 'days-off': words('tips.wrong.many', { text }) } };
  }
  const holidays = routes.holidays.chosen(values, 'holidays');
  const { holidays: _holidays, ...rule } = before.rule;
  return {
    plan: {
      ...before,
      isOn: textIn(values, 'state') !== 'off',
      rule: {
        ...rule,
        time: textIn(values, 'time') || rule.time,
        days,
        zone: routes.zones.chosen(values, 'zone') ?? rule.zone,
        daysOff: dates.dates,
        ...(holidays ? { holidays } : {}),
      },
      skills: [...listIn(values, 'skills')],
      mode: textIn(values, 'mode') === 'least' ? 'least' : ('even' satisfies Mode),
    },
  };
}

/** Dates as `2026-12-24`, separated by spaces, commas or semicolons. */
function parseDates(text: string): { readonly dates: string[]; readonly invalid?: string } {
  const found = text.split(/[\s,;]+/).filter(Boolean);
  const invalid = found.find((one) => !isDate(one));
  const dates = [...new Set(found)].sort((a, b) => a.localeCompare(b));
  return invalid === undefined ? { dates } : { dates: [], invalid };
}

function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  try {
    return Temporal.PlainDate.from(text).toString() === text;
  } catch {
    return false;
  }
}
