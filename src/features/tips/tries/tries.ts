import { put } from '../../../ports/store.ts';
import type { TipDeps } from '../deps.ts';
import { type Outcome, type Tries, type Try, triesKey } from '../keys.ts';
import { withPressedRecall } from './schedule.ts';

type StoreDeps = Pick<TipDeps, 'store'>;

/** How many tries of a person are kept; `/care me` shows the latest few. */
const maxTries = 100;

const noTries: Tries = { asks: true, tries: [] };

/**
 * Records that a person wants to try something. `questionAt` says when they are asked how it went,
 * in seconds. `isStored` is false if the try was already stored with its question.
 */
export async function startTry(
  { store }: StoreDeps,
  workspace: string,
  user: string,
  attempt: Omit<Try, 'askAt'>,
  questionAt: (tries: Tries) => number | undefined,
): Promise<{
  readonly isStored: boolean;
  readonly asks: boolean;
  readonly askAt: number | undefined;
}> {
  const key = triesKey(workspace, user);
  return store.update([key], (before = noTries) => {
    const { asks, tries } = before;
    const known = tries.find(({ press }) => press === attempt.press);
    // A second press after questions were turned on again schedules the question.
    const isStored = !known || (asks && known.askAt === undefined && !known.outcome);
    const askAt = asks ? questionAt(before) : undefined;
    const next = askAt === undefined ? attempt : { ...attempt, askAt };
    const others = tries.filter((one) => one !== known);
    const after = { ...before, tries: [...others, next].slice(-maxTries) };
    return { writes: isStored ? [put(key, after)] : [], result: { isStored, asks, askAt } };
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

/** What was tried with this press, whenever it was, doesn't come back any more. */
export async function endRecallOf(
  { store }: StoreDeps,
  workspace: string,
  user: string,
  press: string,
): Promise<void> {
  const key = triesKey(workspace, user);
  await store.update([key], (before = noTries) => {
    const found = before.tries.find((one) => one.press === press);
    const tries = before.tries.map((one) =>
      one.tip === found?.tip ? { ...one, isEnded: true } : one,
    );
    return { writes: found ? [put(key, { ...before, tries })] : [], result: undefined };
  });
}

/** Notes that a person pressed a question about an earlier try, which they want more of then. */
export async function notePressedRecall(
  { store, clock }: Pick<TipDeps, 'store' | 'clock'>,
  workspace: string,
  user: string,
): Promise<void> {
  const key = triesKey(workspace, user);
  await store.update([key], (before) => ({
    writes: before ? [put(key, withPressedRecall(before, clock.now()))] : [],
    result: undefined,
  }));
}

/** Whether anything that a person tried comes back. */
export async function setRecalls(
  { store }: StoreDeps,
  workspace: string,
  user: string,
  recalls: boolean,
): Promise<void> {
  const key = triesKey(workspace, user);
  await store.update([key], (before = noTries) => ({
    writes: [put(key, { ...before, recalls })],
    result: undefined,
  }));
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
