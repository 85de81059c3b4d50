import type { Appointment, Planner } from '../../../ports/outbox.ts';
import { put } from '../../../ports/store.ts';
import type { TipDeps } from '../deps.ts';
import { type Outcome, type Tries, type Try, triesKey } from '../keys.ts';
import { skillOf } from '../tip.ts';
import { findChoice } from './choices.ts';
import { questionMessage } from './message.ts';

type StoreDeps = Pick<TipDeps, 'store'>;

/** The outbox's kind for questions about tries; an appointment's id is `user/press`. */
export const questionKind = 'question';

/** How many tries of a person are kept; `/care me` shows the latest few. */
const maxTries = 100;

const noTries: Tries = { asks: true, tries: [] };

/** Late in a working day, when people can look back on their shift. */
const questionTime = Temporal.PlainTime.from('16:30');
/** A try that starts later than this is asked about on the next working day. */
const latestStart = Temporal.PlainTime.from('16:00');

/** When a person who starts a try now (ms) is asked about it, in their own time zone. */
export function questionDue(now: number, zone: string): Temporal.ZonedDateTime {
  const start = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone);
  const isLate = Temporal.PlainTime.compare(start.toPlainTime(), latestStart) > 0;
  let date = start.toPlainDate().add({ days: isLate ? 1 : 0 });
  while (date.dayOfWeek > 5) date = date.add({ days: 1 });
  return date.toZonedDateTime({ timeZone: zone, plainTime: questionTime });
}

/**
 * Records that a person wants to try a tip. `isStored` is false if the try was already stored with
 * its question.
 */
export async function startTry(
  { store }: StoreDeps,
  workspace: string,
  user: string,
  attempt: Try,
): Promise<{ readonly isStored: boolean; readonly asks: boolean }> {
  const key = triesKey(workspace, user);
  return store.update([key], (before) => {
    const { asks, tries } = before ?? noTries;
    const known = tries.find(({ press }) => press === attempt.press);
    // A second press after questions were turned on again schedules the question.
    const isStored = !known || (asks && known.askAt === undefined && !known.outcome);
    const { askAt, ...unasked } = attempt;
    const next = asks && askAt !== undefined ? attempt : unasked;
    const others = tries.filter((one) => one !== known);
    const after = { asks, tries: [...others, next].slice(-maxTries) };
    return { writes: isStored ? [put(key, after)] : [], result: { isStored, asks } };
  });
}

export async function findTry(
  { store }: StoreDeps,
  workspace: string,
  user: string,
  press: string,
): Promise<Try | undefined> {
  const known = await store.get(triesKey(workspace, user));
  return known?.tries.find((one) => one.press === press);
}

/** Keeps the first outcome of a try. False if there is no such try or it has an outcome. */
export async function finishTry(
  { store }: StoreDeps,
  workspace: string,
  user: string,
  { press, outcome }: { readonly press: string; readonly outcome: Outcome },
): Promise<boolean> {
  const key = triesKey(workspace, user);
  return store.update([key], (before = noTries) => {
    const found = before.tries.find((one) => one.press === press);
    if (!found || found.outcome) return { writes: [], result: false };
    const tries = before.tries.map((one) => (one === found ? { ...one, outcome } : one));
    return { writes: [put(key, { ...before, tries })], result: true };
  });
}

/** A person's tries, the newest first. */
export async function triesOf(
  { store }: StoreDeps,
  workspace: string,
  user: string,
): Promise<readonly Pick<Try, 'skill' | 'date' | 'outcome'>[]> {
  const known = await store.get(triesKey(workspace, user));
  return known?.tries.toReversed() ?? [];
}

/** Turns a person's questions off. Resolves with the tries whose questions must be cancelled. */
export async function stopAsking(
  { store, clock }: Pick<TipDeps, 'store' | 'clock'>,
  workspace: string,
  user: string,
): Promise<readonly Try[]> {
  const key = triesKey(workspace, user);
  return store.update([key], (before = noTries) => ({
    writes: [put(key, { ...before, asks: false })],
    result: before.tries.filter(({ askAt = 0, outcome }) => !outcome && askAt * 1000 > clock.now()),
  }));
}

/** Turns a person's questions on again, for tries from now on. */
export async function startAsking(
  { store }: StoreDeps,
  workspace: string,
  user: string,
): Promise<void> {
  const key = triesKey(workspace, user);
  await store.update([key], (before = noTries) => ({
    writes: [put(key, { ...before, asks: true })],
    result: undefined,
  }));
}

export function questionAppointment(workspace: string, user: string, press: string): Appointment {
  return { workspace, kind: questionKind, id: `${user}/${press}` };
}

/** Each question is posted once, to the person alone. */
export function questionPlanner({ store, content }: TipDeps): Planner {
  const findTry = async ({ workspace, id }: Appointment) => {
    const [user = '', press = ''] = id.split('/', 2);
    const known = await store.get(triesKey(workspace, user));
    const attempt = known?.tries.find((one) => one.press === press);
    return known?.asks && attempt && !attempt.outcome ? { user, attempt } : undefined;
  };
  return {
    next: async (appointment, after) => {
      const found = await findTry(appointment);
      const postAt = found?.attempt.askAt;
      if (!found || postAt === undefined || postAt <= after) return undefined;
      return { occurrence: 'once', postAt, place: { channel: found.user } };
    },
    compose: async (appointment) => {
      const { words, library } = content();
      const found = await findTry(appointment);
      if (!found) throw new Error('try not found');
      const { tip, press, text } = found.attempt;
      const known = text ?? findChoice(library, tip)?.text ?? library.find(skillOf(tip))?.title;
      return questionMessage(words, { text: known ?? '', press });
    },
    ended: async () => {},
  };
}
