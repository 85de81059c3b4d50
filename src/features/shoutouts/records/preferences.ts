import type { Clock } from '../../../ports/clock.ts';
import { put } from '../../../ports/store.ts';
import { firstCardDelay, type Thanked } from '../shoutout.ts';
import { defaultPreferences, type Preferences, preferencesKey } from './keys.ts';
import type { RepositoryDeps } from './repository.ts';

/** Preferences by person; the default (publicly, not retold) for a person who has chosen none. */
export async function preferencesOf(
  { store }: RepositoryDeps,
  workspace: string,
  users: readonly string[],
): Promise<ReadonlyMap<string, Preferences>> {
  const found = await store.getMany(users.map((user) => preferencesKey(workspace, user)));
  return new Map(users.map((user, place) => [user, found[place] ?? defaultPreferences]));
}

/** People with their wishes, for `newShoutout` and `edit`. */
export async function thankedPeople(
  { store, clock }: RepositoryDeps & { readonly clock: Clock },
  workspace: string,
  users: readonly string[],
): Promise<readonly Thanked[]> {
  const preferences = await preferencesOf({ store }, workspace, users);
  return [...preferences].map(([id, { wish, retell, introduced, introducedAt }]) => {
    const heardAt = introduced ? introducedAt : clock.now();
    return { id, wish, retell, newUntil: heardAt && heardAt + firstCardDelay };
  });
}

/** A new wish applies to later shout-outs only; no longer agreeing to `retell` applies to all. */
export async function updatePreferences(
  { store }: RepositoryDeps,
  workspace: string,
  user: string,
  changes: Partial<Pick<Preferences, 'wish' | 'retell'>>,
): Promise<Preferences> {
  const key = preferencesKey(workspace, user);
  return store.update([key], (before = defaultPreferences) => {
    // A person who has chosen needs neither the introduction nor time to choose.
    const { introducedAt: _, ...rest } = before;
    const result = { ...rest, ...changes, introduced: true };
    return { writes: [put(key, result)], result };
  });
}

/** True once per person: the caller then sends the introduction. */
export async function claimIntroduction(
  { store, clock }: RepositoryDeps & { readonly clock: Clock },
  workspace: string,
  user: string,
): Promise<boolean> {
  const key = preferencesKey(workspace, user);
  return store.update([key], (before = defaultPreferences) =>
    before.introduced
      ? { writes: [], result: false }
      : {
          writes: [put(key, { ...before, introduced: true, introducedAt: clock.now() })],
          result: true,
        },
  );
}

/**
 * A person who takes their first thanks out of the channel, and has never chosen how they want to be
 * thanked, is asked from then on. True if that is new.
 */
export async function askFromNowOn(
  { store }: RepositoryDeps,
  workspace: string,
  user: string,
): Promise<boolean> {
  const key = preferencesKey(workspace, user);
  return store.update([key], (before) => {
    if (before?.introducedAt === undefined) return { writes: [], result: false };
    const { introducedAt: _, ...rest } = before;
    return { writes: [put(key, { ...rest, wish: 'ask' as const })], result: true };
  });
}
