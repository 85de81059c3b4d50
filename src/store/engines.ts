import type { Random } from '../ports/random.ts';
import { Problems } from '../problems.ts';
import type { Engine } from './engine.ts';
import { memoryEngine } from './engines/memory.ts';
import { parseStoreUrl } from './store-url.ts';

/** Opens the engine that `url` names; the others are never loaded. Rejects with `Problems` where it can't be used. */
export async function openEngine({
  url,
  chance,
  mustExist = false,
}: {
  readonly url: string;
  /** Whether a file that isn't there is a problem, or is made. */
  readonly mustExist?: boolean;
  readonly chance: Random;
}): Promise<Engine> {
  const address = parseStoreUrl(url);
  if ('problem' in address) {
    throw new Problems([{ place: 'settings', field: 'STORE_URL', reason: address.problem }]);
  }
  switch (address.engine) {
    case 'memory':
      return memoryEngine();
    case 'sqlite': {
      const { sqliteEngine } = await import('./engines/sqlite.ts');
      return sqliteEngine({ ...address, mustExist, chance });
    }
    case 'postgres': {
      const { postgresEngine } = await import('./engines/postgres.ts');
      return postgresEngine(address);
    }
    case 'redis': {
      const { redisEngine } = await import('./engines/redis.ts');
      return redisEngine({ ...address, chance });
    }
  }
}
