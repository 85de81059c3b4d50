import { dateIn } from '../../../calendar/today.ts';
import type { Tries, Try } from '../keys.ts';
import type { WorkingTime } from './working-time.ts';

/**
 * When a person is asked about what they try. The daily maximum: one question a day, whichever
 * kind, besides the tip of their own plan. Both kinds give way to each other, so that people who try
 * something every day get both; and questions that are never answered become rare.
 */

/** Late in a working day, when people can look back on their shift. */
const questionTime = Temporal.PlainTime.from('16:30');
/** A try that starts later than this is asked about on the next working day. */
const latestStart = Temporal.PlainTime.from('16:00');
/** Working days, the first included, on one of which the question has to come. */
const maxWait = 3;
/** Days after which it would be too late for a person who is away. */
const maxAway = 14;
/** Questions of either kind in a row without an answer; then there is a break. */
const maxUnanswered = 5;
/** Milliseconds without a question how a try went, after those. */
const answerBreak = 14 * 24 * 3_600_000;
/** Days without a question about an earlier try. */
const recallBreak = 28;

/** In the middle of a working day: it takes a moment to think of the answer. */
const recallTime = Temporal.PlainTime.from('11:30');
/** Days after a try on which it comes back (Latimier 2021). */
export const recallDays = [3, 8, 21] as const;
/** From one question about an earlier try to the next: about two a week. */
const daysBetween = 3;
/** Days for which the last one still makes sense. */
const maxLate = 14;

/** Milliseconds. In its last ten minutes a message can't be stopped any more. */
const unstoppableWindow = 10 * 60_000;

const dayAt = (date: Temporal.PlainDate, plainTime: Temporal.PlainTime, timeZone: string) =>
  date.toZonedDateTime({ timeZone, plainTime }).epochMilliseconds / 1000;

const later = (date: string, days: number): string =>
  Temporal.PlainDate.from(date).add({ days }).toString();

/** The local dates on which a person is asked something. */
function takenDates({ tries, recall, lastRecall }: Tries, zone: string): ReadonlySet<string> {
  const asked = tries.flatMap(({ askAt }) =>
    askAt === undefined ? [] : [dateIn(zone, askAt * 1000)],
  );
  return new Set([...asked, ...(recall ? [recall.date] : []), ...(lastRecall ? [lastRecall] : [])]);
}

type HasSkill = (skill: string) => boolean;

/**
 * When a person who starts a try now (ms) is asked how it went, in seconds: on the first working day
 * without another question. `undefined` if that would be too late, or too much. `hasSkill` says
 * whether the content still has a skill.
 */
export function questionDue(
  tries: Tries,
  time: WorkingTime,
  now: number,
  hasSkill: HasSkill,
): number | undefined {
  if (isUnanswered(tries, now)) return undefined;
  const { zone, isWorkday } = time;
  const start = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone);
  const isLate = Temporal.PlainTime.compare(start.toPlainTime(), latestStart) > 0;
  const first = start.toPlainDate().add({ days: isLate ? 1 : 0 });
  const settled = withAsked(tries, unstoppableUntil(now));
  const recall = nextRecall(settled, time, Math.floor(now / 1000), hasSkill);
  const taken = new Set([...takenDates(tries, zone), ...(recall ? [recall.date] : [])]);
  let workdays = 0;
  for (let days = 0; days <= maxAway && workdays < maxWait; days += 1) {
    const date = first.add({ days });
    if (!isWorkday(date.toString())) continue;
    if (!taken.has(date.toString())) return dayAt(date, questionTime, zone);
    workdays += 1;
  }
  return undefined;
}

/** Whether the latest questions how it went are all without an answer, and not long ago. */
function isUnanswered({ tries }: Tries, now: number): boolean {
  const asked = tries.filter(({ askAt }) => askAt !== undefined && askAt * 1000 <= now);
  const latest = asked.slice(-maxUnanswered);
  const last = (latest.at(-1)?.askAt ?? 0) * 1000;
  return (
    latest.length === maxUnanswered &&
    latest.every(({ outcome }) => outcome === undefined) &&
    now - last < answerBreak
  );
}

/**
 * Moves the questions how it went to the person's clock and working days of today. Resolves with the
 * tries as they are now, and the presses of those that moved.
 */
