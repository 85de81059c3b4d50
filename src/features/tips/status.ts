import { calendarFormat } from '../../calendar/calendar-format.ts';
import { dateIn } from '../../calendar/today.ts';
import type { Content } from '../../content/content.ts';
import type { Translate } from '../../i18n/catalogue.ts';
import type { Arranged } from '../../ports/outbox.ts';
import type { ActionRoute } from '../../slack/router/routes.ts';
import { type ButtonSpec, buttons, heading, paragraph, prose } from '../../slack/ui/blocks.ts';
import { typedTextBlock } from '../../slack/ui/failure.ts';
import { type Message, message } from '../../slack/ui/message.ts';
import { isPersonal, type Plan } from './plan.ts';
import { routes } from './routes.ts';

type Upcoming = Arranged['upcoming'];

/** `next` is the outbox's, which knows what was posted already; `now` in milliseconds. */
type Schedule = { readonly now: number; readonly next: Upcoming };

/** A plan in words, when its next tip comes, and what can be done; `lead` is what was just done. */
export function statusMessage(
  content: Content,
  plan: Plan,
  schedule: Schedule,
  lead: readonly string[] = [],
): Message {
  const { words } = content;
  return message([
    heading(words(isPersonal(plan) ? 'tips.title.me' : 'tips.title.channel')),
    ...lead.map((line) => prose([{ text: line, style: 'bold' }])),
    paragraph(planLines(content, plan, schedule).join('\n')),
    buttons(controls(words, plan, schedule)),
  ]);
}

/** The reply if there is no plan, with how to make one, and the typed line to copy, if any. */
export function noPlanMessage({ words }: Content, id: string, typed?: string): Message {
  const personal = isPersonal({ id });
  return message([
    heading(words(personal ? 'tips.title.me' : 'tips.title.channel')),
    paragraph(words(personal ? 'tips.none.me' : 'tips.none.channel')),
    buttons([routes.form.button({ label: words('tips.set-up'), value: id, primary: true })]),
    ...typedTextBlock(words, typed),
  ]);
}

/** Days off that are listed; more are counted. */
const maxListedDates = 5;

function planLines(content: Content, plan: Plan, schedule: Schedule): readonly string[] {
  const { library, words, language } = content;
  const { rule, skills, mode } = plan;
  const calendar = calendarFormat(language);
  const today = dateIn(rule.zone, schedule.now);
  const known = skills.flatMap((id) => library.find(id)?.title ?? []);
  const daysOff = rule.daysOff.filter((date) => date >= today);
  const unlisted = daysOff.length - maxListedDates;
  const dates = [
    ...daysOff.slice(0, maxListedDates).map((date) => calendar.date(date, today)),
    ...(unlisted > 0 ? [words('tips.more-days', { count: unlisted })] : []),
  ];
  return [
    words('tips.rule', {
      days: weekdaysText(content, rule.days),
      time: rule.time,
      zone: rule.zone,
    }),
    known.length > 0
      ? words('tips.skills', { skills: calendar.list(known) })
      : words('tips.all-skills'),
    ...(mode === 'least' ? [words('tips.mode-least')] : []),
    ...(rule.holidays
      ? [words('tips.holidays', { place: placeName(content, rule.holidays) })]
      : []),
    ...(dates.length > 0 ? [words('tips.days-off', { dates: calendar.list(dates) })] : []),
    nextLine(content, plan, schedule),
  ];
}

/** When the next tip comes, or why none does. */
function nextLine({ words, language }: Content, plan: Plan, { now, next }: Schedule): string {
  if (!plan.isOn) return words('tips.is-off');
  if (plan.rule.pausedUntil === 'open') return words('tips.is-paused');
  if (!next) return words('tips.no-next');
  return words('tips.next', dateAndTime(language, plan, next, now));
}

/** In words, in the plan's time zone. */
export function dateAndTime(
  language: string,
  { rule }: Plan,
  { occurrence, postAt }: NonNullable<Upcoming>,
  now: number,
): { readonly date: string; readonly time: string } {
  const at = Temporal.Instant.fromEpochMilliseconds(postAt * 1000);
  const time = at.toZonedDateTimeISO(rule.zone).toPlainTime();
  return {
    date: calendarFormat(language).date(occurrence, dateIn(rule.zone, now)),
    time: time.toString({ smallestUnit: 'minute' }),
  };
}

/** Says that a change applies from the tip after the one that can't be stopped any more. */
export function alreadyQueued(words: Translate, { onItsWay }: Arranged): readonly string[] {
  return onItsWay ? [words('tips.on-its-way')] : [];
}

function weekdaysText({ words, language }: Content, days: Plan['rule']['days']): string {
  const chosen = [...days].sort((a, b) => a - b).join('');
  if (chosen === '1234567') return words('tips.daily');
  if (chosen === '12345') return words('tips.weekdays');
  return words('tips.on-days', { days: calendarFormat(language).weekdays(days) });
}

function placeName(
  { language }: Content,
  { country, region }: NonNullable<Plan['rule']['holidays']>,
): string {
  const name = new Intl.DisplayNames([language], { type: 'region' }).of(country) ?? country;
  return region ? `${name} (${region})` : name;
}

function controls(words: Translate, plan: Plan, { now, next }: Schedule): ButtonSpec[] {
  const { id, isOn, rule } = plan;
  const button = (route: ActionRoute<string>, key: Label) =>
    route.button({ label: words(`tips.${key}`), value: id });
  if (!isOn) return [button(routes.resume, 'turn-on'), button(routes.form, 'change')];
  const { pausedUntil } = rule;
  const isPaused = pausedUntil !== undefined && pausedUntil > dateIn(rule.zone, now);
  const skip = (date: string) =>
    routes.skip.button({ label: words('tips.skip'), value: { plan: id, date } });
  return [
    button(routes.form, 'change'),
    button(routes.preview, 'preview'),
    ...(isPaused
      ? [button(routes.resume, 'resume')]
      : [...(next ? [skip(next.occurrence)] : []), button(routes.pause, 'pause')]),
    button(routes.off, 'turn-off'),
  ];
}

type Label = 'change' | 'preview' | 'pause' | 'resume' | 'turn-off' | 'turn-on';
