import { calendarFormat } from '../../../calendar/calendar-format.ts';
import type { Weekday } from '../../../calendar/rule.ts';
import { dateIn } from '../../../calendar/today.ts';
import type { Content } from '../../../content/content.ts';
import { asTyped } from '../../../i18n/rewriting.ts';
import { inTheirWords, readingsIn, understand } from '../../../i18n/understand.ts';
import type { ViewValues } from '../../../slack/router/feature.ts';
import { listIn, textIn } from '../../../slack/router/view-state.ts';
import { within } from '../../../slack/ui/limits.ts';
import { normalizeTyped } from '../../../text/normalize.ts';
import { parseDaysOff } from '../parse/parse-dates.ts';
import { type Bundle, isPersonal, type Mode, type Plan } from '../plan.ts';
import { routes } from '../routes.ts';

/** UTF-16 code units; Slack's field takes 3,000 characters. */
const longestField = 6000;

/** Characters of the typed text that an error repeats. */
const longestEcho = 40;

/** The plan with the values of the form at `now`; `errors` by field if they don't fit. */
export function readPlanForm(
  content: Pick<Content, 'words' | 'grammars' | 'language'>,
  values: ViewValues,
  { before, now }: { readonly before: Plan; readonly now: number },
): { readonly plan: Plan } | { readonly errors: Record<string, string> } {
  const days = listIn(values, 'days').map(Number) as Weekday[];
  const zone = routes.zones.chosen(values, 'zone') ?? before.rule.zone;
  const dates = readDaysOff(content, textIn(values, 'days-off'), dateIn(zone, now));
  if ('error' in dates) return { errors: { 'days-off': dates.error } };
  const holidays = routes.holidays.chosen(values, 'holidays');
  const { holidays: _holidays, ...rule } = before.rule;
  const { bundle: bundleBefore, ...plan } = before;
  const bundle = isPersonal(before) ? undefined : readBundle(values, bundleBefore);
  return {
    plan: {
      ...plan,
      isOn: textIn(values, 'state') !== 'off',
      rule: {
        ...rule,
        time: textIn(values, 'time') || rule.time,
        days,
        zone,
        daysOff: dates.dates,
        ...(holidays ? { holidays } : {}),
      },
      skills: [...listIn(values, 'skills')],
      mode: textIn(values, 'mode') === 'least' ? 'least' : ('even' satisfies Mode),
      ...(bundle === undefined ? {} : { bundle }),
    },
  };
}

/** As it was in a form without this field. */
function readBundle(values: ViewValues, before: Bundle | undefined): Bundle | undefined {
  const chosen = textIn(values, 'bundle');
  if (chosen === '') return before;
  if (chosen === 'daily') return chosen;
  return /^[1-7]$/.test(chosen) ? (Number(chosen) as Weekday) : undefined;
}

/** Dates and ranges, as a command takes them. */
function readDaysOff(
  { words, grammars, language }: Pick<Content, 'words' | 'grammars' | 'language'>,
  field: string,
  today: string,
): { readonly dates: readonly string[] } | { readonly error: string } {
  if (field.length > longestField)
    return { error: words('tips.wrong.long', { text: within(longestEcho, field.slice(0, 100)) }) };
  const text = normalizeTyped(field).replace(/\s+/g, ' ').trim();
  if (text === '') return { dates: [] };
  const { read = { about: 'date', part: text, nearest: [] }, reading = asTyped(text) } =
    understand(
      readingsIn(grammars, 'dates', text),
      (one) => parseDaysOff(one.text, today),
      (one) => 'dates' in one,
    ) ?? {};
  if ('dates' in read) return read;
  const { about, part, nearest } = inTheirWords(read, reading, grammars[0]);
  const choices = calendarFormat(language).either(nearest);
  const problem = words(`tips.wrong.${about}`, { text: within(longestEcho, part) });
  return { error: choices ? `${problem} ${words('tips.wrong.nearest', { choices })}` : problem };
}
