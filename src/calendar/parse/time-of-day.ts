import { type ParseResult, parsed, unparsed } from './parse-result.ts';

const namedTimes = new Map([
  ['noon', '12:00'],
  ['midday', '12:00'],
  ['midnight', '00:00'],
]);

/** `9`, `9:30`, `09.30`, `9h30`, `21h`, `9:30 h`, `930`, each with or without am or pm. */
const clock = new RegExp(
  String.raw`^(?<hours>\d{1,2})` +
    String.raw`(?:(?:\s?[:.h]\s?)(?<minutes>\d{1,2})?|(?<bare>\d\d))?` +
    String.raw`\s?(?<half>[ap]\.?m?\.?|h(?:s|rs?)?|o['’]?clock)?$`,
  'i',
);

/** `10 less :15`, `:15 to 10`: before an hour. */
const before =
  /^(?:(?<hour>\d{1,2}) less :?(?<less>\d{1,2})|:(?<minutes>\d{1,2}) to (?<next>\d{1,2}))(?<half> ?[ap]m)?$/;

const hourWords = 'one two three four five six seven eight nine ten eleven twelve'.split(' ');

/** An hour in words, where it is one for sure. */
const hourWord = new RegExp(
  `(?<=past |to )(?:${hourWords.join('|')})|^(?:${hourWords.join('|')})(?= ?(?:[ap]m|o['’]?clock)$)`,
);

/** `half past 9`, `a quarter to 10`; "half nine" is 8:30 to some. */
const spoken =
  /^(?<minutes>half past|(?:a )?quarter (?:past|to)) (?<hour>\d{1,2})(?<half> ?[ap]m)?$/;

/** Parses a time of day, as `HH:MM` on a 24-hour clock. */
export function parseTimeOfDay(text: string): ParseResult<string> {
  const typed = text
    .trim()
    .toLowerCase()
    .replace(hourWord, (word) => String(hourWords.indexOf(word) + 1));
  const name = namedTimes.get(typed);
  if (name) return parsed(name);
  const parts: Readonly<Record<string, string | undefined>> | undefined =
    before.exec(typed)?.groups;
  if (parts) return parseBefore(parts);
  const words: Readonly<Record<string, string | undefined>> | undefined =
    spoken.exec(typed)?.groups;
  if (words) return parseSpoken(words);
  const { hours, minutes, bare, half = '' } = clock.exec(typed)?.groups ?? {};
  if (hours === undefined) return unparsed();
  if (/[:.]$/.test(typed) && !half) return unparsed(...completions(hours, '0').slice(0, 1));
  // 9:3 may lack its first digit or its last.
  if (minutes?.length === 1) return unparsed(...completions(hours, minutes));
  const minute = Number(minutes ?? bare ?? 0);
  const hour = Number(hours);
  if (minute > 59) return hour < 24 ? unparsed(timeOf(hour, 0)) : unparsed();
  if (/^[ap]/.test(half)) return parseHalfDay(hour, minute, half.startsWith('p'));
  if (hour === 24) return unparsed(timeOf(0, minute));
  return hour > 24 ? unparsed() : parsed(timeOf(hour, minute));
}

function parseBefore({ hour, less, minutes, next, half = '' }: Record<string, string | undefined>) {
  const whole = parseTimeOfDay(`${hour ?? next}${half}`);
  const earlier = Number(less ?? minutes);
  if (!('value' in whole) || earlier > 59) return unparsed();
  const time = Temporal.PlainTime.from(whole.value).subtract({ minutes: earlier });
  return parsed(time.toString({ smallestUnit: 'minute' }));
}

function parseSpoken({ minutes, hour, half = '' }: Record<string, string | undefined>) {
  if (minutes?.endsWith('to')) return parseTimeOfDay(`:15 to ${hour}${half}`);
  return parseTimeOfDay(`${hour}:${minutes === 'half past' ? 30 : 15}${half}`);
}

function parseHalfDay(hour: number, minute: number, afternoon: boolean): ParseResult<string> {
  if (hour > 24) return unparsed();
  // 13 pm is wrong but clear; 15 am may be anything.
  if (hour > 12 || hour === 0)
    return afternoon || hour === 0 ? unparsed(timeOf(hour % 24, minute)) : unparsed();
  return parsed(timeOf((hour % 12) + (afternoon ? 12 : 0), minute));
}

/** The times that `9:3` may stand for: `9:03` and `9:30`. */
function completions(hours: string, minute: string): string[] {
  if (Number(hours) > 23) return [];
  return [`0${minute}`, `${minute}0`]
    .filter((minutes) => Number(minutes) < 60)
    .map((minutes) => timeOf(Number(hours), Number(minutes)));
}

function timeOf(hour: number, minute: number): string {
  return [hour, minute].map((part) => String(part).padStart(2, '0')).join(':');
}
