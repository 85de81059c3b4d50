import { calendarFormat } from '../../calendar/calendar-format.ts';
import type { Content } from '../../content/content.ts';
import type { Translate } from '../../i18n/catalogue.ts';
import type { Arranged } from '../../ports/outbox.ts';
import type { ActionRoute } from '../../slack/router/routes.ts';
import { type ButtonSpec, buttons, heading, prose, verbatim } from '../../slack/ui/blocks.ts';
import { type Message, message } from '../../slack/ui/message.ts';
import { dateIn, isPersonal, type Plan } from './plan.ts';
import { routes } from './routes.ts';

type Now = { readonly now: number; readonly next: Coming };

/** What comes next of a plan, as the outbox says: it knows what went out already. */
export type Coming = Arranged['upcoming'];

/** What a channel's plan is, when the next tip comes, and what can be done about it; `lead` says what has just been done. */
export function statusMessage(
  content: Content,
  plan: Plan,
  { now, next }: Now,
  lead: readonly string[] = [],
): Message {
  const { words } = content;
  return message([
    heading(words(isPersonal(plan) ? 'tips.title.me' : 'tips.title.channel')),
    ...lead.map((line) => prose([{ text: line, style: 'bold' }])),
    prose([{ text: planLines(content, plan, { now, next }).join('\n') }]),
    buttons(controls(words, plan, { now, next })),
  ]);
}

/** The answer where no plan was ever made, with the one line that makes one; and what was typed, where that was more. */
export function noPlanMessage({ words }: Content, id: string, typed?: string): Message {
  const isMine = isPersonal({ id });
  return message([
    heading(words(isMine ? 'tips.title.me' : 'tips.title.channel')),
    prose([{ text: words(isMine ? 'tips.none.me' : 'tips.none.channel') }]),
    buttons([routes.form.button({ label: words('tips.set-up'), value: id, primary: true })]),
    ...(typed === undefined ? [] : [verbatim(words('failure.yours'), typed)]),
  ]);
}

/** More dates than this are told by their number. */
const datesTold = 5;

/** The plan in words: its days and time, its skills, what is left out, and what is next. */
function planLines(content: Content, plan: Plan, { now, next }: Now): readonly string[] {
  const { library, words, language } = content;
  const { rule, skills, mode } = plan;
  const calendar = calendarFormat(language);
  const today = dateIn(plan, now);
  const known = skills.flatMap((id) => library.find(id)?.title ?? []);
  const offAhead = rule.daysOff.filter((date) => date >= today);
  const more = offAhead.length - datesTold;
  const dates = [
    ...offAhead.slice(0, datesTold).map((date) => calendar.date(date, today)),
    ...(more > 0 ? [words('tips.more-days', { count: more })] : []),
  ];
  return [
    words('tips.rule', { days: daysInWords(content, rule.days), time: rule.time, zone: rule.zone }),
    known.length > 0
      ? words('tips.skills', { skills: calendar.list(known) })
      : words('tips.all-skills'),
    ...(mode === 'least' ? [words('tips.mode-least')] : []),
    ...(rule.holidays
      ? [words('tips.holidays', { place: placeName(content, rule.holidays) })]
      : []),
    ...(dates.length > 0 ? [words('tips.days-off', { dates: calendar.list(dates) })] : []),
    nextInWords(content, plan, { now, next }),
  ];
}

/** "The next one comes on …", or why none does. */
function nextInWords({ words, language }: Content, plan: Plan, { now, next }: Now): string {
  if (!plan.isOn) return words('tips.is-off');
  if (plan.rule.pausedUntil === 'open') return words('tips.is-paused');
  if (!next) return words('tips.no-next');
  return words('tips.next', whenInWords(language, plan, next, now));
}

/** The date and the time of something, on the plan's clocks. */
export function whenInWords(
  language: string,
  plan: Plan,
  { occurrence, postAt }: NonNullable<Coming>,
  now: number,
): { readonly date: string; readonly time: string } {
  const at = Temporal.Instant.fromEpochMilliseconds(postAt * 1000);
  const time = at.toZonedDateTimeISO(plan.rule.zone).toPlainTime();
  return {
    date: calendarFormat(language).date(occurrence, dateIn(plan, now)),
    time: time.toString({ smallestUnit: 'minute' }),
  };
}

/** That what was changed holds from the next one on, where one is on its way already. */
export function onItsWay(words: Translate, { onItsWay: due }: Arranged): readonly string[] {
  return due ? [words('tips.on-its-way')] : [];
}

function daysInWords({ words, language }: Content, days: Plan['rule']['days']): string {
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

function controls(words: Translate, plan: Plan, { now, next }: Now): ButtonSpec[] {
  const { id, isOn, rule } = plan;
  const button = (route: ActionRoute<string>, key: Label) =>
    route.button({ label: words(`tips.${key}`), value: id });
  if (!isOn) return [button(routes.resume, 'turn-on'), button(routes.form, 'change')];
  const { pausedUntil } = rule;
  const isPaused = pausedUntil !== undefined && pausedUntil > dateIn(plan, now);
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
