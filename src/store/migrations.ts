import { z } from 'zod';
import type { Log } from '../ports/log.ts';
import { type Key, put, type Store } from '../ports/store.ts';
import { Problems } from '../problems.ts';

/**
 * Migrates the data of one version to the next. It may be interrupted and run again, so it must be
 * idempotent.
 */
export type Migration = (store: Store) => Promise<void>;

/**
 * The first migrates version 1 to version 2, and so on. A step never changes after its release.
 * @internal
 */
export const migrations: readonly Migration[] = [];

const versionKey: Key<number> = { namespace: 'store', name: '_/version', schema: z.int().min(1) };

/** Longer than all steps should take, in milliseconds; other replicas wait. */
const migrationLockTimeout = 600_000;

/** The version of the data, none in an empty store, and the one that this app knows. */
export async function dataVersion(
  store: Store,
): Promise<{ readonly found: number | undefined; readonly known: number }> {
  return { found: await store.get(versionKey), known: migrations.length + 1 };
}

/**
 * Migrates the data to the version that this app knows, one replica at a time. Rejects with
 * `Problems`, leaving the data unchanged, if a newer app wrote it.
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
  rejectNewer(found, known);
  if (found === known) return;
  await store.withLock(
    '_/migration',
    async () => {
      const from = (await store.get(versionKey)) ?? known;
      rejectNewer(from, known);
      for (const [index, step] of steps.entries()) {
        const to = index + 2;
        if (to <= from) continue;
        await step(store);
        await store.setMany([put(versionKey, to)]);
        log.info({ to }, 'migrated data to a newer version');
      }
    },
    migrationLockTimeout,
  );
}

function rejectNewer(found: number, known: number): void {
  if (found <= known) return;
  const reason =
    `holds data of a newer Extra Mile (version ${found} of the data; this one knows ${known}).` +
    ' Nothing was changed. Start the newer one again, or name another store';
  throw new Problems([{ place: 'settings', field: 'STORE_URL', reason }]);
}
