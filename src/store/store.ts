import { systemRandom } from '../ports/random.ts';
import { type Store, StoreUnavailable } from '../ports/store.ts';
import { firstLine, Problems } from '../problems.ts';
import { engineStore, type StoreDeps } from './engine-store.ts';
import { openEngine } from './engines.ts';
import { dataVersion, migrate } from './migrations.ts';
import { MissingStore } from './missing-store.ts';

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
  /** Whether a store without data of the app is a problem; otherwise it begins there. */
  readonly mustExist?: boolean;
}): Promise<Store> {
  const { random = systemRandom, log } = deps;
  const engine = await openEngine({ url, random, mustExist });
  for (const warning of engine.warnings ?? []) log.warn({}, warning);
  const store = engineStore(engine, deps);
  try {
    if (mustExist && (await dataVersion(store)).found === undefined)
      throw new MissingStore('is empty: the app has never started with it');
    await migrate({ store, log });
    return store;
  } catch (error) {
    await store.close();
    if (!(error instanceof StoreUnavailable)) throw error;
    const reason = `cannot be used: ${firstLine(error.cause)}`;
    throw new Problems([{ place: 'settings', field: 'STORE_URL', reason }]);
  }
}
