import type { Weekday } from '../../../calendar/rule.ts';
import type { Translate } from '../../../i18n/catalogue.ts';
import type { ViewValues } from '../../../slack/router/feature.ts';
import { listIn, textIn } from '../../../slack/router/view-state.ts';
import { within } from '../../../slack/ui/limits.ts';
import { type Mode, mostDaysOff, type Plan } from '../plan.ts';
import { routes } from '../routes.ts';

/** As much of what was typed as an error below a field repeats. */
const longestEcho = 40;

/** What the form holds, as a plan; `errors` by field where it can't be one. */
export function readPlanForm(
  words: Translate,
  values: ViewValues,
  before: Plan,
): { readonly plan: Plan } | { readonly errors: Record<string, string> } {
  const days = listIn(values, 'days').map(Number) as Weekday[];
  const dates = datesOf(textIn(values, 'days-off'));
  if (dates.wrong !== undefined) {
    return {
      errors: { 'days-off': words('tips.wrong.date', { text: within(longestEcho, dates.wrong) }) },
    };
  }
  if (dates.dates.length > mostDaysOff) {
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

/** Dates as `2026-12-24`, with anything but letters and digits between them; `wrong` is the first that is none. */
function datesOf(text: string): { readonly dates: string[]; readonly wrong?: string } {
  const found = text.split(/[\s,;]+/).filter(Boolean);
  const wrong = found.find((one) => !isDate(one));
  const dates = [...new Set(found)].sort((a, b) => a.localeCompare(b));
  return wrong === undefined ? { dates } : { dates: [], wrong };
}

function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  try {
    return Temporal.PlainDate.from(text).toString() === text;
  } catch {
    return false;
  }
}