export function moveQuestions(
  tries: Tries,
  time: WorkingTime,
  now: number,
  hasSkill: HasSkill,
): { readonly tries: Tries; readonly moved: readonly string[] } {
  const { zone, isWorkday } = time;
  const moved: string[] = [];
  let after = tries;
  for (const one of tries.tries) {
    const { press, askAt, outcome, zone: before = zone } = one;
    if (askAt === undefined || outcome || askAt * 1000 <= now + unstoppableWindow) continue;
    const date = Temporal.PlainDate.from(dateIn(before, askAt * 1000));
    const isKept = isWorkday(date.toString()) && dayAt(date, questionTime, zone) === askAt;
    if (isKept) continue;
    const { askAt: _, ...unasked } = one;
    const others = withTry(after, unasked);
    // Not before its day, and not in the last minutes before the question.
    const from = Math.max(now, dayAt(date, Temporal.PlainTime.from('00:00'), zone) * 1000);
    const due = questionDue(others, time, from, hasSkill);
    after = withTry(others, due === undefined ? unasked : { ...unasked, askAt: due, zone });
    moved.push(press);
  }
  return { tries: after, moved };
}

function withTry(tries: Tries, next: Try): Tries {
  return { ...tries, tries: tries.tries.map((one) => (one.press === next.press ? next : one)) };
}

export type Recall = Omit<NonNullable<Tries['recall']>, 'isQueued'>;

/** Whether anything that a person tried may still come back. */
export function mayRecall({ asks, recalls, tries }: Tries): boolean {
  return asks && recalls !== false && tries.some(isRecallable);
}

/** Tries that earlier versions stored don't come back. */
const isRecallable = ({ text, isEnded, recalled = 0 }: Try): boolean =>
  text !== undefined && !isEnded && recalled < recallDays.length;

/** The tries, with the latest question counted as asked if Slack posts it by `after` (seconds). */
export function withAsked(tries: Tries, after: number): Tries {
  const { recall, ...rest } = tries;
  if (!recall?.isQueued || recall.postAt > after) return tries;
  const counted = rest.tries.map((one) =>
    one.press === recall.press ? { ...one, recalled: recall.stage + 1 } : one,
  );
  const unpressedRecalls = (rest.unpressedRecalls ?? 0) + 1;
  return { ...rest, tries: counted, lastRecall: recall.date, unpressedRecalls };
}

/** After a press of a question about an earlier try. */
export function withPressedRecall(tries: Tries, now: number): Tries {
  return { ...withAsked(tries, Math.floor(now / 1000)), unpressedRecalls: 0 };
}

/** The moment, in seconds, up to which a question can't be stopped at `now` (ms). */
export const unstoppableUntil = (now: number): number =>
  Math.floor((now + unstoppableWindow) / 1000);

/**
 * The next question about what was tried before, after a moment (seconds): on a working day without
 * another question, what has waited longest. What was tried twice comes back by its latest try.
 */
export function nextRecall(
  tries: Tries,
  { zone, isWorkday }: WorkingTime,
  after: number,
  hasSkill: HasSkill,
): Recall | undefined {
  if (!mayRecall(tries)) return undefined;
  const latest = new Map(tries.tries.map((one) => [one.tip, one]));
  const open = [...latest.values()].filter((one) => isRecallable(one) && hasSkill(one.skill));
  const dates = open.map(({ date }) => date).sort((a, b) => a.localeCompare(b));
  const newest = dates.at(-1);
  if (newest === undefined) return undefined;
  const end = later(newest, recallDays[2] + maxLate);
  // The question that is drawn already may be drawn anew.
  const { recall: _, ...others } = tries;
  const taken = takenDates(others, zone);
  const { lastRecall, unpressedRecalls = 0 } = tries;
  const gap = unpressedRecalls >= maxUnanswered ? recallBreak : daysBetween;
  const earliest = lastRecall ? later(lastRecall, gap) : '';
  for (let date = dateIn(zone, after * 1000); date <= end; date = later(date, 1)) {
    if (date < earliest || taken.has(date) || !isWorkday(date)) continue;
    const postAt = dayAt(Temporal.PlainDate.from(date), recallTime, zone);
    if (postAt <= after) continue;
    const [first] = open
      .flatMap((one) => dueBy(one, date))
      .sort((a, b) => a.since.localeCompare(b.since));
    if (first) return { date, postAt, press: first.press, stage: first.stage };
  }
  return undefined;
}

/** Which time a try comes back on this date, and since when; one that was missed is left out. */
function dueBy(
  { date: start, press, recalled = 0 }: Try,
  date: string,
): readonly { readonly press: string; readonly stage: number; readonly since: string }[] {
  if (date > later(start, recallDays[2] + maxLate)) return [];
  const stage = recallDays.findLastIndex((days) => date >= later(start, days));
  const days = recallDays[stage];
  if (days === undefined || stage < recalled) return [];
  return [{ press, stage, since: later(start, days) }];
}
