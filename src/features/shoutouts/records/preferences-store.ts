import { put } from '../../../ports/store.ts';
import type { Thanked } from '../shoutout.ts';
import { defaultSettings, type Settings, settingsKey } from './keys.ts';
import type { Keeping } from './repository.ts';

/** Everyone's settings by their ids; who never chose has the default: publicly, and not told again. */
export async function settingsOf(
  { store }: Keeping,
  workspace: string,
  users: readonly string[],
): Promise<ReadonlyMap<string, Settings>> {
  const found = await store.getMany(users.map((user) => settingsKey(workspace, user)));
  return new Map(users.map((user, place) => [user, found[place] ?? defaultSettings]));
}

/** The people of a shout-out as `newShoutout` and `edit` want to know them. */
export async function thankedPeople(
  { store }: Keeping,
  workspace: string,
  users: readonly string[],
): Promise<readonly Thanked[]> {
  const settings = await settingsOf({ store }, workspace, users);
  return [...settings].map(([id, { wish, retell }]) => ({ id, wish, retell }));
}

/** Holds for what is given from now on; taking back that moments may be retold holds for all of them at once. */
export async function choose(
  { store }: Keeping,
  workspace: string,
  user: string,
  choice: Partial<Pick<Settings, 'wish' | 'retell'>>,
): Promise<Settings> {
  const key = settingsKey(workspace, user);
  return store.update([key], (before = defaultSettings) => {
    const result = { ...before, ...choice };
    return { writes: [put(key, result)], result };
  });
}

/** True once in a person's life: then they get the note that says what this is. */
export async function introduce(
  { store }: Keeping,
  workspace: string,
  user: string,
): Promise<boolean> {
  const key = settingsKey(workspace, user);
  return store.update([key], (before = defaultSettings) =>
    before.introduced
      ? { writes: [], result: false }
      : { writes: [put(key, { ...before, introduced: true })], result: true },
  );
}
