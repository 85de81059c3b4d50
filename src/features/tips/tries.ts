import { plain } from '../../content/markdown.ts';
import type { Appointment, Planner } from '../../ports/outbox.ts';
import { put } from '../../ports/store.ts';
import type { TipDeps } from './deps.ts';
import { type Outcome, type Tries, type Try, triesKey } from './keys.ts';
import { questionMessage } from './message.ts';
import { skillOf, tipOf } from './tip.ts';

/** The outbox's kind for questions how a try went; an appointment's id is a person and the press. */
export const questionKind = 'question';

/** So many tries of a person are kept; `/care me` shows the latest few. */
const mostTries = 100;

const noTries: Tries = { asks: true, tries: [] };

/** Late in a working day, when the shift can be looked back on. */
const askingTime = Temporal.PlainTime.from('16:30');
/** Who wants to try something later than this is asked on the next working day. */
const latestStart = Temporal.PlainTime.from('16:00');

/** When a person who starts now is asked how it went, in their own zone. */
export function askingMoment(now: number, zone: string): Temporal.ZonedDateTime {
  const start = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone);
  const tooLate = Temporal.PlainTime.compare(start.toPlainTime(), latestStart) > 0;
  let date = start.toPlainDate().add({ days: tooLate ? 1 : 0 });
  while (date.dayOfWeek > 5) date = date.add({ days: 1 });
  return date.toZonedDateTime({ timeZone: zone, plainTime: askingTime });
}

/** Notes that a person wants to try a tip. `isNew` is false when they said so before. */
export async function begin(
  { store }: Pick<TipDeps, 'store'>,
  workspace: string,
  user: string,
  attempt: Try,
): Promise<{ readonly isNew: boolean; readonly asks: boolean }> {
  const key = triesKey(workspace, user);
  return store.update([key], (before) => {
    const { asks, tries } = before ?? noTries;
    const known = tries.find(({ press }) => press === attempt.press);
    // Who tried it unasked and wants to be asked after all says so by pressing again.
    const isNew = !known || (asks && known.askAt === undefined && !known.outcome);
    const { askAt, ...quiet } = attempt;
    const next = asks && askAt !== undefined ? attempt : quiet;
    const others = tries.filter((one) => one !== known);
    const after = { asks, tries: [...others, next].slice(-mostTries) };
    return { writes: isNew ? [put(key, after)] : [], result: { isNew, asks } };
  });
}

/** A try that was not answered yet. */
export async function openTry(
  { store }: Pick<TipDeps, 'store'>,
  workspace: string,
  user: string,
  press: string,
): Promise<Try | undefined> {
  const known = await store.get(triesKey(workspace, user));
  return known?.tries.find((one) => one.press === press && !one.outcome);
}

/** Keeps how a try went; the first answer counts. False where there is no such try, or where it was answered. */
export async function finish(
  { store }: Pick<TipDeps, 'store'>,
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

/** What a person tried, the newest first. */
export async function triesOf(
  { store }: Pick<TipDeps, 'store'>,
  workspace: string,
  user: string,
): Promise<readonly Pick<Try, 'skill' | 'date' | 'outcome'>[]> {
  const known = await store.get(triesKey(workspace, user));
  return known?.tries.toReversed() ?? [];
}

/** Asks a person nothing any more. Resolves with the tries whose question is still to come, and has to be called off. */
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

/** Asks a person again how it went, about what they try from now on. */
export async function askAgain(
  { store }: Pick<TipDeps, 'store'>,
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

/** Each question is asked once, of the person alone. */
export function questionPlanner({ store, content }: TipDeps): Planner {
  const tryOf = async ({ workspace, id }: Appointment) => {
    const [user = '', press = ''] = id.split('/', 2);
    const known = await store.get(triesKey(workspace, user));
    const attempt = known?.tries.find((one) => one.press === press);
    return known?.asks && attempt && !attempt.outcome ? { user, attempt } : undefined;
  };
  return {
    next: async (appointment, after) => {
      const found = await tryOf(appointment);
      const postAt = found?.attempt.askAt;
      if (!found || postAt === undefined || postAt <= after) return undefined;
      return { occurrence: 'once', postAt, place: { channel: found.user } };
    },
    compose: async (appointment) => {
      const { words, library } = content();
      const found = await tryOf(appointment);
      if (!found) throw new Error('a try is gone');
      const { tip, press } = found.attempt;
      const skill = library.find(skillOf(tip));
      const texts = skill?.kind === 'skill' ? skill.tips.map(plain) : [];
      const text = texts.find((one) => tipOf(skillOf(tip), one).id === tip) ?? skill?.title ?? '';
      return questionMessage(words, { tip: text, press });
    },
    ended: async () => {},
  };
}
