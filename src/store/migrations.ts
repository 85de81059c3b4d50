import { z } from 'zod';
import type { Log } from '../ports/log.ts';
import { type Key, put, type Store } from '../ports/store.ts';
import { Problems } from '../problems.ts';

/** Brings the data of one version to the next. It may be broken off and run again, so that what it did once it must not do twice. */
export type Migration = (store: Store) => Promise<void>;

/** The first brings version 1 to version 2, and so on. A step is never changed after a release. */
export const migrations: readonly Migration[] = [];

const versionKey: Key<number> = { namespace: 'store', name: '_/version', schema: z.int().min(1) };

/** Longer than any step should take; who starts meanwhile waits. */
const migrationLockTimeout = 600_000;

/**
 * Brings the data to the version that this app knows, one replica at a time. Rejects with `Problems` where the data is of a newer app,
 * and leaves it as it is.
 */
export async function migrate(
  { store, log }: { readonly store: Store; readonly log: Log },
  steps: readonly Migration[] = migrations,
): Promise<void> {
  const known = steps.length + 1;
  const found = await store.update([versionKey], (version) => ({
    writes: version === undefined ? [put(versionKey, known)] : [],
    result: version ?? known,
  }));
  refuseNewer(found, known);
  if (found === known) return;
  await store.withLock(
    '_/migration',
    async () => {
      const from = (await store.get(versionKey)) ?? known;
      refuseNewer(from, known);
      for (const [place, step] of steps.entries()) {
        const to = place + 2;
        if (to <= from) continue;
        await step(store);
        await store.setMany([put(versionKey, to)]);
        log.info({ to }, 'the data was brought to a newer version');
      }
    },
    migrationLockTimeout,
  );
}

function refuseNewer(found: number, known: number): void {
  if (found <= known) return;
  const reason = `holds data of a newer Extra Mile (version ${found} of the data; this one knows ${known}). Nothing was changed. Start the newer one again, or name another store`;
  throw new Problems([{ place: 'settings', field: 'STORE_URL', reason }]);
}
