import { parseWeekdays } from '../../../calendar/parse/weekdays.ts';
import type { Weekday } from '../../../calendar/rule.ts';
import type { Problem } from './parse-command.ts';
import { parseDaysOff } from './parse-dates.ts';

const before =
  /^(?:no|not|never|without|except|but|less|delete|stop)\b(?: (?:not|on|for|any))* (?<days>.+)$/i;
const behind = /^(?:on )?(?<days>.+?),? (?:no|not|off|delete|none|without)$/i;

/** Every one of them, not only the next. */
const isPlural = /(?:days|ends)$/i;

const names = 'monday tuesday wednesday thursday friday saturday sunday'.split(' ');

/** Words; longer texts are sentences. */
const maxWords = 5;

type Known = {
  /** `YYYY-MM-DD` in the plan's time zone. */
  readonly today: string;
  /** On which tips come; without them no others are suggested. */
  readonly planDays?: readonly Weekday[] | undefined;
};

/**
 * "tomorrow no", "not on Fridays", "without Monday": not in the words of a command, so the commands
 * that may be meant are suggested.
 */
export function parseNegated(text: string, { today, planDays = [] }: Known): Problem | undefined {
  const typed = (before.exec(text) ?? behind.exec(text))?.groups?.days ?? '';
  const days = typed.replace(/^(?:the|on|every|each) /i, '');
  if (days === '' || days.split(' ').length > maxWords) return undefined;
  const off = parseDaysOff(days, today);
  const weekdays = parseWeekdays(days);
  const named: readonly Weekday[] = 'value' in weekdays ? weekdays.value : [];
  const isNamed = planDays.some((day) => named.includes(day));
  const others = planDays.filter((day) => !named.includes(day)).map((day) => names[day - 1]);
  const nearest = [
    ...(off && 'kind' in off && !isPlural.test(days) ? [`/care tips off ${days}`] : []),
    ...(named.length > 0 && others.length > 0 ? [`/care tips on ${others.join(',')}`] : []),
    ...(isNamed && others.length === 0 ? ['/care tips off'] : []),
  ];
  return nearest.length > 0 ? { about: 'word', part: text, nearest } : undefined;
}
