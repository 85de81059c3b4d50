import type { ModalView } from '@slack/types';
import { calendarFormat } from '../../../calendar/calendar-format.ts';
import { type IsHoliday, nextOccurrences } from '../../../calendar/occurrences.ts';
import { zoneText } from '../../../calendar/parse/zones.ts';
import type { HolidayPlace, Weekday } from '../../../calendar/rule.ts';
import { dateIn } from '../../../calendar/today.ts';
import type { Content } from '../../../content/content.ts';
import type { Translate } from '../../../i18n/catalogue.ts';
import { countryName } from '../../../i18n/countries.ts';
import type { Grammar } from '../../../i18n/grammar.ts';
import { bullets, contextBlock, paragraph, prose } from '../../../slack/ui/blocks.ts';
import type { Option } from '../../../slack/ui/fields.ts';
import { infoView } from '../../../slack/ui/views.ts';
import { capitalized } from '../../../text/capitalized.ts';
import { typedDays } from '../days-text.ts';
import { isPersonal, laterDate, type Plan, ruleWithSkips } from '../plan.ts';
import { routes } from '../routes.ts';

const maxNextDates = 5;

/** Characters, Slack's limit; all days off that a plan keeps fit. */
const longestDaysOff = 3000;

type FormContext = {
  readonly plan: Plan;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly isHoliday?: IsHoliday | undefined;
  /** Of the region whose holidays are left out. */
  readonly regionName?: string | undefined;
  /** The date of the latest tip: no other one comes on it. */
  readonly lastPosted: string | undefined;
};

/** A zone by what people call it. */
export const zoneOption = (grammar: Grammar, zone: string): Option => ({
  text: zoneText(zone, grammar),
  value: zone,
});

/** Shown while the plan is looked up. */
export function loadingView(words: Translate): ModalView {
  return infoView(words('tips.form.title'), words('form.close'), [
    paragraph(words('tips.form.wait')),
  ]);
}

/** The whole plan in one form, with its next dates in words, which follow changed fields. */
export function planForm(content: Content, context: FormContext): ModalView {
  const { plan, now } = context;
  const { library, words, language, grammars } = content;
  const { rule, skills, mode } = plan;
  const weekday = calendarFormat(language).weekday;
  const live = routes.changed.id;
  return routes.save.form({
    title: words('tips.form.title'),
    submit: words('tips.form.save'),
    close: words('form.cancel'),
    about: plan.id,
    parts: [
      prose([
        { text: words(isPersonal(plan) ? 'tips.title.me' : 'tips.title.channel'), style: 'bold' },
      ]),
      {
        kind: 'radio',
        name: 'state',
        label: words('tips.form.state'),
        options: [
          { text: words('tips.form.on'), value: 'on' },
          { text: words('tips.form.off'), value: 'off' },
        ],
        initial: plan.isOn ? 'on' : 'off',
      },
      { kind: 'time', name: 'time', label: words('tips.form.time'), initial: rule.time, live },
      {
        kind: 'checkboxes',
        name: 'days',
        label: words('tips.form.days'),
        options: allDays.map((day) => ({
          text: capitalized(weekday(day), language),
          value: String(day),
        })),
        initial: rule.days.map(String),
        live,
      },
      // A person's own tips go by their own clock.
      ...(isPersonal(plan)
        ? []
        : [
            routes.zones.field({
              name: 'zone',
              label: words('tips.form.zone'),
              initial: zoneOption(grammars[0], rule.zone),
              live,
              placeholder: words('tips.form.zone-hint'),
            }),
          ]),
      routes.holidays.field({
        name: 'holidays',
        label: words('tips.form.holidays'),
        initial: rule.holidays && holidayOption(language, rule.holidays, context.regionName),
        live,
        placeholder: words('tips.form.holidays-hint'),
        optional: true,
      }),
      {
        kind: 'text',
        name: 'days-off',
        label: words('tips.form.days-off'),
        hint: words('tips.form.days-off-hint'),
        longest: longestDaysOff,
        lines: 'one',
        initial: typedDays(rule.daysOff.filter((date) => date >= dateIn(rule.zone, now))),
        live,
        optional: true,
      },
      {
        kind: 'multi-select',
        name: 'skills',
        label: words('tips.form.skills'),
        hint: words('tips.form.skills-hint'),
        options: library.list('skill').map(({ id, title }) => ({ text: title, value: id })),
        initial: skills,
        optional: true,
      },
      {
        kind: 'radio',
        name: 'mode',
        label: words('tips.form.mode'),
        options: [
          { text: words('tips.form.mode-even'), value: 'even' },
          { text: words('tips.form.mode-least'), value: 'least' },
        ],
        initial: mode,
      },
      ...(isPersonal(plan) ? [] : [bundleField(content, plan)]),
      ...nextDates(content, context),
    ],
  });
}

/** How the channel shows its thanks. */
function bundleField({ words, language }: Content, { bundle }: Plan) {
  const { weekday } = calendarFormat(language);
  return {
    kind: 'menu',
    name: 'bundle',
    label: words('tips.form.bundle'),
    hint: words('tips.form.bundle-hint'),
    options: [
      { text: words('tips.form.bundle-off'), value: 'off' },
      { text: words('tips.form.bundle-daily'), value: 'daily' },
      ...allDays.map((day) => ({
        text: words('tips.form.bundle-weekly', { day: weekday(day) }),
        value: String(day),
      })),
    ],
    initial: bundle === undefined ? 'off' : String(bundle),
  } as const;
}

const allDays: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7];

function nextDates(
  { words, language }: Content,
  { plan, now, isHoliday, lastPosted }: FormContext,
) {
  const calendar = calendarFormat(language);
  const today = dateIn(plan.rule.zone, now);
  const after = Temporal.Instant.fromEpochMilliseconds(now);
  const dates = nextOccurrences(ruleWithSkips(plan), after, maxNextDates, {
    since: laterDate(plan.skipped, lastPosted),
    ...(isHoliday ? { isHoliday } : {}),
  });
  if (dates.length === 0) return [contextBlock(words('tips.no-next'))];
  return [
    bullets(
      words('tips.form.next'),
      dates.map(({ date }) => [{ text: capitalized(calendar.date(date, today), language) }]),
    ),
  ];
}

/** A place with holidays of its own, as an option of the form. */
export function holidayOption(
  language: string,
  place: HolidayPlace,
  name?: string,
): Option<HolidayPlace> {
  const { country, region } = place;
  const nation = countryName(language, country);
  if (!region) return { text: nation, value: place };
  return { text: `${nation}: ${name ?? region}`, value: place };
}
