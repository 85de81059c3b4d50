import { parseWeekdays } from '../../../calendar/parse/weekdays.ts';
import type { Weekday } from '../../../calendar/rule.ts';
import type { Problem } from './parse-command.ts';
import { parseDaysOff } from './parse-dates.ts';

const before =
  /^(?:no|not|never|without|except|but|less|delete|stop|any)\b(?: (?:not|on|for|any))* (?<days>.+)$/i;
const behind = /^(?:on )?(?<days>.+?),? (?:no|not|off|delete|none|without)$/i;

/** Every one of them, not only the next. */
const isPlural = /(?:days|ends)$/i;

const names = 'monday tuesday wednesday thursday friday saturday sunday'.split(' ');

/** Words; longer texts are sentences. */
const maxWords = 5;

/**
 * "tomorrow no", "not on Fridays", "without Monday": not in the words of a command, so the commands
 * that may be meant are suggested.
 */
export function parseNegated(text: string, today: string): Problem | undefined {
  const typed = (before.exec(text) ?? behind.exec(text))?.groups?.days ?? '';
  const days = typed.replace(/^(?:the|on|every|each) /i, '');
  if (days === '' || days.split(' ').length > maxWords) return undefined;
  const off = parseDaysOff(days, today);
  const weekdays = parseWeekdays(days);
  const others = 'value' in weekdays ? othersThan(weekdays.value) : [];
  const nearest = [
    ...(off && 'kind' in off && !isPlural.test(days) ? [`/care tips off ${days}`] : []),
    ...(others.length > 0 ? [`/care tips on ${others.join(',')}`] : []),
  ];
  return nearest.length > 0 ? { about: 'word', part: text, nearest } : undefined;
}

/** The days of a working week that are left. */
const othersThan = (days: readonly Weekday[]): readonly string[] =>
  names.slice(0, 5).filter((_, at) => !days.includes((at + 1) as Weekday));
