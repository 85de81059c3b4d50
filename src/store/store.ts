import { type Store, systemChance } from '../ports.ts';
import { engineStore, type StoreTools } from './engine-store.ts';
import { openEngine } from './engines.ts';

/** Opens the store behind `url`, which is as `STORE_URL` is. Rejects with `Problems` where it can't be used. */
export async function openStore({
  url,
  ...tools
}: StoreTools & { readonly url: string }): Promise<Store> {
  const { chance = systemChance } = tools;
  return engineStore(await openEngine({ url, chance }), tools);
}
