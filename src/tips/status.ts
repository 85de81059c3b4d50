import { calendarWords } from '../calendar/in-words.ts';
import type { IsHoliday } from '../calendar/occurrences.ts';
import type { Content } from '../content/content.ts';
import type { Arranged } from '../ports.ts';
import { type ButtonSpec, buttons, heading, prose } from '../slack/blocks.ts';
import { type Message, message } from '../slack/message.ts';
import type { Words } from '../words/catalogue.ts';
import { dateIn, isPersonal, nextTipDate, type Plan } from './plan.ts';

type Now = { readonly now: number; readonly isHoliday: IsHoliday | undefined };

/** What a channel's plan is, when the next tip comes, and what can be done about it; `lead` says what has just been done. */
export function statusMessage(
  content: Content,
  plan: Plan,
  { now, isHoliday }: Now,
  lead: readonly string[] = [],
): Message {
  const { words } = content;
  return message([
    heading(words(isPersonal(plan) ? 'tips.title.me' : 'tips.title.channel')),
    ...lead.map((line) => prose([{ text: line, style: 'bold' }])),
    prose([{ text: planLines(content, plan, { now, isHoliday }).join('\n') }]),
    buttons(controls(words, plan)),
  ]);
}

/** The answer where no plan was ever made, with the one line that makes one. */
export function noPlanMessage({ words }: Content, id: string, lead?: string): Message {
  const isMine = isPersonal({ id });
  return message([
    heading(words(isMine ? 'tips.title.me' : 'tips.title.channel')),
    prose([{ text: lead ?? words(isMine ? 'tips.none.me' : 'tips.none.channel') }]),
    buttons([{ action: 'tips.form', label: words('tips.set-up'), value: id, primary: true }]),
  ]);
}

/** The plan in words: its days and time, its skills, what is left out, and what is next. */
export function planLines(
  content: Content,
  plan: Plan,
  { now, isHoliday }: Now,
): readonly string[] {
  const { library, words, language } = content;
  const { rule, skills, mode } = plan;
  const calendar = calendarWords(language);
  const today = dateIn(plan, now);
  const known = skills.flatMap((id) => library.find(id)?.title ?? []);
  const offAhead = rule.daysOff.filter((date) => date >= today).sort();
  return [
    words('tips.rule', { days: daysInWords(content, rule.days), time: rule.time, zone: rule.zone }),
    known.length > 0
      ? words('tips.skills', { skills: calendar.list(known) })
      : words('tips.all-skills'),
    ...(mode === 'least' ? [words('tips.mode-least')] : []),
    ...(rule.holidays
      ? [words('tips.holidays', { place: placeName(content, rule.holidays) })]
      : []),
    ...(offAhead.length > 0
      ? [
          words('tips.days-off', {
            dates: calendar.list(offAhead.map((date) => calendar.date(date, today))),
          }),
        ]
      : []),
    nextInWords(content, plan, { now, isHoliday }),
  ];
}

/** "The next one comes on …", or why none does. */
export function nextInWords(
  { words, language }: Content,
  plan: Plan,
  { now, isHoliday }: Now,
): string {
  if (!plan.isOn) return words('tips.is-off');
  const { pausedUntil } = plan.rule;
  if (pausedUntil === 'open') return words('tips.is-paused');
  const next = nextTipDate(plan, Temporal.Instant.fromEpochMilliseconds(now), isHoliday);
  if (!next) return words('tips.no-next');
  const date = calendarWords(language).date(next.date, dateIn(plan, now));
  return words('tips.next', { date, time: localTime(next.at, plan.rule.zone) });
}

/** That what was changed holds from the next one on, where one is on its way already. */
export function onItsWay(words: Words, { onItsWay: due }: Arranged): readonly string[] {
  return due ? [words('tips.on-its-way')] : [];
}

export function daysInWords({ words, language }: Content, days: Plan['rule']['days']): string {
  const chosen = [...days].sort((a, b) => a - b).join('');
  if (chosen === '1234567') return words('tips.daily');
  if (chosen === '12345') return words('tips.weekdays');
  return words('tips.on-days', { days: calendarWords(language).weekdays(days) });
}

function placeName(
  { language }: Content,
  { country, region }: NonNullable<Plan['rule']['holidays']>,
): string {
  const name = new Intl.DisplayNames([language], { type: 'region' }).of(country) ?? country;
  return region ? `${name} (${region})` : name;
}

function localTime(at: Temporal.Instant, zone: string): string {
  return at.toZonedDateTimeISO(zone).toPlainTime().toString({ smallestUnit: 'minute' });
}

function controls(words: Words, plan: Plan): ButtonSpec[] {
  const { id: value, isOn, rule } = plan;
  const button = (action: string, key: Parameters<typeof label>[0]) => ({
    action,
    label: label(key),
    value,
  });
  const label = (
    key: 'change' | 'preview' | 'skip' | 'pause' | 'resume' | 'turn-off' | 'turn-on',
  ) => words(`tips.${key}`);
  if (!isOn) return [button('tips.resume', 'turn-on'), button('tips.form', 'change')];
  return [
    button('tips.form', 'change'),
    button('tips.preview', 'preview'),
    ...(rule.pausedUntil === undefined
      ? [button('tips.skip', 'skip'), button('tips.pause', 'pause')]
      : [button('tips.resume', 'resume')]),
    button('tips.off', 'turn-off'),
  ];
}
