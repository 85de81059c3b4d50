import { type Decision, put, type Store } from '../../../ports/store.ts';
import { mostADay, type Shoutout } from '../shoutout.ts';
import type { Transition } from '../transitions.ts';
import { duplicateDigest } from './duplicate-key.ts';
import { indexWrites } from './index-writes.ts';
import { doneKey, duplicateKey, quotaKey, shoutoutKey } from './keys.ts';

export type RepositoryDeps = { readonly store: Store };

/** Longer than Slack repeats an event: with Delayed Events a day. */
const rememberedFor = 25 * 3_600_000;
const quotaKeptFor = 48 * 3_600_000;

export type Given =
  | { readonly kind: 'given' | 'again'; readonly shoutout: Shoutout }
  /** It was given before, and deleted since. */
  | { readonly kind: 'gone' }
  | { readonly kind: 'enough for today' };

/**
 * Keeps a new shout-out. `press` is Slack's own name for what led to it (the id of the view or the event, the trigger's id): the same
 * one again, at once or within a day, at this replica or another, is the same shout-out. So are the same words to the same people
 * within `sameWithin` milliseconds, unless they were taken back.
 */
export async function addShoutout(
  { store }: RepositoryDeps,
  workspace: string,
  press: string,
  shoutout: Shoutout,
  sameWithin = 0,
): Promise<Given> {
  const { id, from, day, created } = shoutout;
  const done = doneKey(workspace, press);
  const quota = quotaKey(workspace, from, day);
  const twin = duplicateKey(workspace, await duplicateDigest(shoutout));
  const gone = await takenBack({ store }, workspace, twin);
  const plan = await indexWrites({ store }, workspace, undefined, shoutout);
  const keys = [done, twin, quota, ...plan.keys] as const;
  const outcome = await store.update(keys, (before, same, today, ...values) => {
    const ids = today?.ids ?? [];
    if (before) return { writes: [], result: before.id };
    if (same && same.id !== gone && created - same.created < sameWithin)
      return { writes: [], result: same.id };
    if (ids.length >= mostADay) return { writes: [], result: undefined };
    return {
      writes: [
        put(done, { id }, rememberedFor),
        ...(sameWithin > 0 ? [put(twin, { id, created }, sameWithin)] : []),
        put(quota, { ids: [...ids, id] }, quotaKeptFor),
        ...plan.writes(values, shoutout),
      ],
      result: id,
    };
  });
  if (outcome === undefined) return { kind: 'enough for today' };
  if (outcome === id) return { kind: 'given', shoutout };
  const earlier = await findShoutout({ store }, workspace, outcome);
  return earlier ? { kind: 'again', shoutout: earlier } : { kind: 'gone' };
}

/** The id of the same words given lately, where they were deleted since. */
async function takenBack(
  { store }: RepositoryDeps,
  workspace: string,
  twin: ReturnType<typeof duplicateKey>,
): Promise<string | undefined> {
  const same = await store.get(twin);
  return same && !(await findShoutout({ store }, workspace, same.id)) ? same.id : undefined;
}

/** How many more this person can give today, by their own date. */
export async function leftToday(
  { store }: RepositoryDeps,
  workspace: string,
  user: string,
  day: string,
): Promise<number> {
  const given = await store.get(quotaKey(workspace, user, day));
  return Math.max(0, mostADay - (given?.ids.length ?? 0));
}

export function findShoutout(
  { store }: RepositoryDeps,
  workspace: string,
  id: string,
): Promise<Shoutout | undefined> {
  return store.get(shoutoutKey(workspace, id));
}

export type Changed =
  /** `after` is what it is now; none after it was deleted. */
  | { readonly kind: 'changed'; readonly before: Shoutout; readonly after: Shoutout | undefined }
  /** There is nothing to do, or this person may not do it. */
  | { readonly kind: 'unchanged'; readonly shoutout: Shoutout }
  | { readonly kind: 'gone' };

/** Others may change it meanwhile; so often in a row is a fault. */
const mostTries = 50;

/** Changes a shout-out and everything that follows from it, as one step. */
export async function changeShoutout(
  { store }: RepositoryDeps,
  workspace: string,
  id: string,
  decide: Transition,
): Promise<Changed> {
  const key = shoutoutKey(workspace, id);
  for (let tries = 0; tries < mostTries; tries += 1) {
    const found = await store.get(key);
    if (!found) return { kind: 'gone' };
    const planned = decide(found);
    if (!planned) return { kind: 'unchanged', shoutout: found };
    const plan = await indexWrites({ store }, workspace, found, afterOf(planned));
    const outcome = await store.update(
      [key, ...plan.keys],
      (before, ...values): Decision<Changed | undefined> => {
        if (!before) return { writes: [], result: { kind: 'gone' } };
        const decided = decide(before);
        if (!decided) return { writes: [], result: { kind: 'unchanged', shoutout: before } };
        const after = afterOf(decided);
        if (!plan.fits(before, after)) return { writes: [], result: undefined };
        const writes = plan.writes(values, after, before);
        return { writes, result: { kind: 'changed', before, after } };
      },
    );
    if (outcome) return outcome;
  }
  throw new Error('a shout-out kept changing while it was to be changed');
}

const afterOf = (decided: Shoutout | 'deleted'): Shoutout | undefined =>
  decided === 'deleted' ? undefined : decided;
