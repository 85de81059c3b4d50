import { systemRandom } from '../ports/random.ts';
import { type Store, StoreUnavailable } from '../ports/store.ts';
import { firstLine, Problems } from '../problems.ts';
import { engineStore, type StoreTools } from './engine-store.ts';
import { openEngine } from './engines.ts';
import { migrate } from './migrations.ts';

/** Opens the store behind `url`, which is as `STORE_URL` is. Rejects with `Problems` where it can't be used, and leaves it as it is. */
export async function openStore({
  url,
  ...tools
}: StoreTools & { readonly url: string }): Promise<Store> {
  const { chance = systemRandom, log } = tools;
  const engine = await openEngine({ url, chance });
  for (const warning of engine.warnings ?? []) log.warn({}, warning);
  const store = engineStore(engine, tools);
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
