import type { Store } from '../ports.ts';
import { engineStore, type StoreTools } from './engine-store.ts';
import { openEngine } from './engines.ts';

/** Opens the store behind `url` (`memory:`, …). Rejects with `Problems` where it can't be used. */
export async function openStore({
  url,
  ...tools
}: StoreTools & { readonly url: string }): Promise<Store> {
  return engineStore(await openEngine({ url }), tools);
}
