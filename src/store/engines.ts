import type { Random } from '../ports/random.ts';
import { Problems } from '../problems.ts';
import type { Engine } from './engine.ts';
import { memoryEngine } from './engines/memory.ts';
import { parseStoreUrl } from './store-url.ts';

/**
 * Opens the engine that `url` names and loads no other. Rejects with `Problems` if it can't be
 * used.
 */
export async function openEngine({
  url,
  random,
  mustExist = false,
}: {
  readonly url: string;
  /** Whether a missing file or table is a problem; otherwise it is created. */
  readonly mustExist?: boolean;
  readonly random: Random;
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
      return sqliteEngine({ ...address, mustExist, random });
    }
    case 'postgres': {
      const { postgresEngine } = await import('./engines/postgres.ts');
      return postgresEngine({ ...address, mustExist });
    }
    case 'redis': {
      const { redisEngine } = await import('./engines/redis.ts');
      return redisEngine({ ...address, random });
    }
  }
}
