import { parseWeekdays } from '../../../calendar/parse/weekdays.ts';
import type { Weekday } from '../../../calendar/rule.ts';
import type { Problem } from './parse-command.ts';
import { parseDaysOff } from './parse-dates.ts';

const before =
  /^(?:no|not|never|without|except|but|less|delete|stop)\b(?: (?:not|on|for|any|tips?|from))* (?<days>.+)$/i;
const behind = /^(?:on )?(?<days>.+?),? (?:no|not|off|delete|none|without)$/i;

/** Every one of them, not only the next. */
const isPlural = /(?:days|ends)$/i;

const names = 'monday tuesday wednesday thursday friday saturday sunday'.split(' ');

/** Words; longer texts are sentences. */
const maxWords = 5;

/** No tip comes on those days anyway. */
type LeftOut = { readonly kind: 'left-out' };

const weekdayOf = (date: string): Weekday => Temporal.PlainDate.from(date).dayOfWeek as Weekday;

type Known = {
  /** `YYYY-MM-DD` in the plan's time zone. */
  readonly today: string;
  /** On which tips come; none without a plan that is on. */
  readonly planDays?: readonly Weekday[] | undefined;
};

/**
 * "tomorrow no", "not on Fridays", "without Monday": not in the words of a command, so the commands
 * that may be meant are suggested, if they change anything.
 */
export function parseNegated(
  text: string,
  { today, planDays }: Known,
): Problem | LeftOut | undefined {
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
  const nearest = [
    ...(dates.some(comesOn) && !isPlural.test(days) ? [`/care tips off ${days}`] : []),
    ...(isNamed
      ? [others.length > 0 ? `/care tips on ${others.join(',')}` : '/care tips off']
      : []),
  ];
  if (nearest.length > 0) return { about: 'word', part: text, nearest };
  return planDays && { kind: 'left-out' };
}
