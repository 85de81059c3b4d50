import { calendarFormat } from '../../calendar/calendar-format.ts';
import type { IsHoliday } from '../../calendar/occurrences.ts';
import { zoneText } from '../../calendar/parse/zones.ts';
import { dateIn, timeIn } from '../../calendar/today.ts';
import type { Content } from '../../content/content.ts';
import type { Translate } from '../../i18n/catalogue.ts';
import { countryName } from '../../i18n/countries.ts';
import type { Arranged } from '../../ports/outbox.ts';
import type { ActionRoute } from '../../slack/router/routes.ts';
import {
  type ButtonSpec,
  bullets,
  buttons,
  contextBlock,
  heading,
  paragraph,
  prose,
} from '../../slack/ui/blocks.ts';
import { typedTextBlock } from '../../slack/ui/failure.ts';
import { type Message, message } from '../../slack/ui/message.ts';
import { daysText, reasonsText } from './days-text.ts';
import { isPersonal, omissionsBefore, type Plan } from './plan.ts';
import { upcomingSkips } from './plan-transitions.ts';
import { routes } from './routes.ts';

type Upcoming = Arranged['upcoming'];

/** `next` is the outbox's, which knows what was posted already; `now` in milliseconds. */
type Schedule = {
  readonly now: number;
  readonly next: Upcoming;
  readonly isHoliday?: IsHoliday | undefined;
  /** The name of the region whose holidays are left out. */
  readonly regionName?: string | undefined;
};

/** A text, or a list below a title. */
export type Lead = string | { readonly title: string; readonly items: readonly string[] };

type StatusOptions = {
  /** What was just done. */
  readonly lead?: readonly Lead[];
  /** Why whoever reads it may not change it. */
  readonly reason?: string | undefined;
};

/** A plan in words, when its next tip comes, and what can be done. */
export function statusMessage(
  content: Content,
  plan: Plan,
  schedule: Schedule,
  { lead = [], reason }: StatusOptions = {},
): Message {
  const { words } = content;
  const lines = planLines(content, plan, schedule).filter((line) => !lead.includes(line));
  const specs =
    reason === undefined ? controls(content, plan, schedule) : previewButtons(content, plan);
  return message([
    heading(words(isPersonal(plan) ? 'tips.title.me' : 'tips.title.channel')),
    ...lead.map((one) =>
      typeof one === 'string'
        ? prose([{ text: one, style: 'bold' }])
        : bullets(
            one.title,
            one.items.map((text) => [{ text }]),
          ),
    ),
    paragraph(lines.join('\n')),
    ...(specs.length > 0 ? [buttons(specs)] : []),
    ...(reason === undefined ? [] : [contextBlock(`${reason} ${words('tips.own')}`)]),
  ]);
}

/** The reply if there is no plan, with how to make one, and the typed line to copy, if any. */
export function noPlanMessage(
  { words }: Content,
  id: string,
  {
    typed,
    reason,
  }: { readonly typed?: string | undefined; readonly reason?: string | undefined } = {},
): Message {
  const title = heading(words(isPersonal({ id }) ? 'tips.title.me' : 'tips.title.channel'));
  if (reason !== undefined) {
    const said = [words('tips.none.not-yours'), reason, words('tips.own')].join(' ');
    return message([title, paragraph(said), ...typedTextBlock(words, typed)]);
  }
  return message([
    title,
    paragraph(words(`tips.none.${isPersonal({ id }) ? 'me' : 'channel'}`)),
    buttons([routes.form.button({ label: words('tips.set-up'), value: id, primary: true })]),
    ...typedTextBlock(words, typed),
  ]);
}

/** Days off, or ranges of them, that are listed; more are counted. */
const maxListedDates = 5;

function planLines(content: Content, plan: Plan, schedule: Schedule): readonly string[] {
  const { rule, skills, mode, holidays, daysOff, bundle } = planParts(content, plan, schedule);
  const today = dateIn(plan.rule.zone, schedule.now);
  const lines = [
    ...[rule, skills, mode, holidays, daysOff],
    ...(plan.isOn ? pauseAndSkips(content, plan, today) : []),
    ...[bundle, nextLine(content, plan, schedule)],
  ];
  return lines.filter((line) => line !== undefined);
}

