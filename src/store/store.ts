import { systemRandom } from '../ports/random.ts';
import { type Store, StoreUnavailable } from '../ports/store.ts';
import { firstLine, Problems } from '../problems.ts';
import { engineStore, type StoreDeps } from './engine-store.ts';
import { openEngine } from './engines.ts';
import { migrate } from './migrations.ts';

/**
 * Opens the store at `url` (see `STORE_URL`). Rejects with `Problems`, leaving it unchanged, if it
 * can't be used.
 */
export async function openStore({
  url,
  mustExist = false,
  ...deps
}: StoreDeps & {
  readonly url: string;
  /** Whether a missing file is a problem; otherwise it is created. */
  readonly mustExist?: boolean;
}): Promise<Store> {
  const { random = systemRandom, log } = deps;
  const engine = await openEngine({ url, random, mustExist });
  for (const warning of engine.warnings ?? []) log.warn({}, warning);
  const store = engineStore(engine, deps);
  try {
    await migrate({ store, log });
    return store;
  } catch (error) {
    await store.close();
    if (!(error instanceof StoreUnavailable)) throw error;
    const reason = `cannot be used: ${firstLine(error.cause)}`;
    throw new Problems([{ place: 'settings', field: 'STORE_URL', reason }]);
  }
}
