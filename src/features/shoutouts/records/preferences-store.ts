import { put } from '../../../ports/store.ts';
import type { Thanked } from '../shoutout.ts';
import { defaultPreferences, type Preferences, preferencesKey } from './keys.ts';
import type { RepositoryDeps } from './repository.ts';

/** Everyone's settings by their ids; who never chose has the default: publicly, and not told again. */
export async function preferencesOf(
  { store }: RepositoryDeps,
  workspace: string,
  users: readonly string[],
): Promise<ReadonlyMap<string, Preferences>> {
  const found = await store.getMany(users.map((user) => preferencesKey(workspace, user)));
  return new Map(users.map((user, place) => [user, found[place] ?? defaultPreferences]));
}

/** The people of a shout-out as `newShoutout` and `edit` want to know them. */
export async function thankedPeople(
  { store }: RepositoryDeps,
  workspace: string,
  users: readonly string[],
): Promise<readonly Thanked[]> {
  const settings = await preferencesOf({ store }, workspace, users);
  return [...settings].map(([id, { wish, retell }]) => ({ id, wish, retell }));
}

/** Holds for what is given from now on; taking back that moments may be retold holds for all of them at once. */
export async function choose(
  { store }: RepositoryDeps,
  workspace: string,
  user: string,
  choice: Partial<Pick<Preferences, 'wish' | 'retell'>>,
): Promise<Preferences> {
  const key = preferencesKey(workspace, user);
  return store.update([key], (before = defaultPreferences) => {
    const result = { ...before, ...choice };
    return { writes: [put(key, result)], result };
  });
}

/** True once in a person's life: then they get the note that says what this is. */
export async function introduce(
  { store }: RepositoryDeps,
  workspace: string,
  user: string,
): Promise<boolean> {
  const key = preferencesKey(workspace, user);
  return store.update([key], (before = defaultPreferences) =>
    before.introduced
      ? { writes: [], result: false }
      : { writes: [put(key, { ...before, introduced: true })], result: true },
  );
}