type PlanAndHolidays = readonly [Plan, Pick<Schedule, 'isHoliday' | 'regionName'>];

/** A line for each part of a plan that is set. */
function planParts(content: Content, plan: Plan, schedule: Schedule) {
  const { library, words, language } = content;
  const { rule, skills, mode } = plan;
  const calendar = calendarFormat(language);
  const today = dateIn(rule.zone, schedule.now);
  const known = skills.flatMap((id) => library.find(id)?.title ?? []);
  const daysOff = rule.daysOff.filter((date) => date >= today);
  const dates = daysText(content, daysOff, { today, most: maxListedDates });
  return {
    rule: ruleLine(content, plan),
    skills:
      known.length > 0
        ? words('tips.skills', { skills: calendar.list(known) })
        : words('tips.all-skills'),
    mode: mode === 'least' ? words('tips.mode-least') : undefined,
    holidays: rule.holidays
      ? words('tips.holidays', { place: placeName(content, rule.holidays, schedule) })
      : undefined,
    daysOff: dates.length > 0 ? words('tips.days-off', { dates: calendar.list(dates) }) : undefined,
    bundle: bundleLine(content, plan),
  };
}

/** What is different in a plan, in the words of its status. */
export function changedLines(
  content: Content,
  before: PlanAndHolidays,
  after: PlanAndHolidays,
  now: number,
): readonly string[] {
  const { words } = content;
  const parts = ([plan, holidays]: PlanAndHolidays) =>
    planParts(content, plan, { now, next: undefined, ...holidays });
  const [old, current] = [parts(before), parts(after)];
  const gone = {
    mode: words('tips.mode-even'),
    holidays: words('tips.no-holidays'),
    daysOff: words('tips.no-days-off'),
    bundle: words('tips.bundle.off'),
  };
  return [
    ...(old.rule === current.rule ? [] : [current.rule]),
    ...(old.skills === current.skills ? [] : [current.skills]),
    ...(['mode', 'holidays', 'daysOff', 'bundle'] as const).flatMap((name) =>
      old[name] === current[name] ? [] : [current[name] ?? gone[name]],
    ),
  ];
}

/** How the channel shows its thanks; `undefined` if each is shown at once. */
export function bundleLine(
  { words, language }: Content,
  { bundle, rule }: Plan,
): string | undefined {
  if (bundle === undefined) return undefined;
  const { time } = rule;
  if (bundle === 'daily') return words('tips.bundle.daily', { time });
  return words('tips.bundle.weekly', { day: calendarFormat(language).weekday(bundle), time });
}

/** "Every weekday at 09:00, Lisbon time." */
export function ruleLine(
  content: Pick<Content, 'words' | 'language' | 'grammars'>,
  { rule }: Plan,
): string {
  const { days, time } = rule;
  const zone = zoneText(rule.zone, content.grammars[0]);
  return content.words('tips.rule', { days: weekdaysText(content, days), time, zone });
}

function pauseAndSkips({ words, language }: Content, plan: Plan, today: string): string[] {
  const calendar = calendarFormat(language);
  const { pausedUntil } = plan.rule;
  const isPaused = pausedUntil !== undefined && pausedUntil !== 'open' && pausedUntil > today;
  const skips = daysText({ words, language }, upcomingSkips(plan, today), { today });
  return [
    ...(isPaused
      ? [words('tips.done.paused-until', { date: calendar.date(pausedUntil, today) })]
      : []),
    ...(skips.length > 0 ? [words('tips.skipped', { dates: calendar.list(skips) })] : []),
  ];
}

