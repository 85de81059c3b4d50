import { calendarFormat } from '../../calendar/calendar-format.ts';
import type { Content } from '../../content/content.ts';
import type { Omission } from './plan.ts';

type Words = Pick<Content, 'words' | 'language'>;

/** Days that follow each other. */
type Run = { readonly first: string; readonly last: string; readonly days: number };

/** So many days are shown as a range; fewer one by one. */
const shortestRange = 3;

const isDayAfter = (date: string, before: string): boolean =>
  Temporal.PlainDate.from(before).add({ days: 1 }).toString() === date;

/** Dates in ascending order, as ranges where they follow each other. */
function runsOf(dates: readonly string[], isNext = isDayAfter): readonly Run[] {
  const runs: Run[] = [];
  for (const date of dates) {
    const run = runs.at(-1);
    if (run && isNext(date, run.last))
      runs.splice(-1, 1, { ...run, last: date, days: run.days + 1 });
    else runs.push({ first: date, last: date, days: 1 });
  }
  return runs.flatMap((run) =>
    run.days < shortestRange
      ? dates
          .filter((date) => date >= run.first && date <= run.last)
          .map((date) => ({ first: date, last: date, days: 1 }))
      : [run],
  );
}

/** At most `most` dates and ranges in words; of the rest only how many days they are. */
export function daysText(
  { words, language }: Words,
  dates: readonly string[],
  { today, most = Infinity }: { readonly today: string; readonly most?: number },
): readonly string[] {
  const runs = runsOf(dates);
  const left = runs.slice(most).reduce((sum, { days }) => sum + days, 0);
  return [
    ...runs.slice(0, most).map((run) => runText({ words, language }, run, today)),
    ...(left > 0 ? [words('tips.more-days', { count: left })] : []),
  ];
}

function runText({ words, language }: Words, { first, last, days }: Run, today: string): string {
  const calendar = calendarFormat(language);
  if (days === 1) return calendar.date(first, today);
  return words('tips.range', calendar.range(first, last, today));
}

/** As they can be typed in every language. */
export function typedDays(dates: readonly string[]): string {
  return runsOf(dates)
    .map(({ first, last, days }) => (days === 1 ? first : `${first} - ${last}`))
    .join(', ');
}

/** Reasons that are named; of the rest only how many days they are. */
const maxReasons = 4;

/** Why no tip comes on these dates, on which one would come by its days and time. */
export function reasonsText(
  content: Words,
  omissions: readonly Omission[],
  {
    today,
    pausedUntil = '',
  }: { readonly today: string; readonly pausedUntil?: string | undefined },
): string {
  const { words, language } = content;
  const calendar = calendarFormat(language);
  const whyOf = new Map(omissions.map(({ date, why }) => [date, why]));
  const dates = omissions.map(({ date }) => date);
  // Tips are skipped one by one, so the days between them are none of the range.
  const follows = (date: string, before: string) =>
    whyOf.get(date) === 'skipped'
      ? dates.indexOf(date) === dates.indexOf(before) + 1
      : isDayAfter(date, before);
  const runs = runsOf(
    dates.filter((date) => whyOf.get(date) !== 'paused'),
    (date, before) => whyOf.get(date) === whyOf.get(before) && follows(date, before),
  );
  const reasons = runs.flatMap((run) => {
    const why = whyOf.get(run.first);
    if (why === undefined || why === 'paused') return [];
    const text = runText(content, run, today);
    return run.days === 1
      ? words(`tips.why.${why}`, { date: text })
      : words(`tips.why-range.${why}`, { range: text });
  });
  const isPaused = omissions.some(({ why }) => why === 'paused');
  const pause = isPaused
    ? [words('tips.why.paused', { date: calendar.date(pausedUntil, today) })]
    : [];
  const named = reasons.slice(0, maxReasons - pause.length);
  const left = runs.slice(named.length).reduce((sum, { days }) => sum + days, 0);
  const more = left > 0 ? [words('tips.more-days', { count: left })] : [];
  return calendar.list([...pause, ...named, ...more]);
}
