import { type Store, systemChance } from '../ports.ts';
import { engineStore, type StoreTools } from './engine-store.ts';
import { openEngine } from './engines.ts';
import { migrate } from './migrations.ts';

/** Opens the store behind `url`, which is as `STORE_URL` is. Rejects with `Problems` where it can't be used, and leaves it as it is. */
export async function openStore({
  url,
  ...tools
}: StoreTools & { readonly url: string }): Promise<Store> {
  const { chance = systemChance, log } = tools;
  const store = engineStore(await openEngine({ url, chance }), tools);
  try {
    await migrate({ store, log });
    return store;
  } catch (error) {
    await store.close();
    throw error;
  }
}
