import type { Metrics } from '../ports/metrics.ts';
import { type Store, StoreUnavailable } from '../ports/store.ts';

/** Times the store's calls. What a lock or a walk takes is up to its caller, so it isn't timed. */
export function timedStore(store: Store, { storeCall }: Metrics): Store {
  async function timed<Result>(operation: string, call: Promise<Result>): Promise<Result> {
    const started = performance.now();
    let hasFailed = false;
    try {
      return await call;
    } catch (error) {
      hasFailed = error instanceof StoreUnavailable;
      throw error;
    } finally {
      storeCall(operation, (performance.now() - started) / 1000, hasFailed);
    }
  }
  return {
    ...store,
    get: (key) => timed('get', store.get(key)),
    getMany: (keys) => timed('get_many', store.getMany(keys)),
    setMany: (writes) => timed('set_many', store.setMany(writes)),
    update: (keys, decide) => timed('update', store.update(keys, decide)),
    claim: (name, ttl) => timed('claim', store.claim(name, ttl)),
    release: (name) => timed('release', store.release(name)),
  };
}