/** When the next tip comes, or why none does. */
export function nextLine(content: Content, plan: Plan, schedule: Schedule): string {
  const { words, language } = content;
  const { now, next } = schedule;
  if (!plan.isOn) return words('tips.is-off');
  if (plan.rule.pausedUntil === 'open') return words('tips.is-paused');
  if (!next) return words('tips.no-next');
  const when = dateAndTime(language, plan, next, now);
  const reasons = reasonsFor(content, plan, next, schedule);
  const line =
    reasons === undefined
      ? words('tips.next', when)
      : words('tips.next-because', { ...when, reasons });
  const { isQueued, waitsFor = 'turn' } = next;
  return isQueued || waitsFor === 'turn' ? line : `${line} ${words(`tips.waits.${waitsFor}`)}`;
}

/** Why no tip comes before the next one, although one would by its days and time. */
function reasonsFor(
  content: Content,
  plan: Plan,
  next: NonNullable<Upcoming>,
  { now, isHoliday }: Schedule,
): string | undefined {
  const [after, until] = [now, next.postAt * 1000].map((ms) =>
    Temporal.Instant.fromEpochMilliseconds(ms),
  ) as [Temporal.Instant, Temporal.Instant];
  const omissions = omissionsBefore(plan, after, until, isHoliday);
  if (omissions.length === 0) return undefined;
  const { zone, pausedUntil } = plan.rule;
  return reasonsText(content, omissions, { today: dateIn(zone, now), pausedUntil });
}

/** In words, in the plan's time zone. */
export function dateAndTime(
  language: string,
  { rule }: Plan,
  { occurrence, postAt }: NonNullable<Upcoming>,
  now: number,
): { readonly date: string; readonly time: string } {
  return {
    date: calendarFormat(language).date(occurrence, dateIn(rule.zone, now)),
    time: timeIn(rule.zone, postAt * 1000),
  };
}

/** Says that a change applies from the tip after the one that can't be stopped any more. */
export function alreadyQueued(words: Translate, { onItsWay }: Arranged): readonly string[] {
  return onItsWay ? [words('tips.on-its-way')] : [];
}

function weekdaysText(
  { words, language }: Pick<Content, 'words' | 'language'>,
  days: Plan['rule']['days'],
): string {
  const chosen = [...days].sort((a, b) => a - b).join('');
  if (chosen === '1234567') return words('tips.daily');
  if (chosen === '12345') return words('tips.weekdays');
  return words('tips.on-days', { days: calendarFormat(language).weekdays(days) });
}

function placeName(
  { language }: Content,
  { country, region }: NonNullable<Plan['rule']['holidays']>,
  { regionName = region }: Schedule,
): string {
  const name = countryName(language, country);
  return regionName ? `${name} (${regionName})` : name;
}

const previewButtons = ({ words }: Content, { id, isOn }: Plan): ButtonSpec[] =>
  isOn ? [routes.preview.button({ label: words('tips.preview'), value: id })] : [];

function controls(content: Content, plan: Plan, { now, next }: Schedule): ButtonSpec[] {
  const { words, language } = content;
  const { id, isOn, rule } = plan;
  const button = (route: ActionRoute<string>, key: Label) =>
    route.button({ label: words(`tips.${key}`), value: id });
  if (!isOn) return [button(routes.resume, 'turn-on'), button(routes.form, 'change')];
  const { pausedUntil } = rule;
  const today = dateIn(rule.zone, now);
  const isPaused = pausedUntil !== undefined && pausedUntil > today;
  const skip = (date: string) =>
    routes.skip.button({ label: words('tips.skip'), value: { plan: id, date } });
  const unskip = (date: string) =>
    routes.unskip.button({
      label: words('tips.unskip', { date: calendarFormat(language).date(date, today) }),
      value: { plan: id, date },
    });
  return [
    button(routes.form, 'change'),
    button(routes.preview, 'preview'),
    ...(isPaused
      ? [button(routes.resume, 'resume')]
      : [...(next ? [skip(next.occurrence)] : []), button(routes.pause, 'pause')]),
    ...upcomingSkips(plan, today).slice(0, maxUnskips).map(unskip),
    button(routes.off, 'turn-off'),
  ];
}

/** Buttons that put a skipped tip back. */
const maxUnskips = 5;

type Label = 'change' | 'preview' | 'pause' | 'resume' | 'turn-off' | 'turn-on';
