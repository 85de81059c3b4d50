import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { type Key, put, remove, type Store } from '../../src/ports/store.ts';
import {
  appended,
  headKey,
  type Index,
  placeKeys,
  placesOf,
  removed,
} from '../../src/store/index-pages.ts';
import type { Indexed } from '../../src/store/indexed.ts';

/**
 * A record with indexes as a feature would keep it: thanks, by day, by each person thanked, and by
 * the giver.
 */
const thanks = z.object({
  from: z.string(),
  to: z.array(z.string()),
  day: z.string(),
  text: z.string(),
});
export type Thanks = z.infer<typeof thanks>;

const namesOf = ({ from, to, day }: Thanks): string[] => [
  `day/${day}`,
  `from/${from}`,
  ...to.map((person) => `to/${person}`),
];

export const thanksKind: Indexed<Thanks> = {
  namespace: 'thanks',
  recordPrefix: 'record/',
  schema: thanks,
  indexesOf: namesOf,
  isIndex: (name) => /^(day|from|to)\//.test(name),
};

export const thanksKey = (workspace: string, id: string): Key<Thanks> => ({
  namespace: 'thanks',
  name: `${workspace}/record/${id}`,
  schema: thanks,
});

export const thanksIndex = (workspace: string, name: string): Index => ({
  namespace: 'thanks',
  workspace,
  name,
});

const indexesOf = (workspace: string, value: Thanks): Index[] =>
  namesOf(value).map((name) => thanksIndex(workspace, name));

/** Appends the record and its index entries; false if it exists. */
export function give(
  { store }: { readonly store: Pick<Store, 'update'> },
  workspace: string,
  id: string,
  value: Thanks,
): Promise<boolean> {
  const key = thanksKey(workspace, id);
  const indexes = indexesOf(workspace, value);
  return store.update([key, ...indexes.map(headKey)], (known, ...heads) =>
    known
      ? { writes: [], result: false }
      : {
          writes: [
            put(key, value),
            ...indexes.flatMap((index, at) => appended(index, heads[at], id)),
          ],
          result: true,
        },
  );
}

/** Removes the record and its index entries; retries if it changes in between. */
export async function removeThanks(
  { store }: { readonly store: Store },
  workspace: string,
  id: string,
): Promise<void> {
  const key = thanksKey(workspace, id);
  for (;;) {
    const value = await store.get(key);
    if (!value) return;
    const places = await placesOf({ store }, indexesOf(workspace, value), id);
    const done = await store.update([key, ...placeKeys(places)], (known, ...pages) =>
      isDeepStrictEqual(known, value)
        ? { writes: [remove(key), ...removed(places, pages, id)], result: true }
        : { writes: [], result: false },
    );
    if (done) return;
  }
}
