import { type Decision, put, type Store } from '../../../ports/store.ts';
import { maxPerDay, type Shoutout } from '../shoutout.ts';
import type { Transition } from '../transitions.ts';
import { indexWrites } from './index-writes.ts';
import { doneKey, doneTtl, duplicateKey, quotaKey, shoutoutKey } from './keys.ts';

export type RepositoryDeps = { readonly store: Store };

const quotaTtl = 48 * 3_600_000;

export type Given =
  | { readonly kind: 'given' | 'again'; readonly shoutout: Shoutout }
  /** It was given before, and deleted since. */
  | { readonly kind: 'gone' }
  | { readonly kind: 'quota-reached' };

/**
 * Stores a new shout-out. `dedupeKey` is Slack's id of its cause (view, event or trigger): the same
 * one within a day, at any replica, is the same shout-out. So is the same text to the same people
 * with the same skill and channel within `duplicateWindow` milliseconds, unless the first one was
 * deleted.
 */
export async function addShoutout(
  { store }: RepositoryDeps,
  workspace: string,
  dedupeKey: string,
  shoutout: Shoutout,
  duplicateWindow = 0,
): Promise<Given> {
  const { id, from, day, created } = shoutout;
  const done = doneKey(workspace, dedupeKey);
  const quota = quotaKey(workspace, from, day);
  const duplicate = await duplicateKey(workspace, shoutout);
  const deleted = await deletedDuplicate({ store }, workspace, duplicate);
  const plan = await indexWrites({ store }, workspace, undefined, shoutout);
  const keys = [done, duplicate, quota, ...plan.keys] as const;
  const outcome = await store.update(keys, (before, same, today, ...values) => {
    const ids = today?.ids ?? [];
    if (before) return { writes: [], result: before.id };
    if (same && same.id !== deleted && created - same.created < duplicateWindow)
      return { writes: [], result: same.id };
    if (ids.length >= maxPerDay) return { writes: [], result: undefined };
    return {
      writes: [
        put(done, { id }, doneTtl),
        ...(duplicateWindow > 0 ? [put(duplicate, { id, created }, duplicateWindow)] : []),
        put(quota, { ids: [...ids, id] }, quotaTtl),
        ...plan.writes(values, shoutout),
      ],
      result: id,
    };
  });
  if (outcome === undefined) return { kind: 'quota-reached' };
  if (outcome === id) return { kind: 'given', shoutout };
  const earlier = await findShoutout({ store }, workspace, outcome);
  return earlier ? { kind: 'again', shoutout: earlier } : { kind: 'gone' };
}

/** The id of the latest duplicate, if it was deleted. */
async function deletedDuplicate(
  { store }: RepositoryDeps,
  workspace: string,
  duplicate: Awaited<ReturnType<typeof duplicateKey>>,
): Promise<string | undefined> {
  const same = await store.get(duplicate);
  return same && !(await findShoutout({ store }, workspace, same.id)) ? same.id : undefined;
}

export function findShoutout(
  { store }: RepositoryDeps,
  workspace: string,
  id: string,
): Promise<Shoutout | undefined> {
  return store.get(shoutoutKey(workspace, id));
}

export type Changed =
  /** `after` is `undefined` if it was deleted. */
  | { readonly kind: 'changed'; readonly before: Shoutout; readonly after: Shoutout | undefined }
  /** This person may not change it, or there is nothing to change. */
  | { readonly kind: 'unchanged'; readonly shoutout: Shoutout }
  | { readonly kind: 'gone' };

/** Attempts, as others may change it at the same time. */
const maxAttempts = 50;

/** Changes a shout-out with its indexes and counts, atomically. */
export async function changeShoutout(
  { store }: RepositoryDeps,
  workspace: string,
  id: string,
  decide: Transition,
): Promise<Changed> {
  const key = shoutoutKey(workspace, id);
  for (let attempts = 0; attempts < maxAttempts; attempts += 1) {
    const found = await store.get(key);
    if (!found) return { kind: 'gone' };
    const expected = decide(found);
    if (!expected) return { kind: 'unchanged', shoutout: found };
    const plan = await indexWrites({ store }, workspace, found, afterOf(expected));
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
  throw new Error(`could not change a shout-out in ${maxAttempts} attempts`);
}

const afterOf = (decided: Shoutout | 'deleted'): Shoutout | undefined =>
  decided === 'deleted' ? undefined : decided;
