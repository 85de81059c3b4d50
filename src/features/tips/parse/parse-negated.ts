import type { ParseResult } from '../../../calendar/parse/parse-result.ts';
import { parseWeekdays } from '../../../calendar/parse/weekdays.ts';
import type { HolidayPlace, Weekday } from '../../../calendar/rule.ts';
import type { Problem, Whose } from './parse-command.ts';
import { parseDaysOff, parsePause } from './parse-dates.ts';

const before =
  /^(?:no|not|never|without|except|but|less|delete|stop)\b(?: (?:not|on|for|me|any|tips?|from))* (?<days>.+)$/i;
const behind = /^(?:on )?(?<days>.+?),? (?:no|not|off|delete|none|without)$/i;

/** For some time, not on some days; "until Monday" says it alone. */
const pause =
  /^(?:(?:no|not|without|delete|stop)\b(?: (?:for me|me|any|the|my|our|daily|tips?))* |(?=until|till|til))(?<time>(?:until|till|til|for|this week|the week)\b.*)$/i;

const holidays =
  /^(?:no|not|never|off|without|except|but|less|delete|stop)\b(?: (?:not|on|in|for|me|any|tips?|during|the|public|bank))* holidays(?: (?:of |in |for )?(?<place>.+))?$/i;

/** What is meant may be those that a plan leaves out. */
const bareHolidays = /^(?:no|off|without|delete|stop)\b(?: (?:the|public|bank))* holidays$/i;

/** Every one of them, not only the next. */
const isPlural = /(?:days|ends)$/i;

const names = 'monday tuesday wednesday thursday friday saturday sunday'.split(' ');

/** Words; longer texts are sentences. */
const maxWords = 5;

/** No tip comes on those days anyway. */
type LeftOut = { readonly kind: 'left-out' };

const weekdayOf = (date: string): Weekday => Temporal.PlainDate.from(date).dayOfWeek as Weekday;

type Known = {
  readonly whose?: Whose;
  /** `YYYY-MM-DD` in the plan's time zone. */
  readonly today: string;
  /** On which tips come; none without a plan that is on. */
  readonly planDays?: readonly Weekday[] | undefined;
  readonly findPlace?: (text: string) => ParseResult<HolidayPlace>;
};

/**
 * "tomorrow no", "not on Fridays", "without Monday", "no tips until May": not in the words of a
 * command, so the commands that may be meant are suggested, if they change anything.
 */
export function parseNegated(text: string, known: Known): Problem | LeftOut | undefined {
  const days = parseDays(text, known);
  if (days) return days;
  const meant = pauseIn(text, known) ?? holidaysIn(text, known);
  if (meant === undefined || typeof meant !== 'string') return meant;
  const ended = bareHolidays.test(text) ? ['/care tips holidays off'] : [];
  const { whose } = known;
  return { about: 'word', part: text, nearest: [...ordersIn(text, meant, whose), ...ended] };
}

/** "No tips" may be those of the channel or the person's own, which are told apart by "me". */
const mayBeOwn = (text: string, whose: Whose | undefined): boolean =>
  whose !== 'me' && /^delete\b/i.test(text);

/** The commands that may be meant by an order. */
export const ordersIn = (text: string, order: string, whose?: Whose): readonly string[] => [
  `/care tips ${order}`,
  ...(mayBeOwn(text, whose) ? [`/care tips me ${order}`] : []),
];

function pauseIn(text: string, { today }: Known): string | Problem | undefined {
  const { time = '' } = pause.exec(text)?.groups ?? {};
  if (time.split(' ').length > maxWords) return undefined;
  const read = time === '' ? undefined : parsePause(time, today);
  if (read && 'kind' in read) return `pause ${time}`;
  // A till is also where people pay.
  return /^until\b/i.test(time) ? read : undefined;
}

function holidaysIn(text: string, { findPlace }: Known): string | undefined {
  const found = holidays.exec(text);
  if (!found) return undefined;
  const { place } = found.groups ?? {};
  if (place === undefined) return 'holidays …';
  const result = findPlace?.(place);
  return result && 'value' in result ? `holidays ${place}` : undefined;
}

function parseDays(text: string, known: Known): Problem | LeftOut | undefined {
  const { today, planDays } = known;
  const typed = (before.exec(text) ?? behind.exec(text))?.groups?.days ?? '';
  const days = typed.replace(/^(?:the|on|every|each) /i, '');
  if (days === '' || days.split(' ').length > maxWords) return undefined;
  const off = parseDaysOff(days, today);
  const weekdays = parseWeekdays(days);
  const named: readonly Weekday[] = 'value' in weekdays ? weekdays.value : [];
  const dates = off && 'kind' in off ? off.dates : [];
  if (named.length === 0 && dates.length === 0) return undefined;
  const comesOn = (date: string): boolean => planDays?.includes(weekdayOf(date)) ?? true;
  const isNamed = planDays?.some((day) => named.includes(day)) ?? false;
  const others = planDays?.filter((day) => !named.includes(day)).map((day) => names[day - 1]) ?? [];
  const isDates = dates.length > 0 && !isPlural.test(days);
  const nearest = [
    ...(isDates && dates.some(comesOn) ? [`/care tips off ${days}`] : []),
    ...(isDates && mayBeOwn(text, known.whose) ? [`/care tips me off ${days}`] : []),
    ...(isNamed
      ? [others.length > 0 ? `/care tips on ${others.join(',')}` : '/care tips off']
      : []),
  ];
  if (nearest.length > 0) return { about: 'word', part: text, nearest };
  return planDays && { kind: 'left-out' };
}
