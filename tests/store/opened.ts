import { onTestFinished } from 'vitest';
import { systemRandom } from '../../src/ports/random.ts';
import { engineStore } from '../../src/store/engine-store.ts';
import { openEngine } from '../../src/store/engines.ts';
import type { Opened, OpenParts } from './contract.ts';

/** The store behind `url`, closed after the test. */
export async function opened(url: string, parts: OpenParts): Promise<Opened> {
  const engine = await openEngine({ url, random: systemRandom });
  const store = engineStore(engine, parts);
  onTestFinished(() => store.close());
  const again = async () => {
    if (url === 'memory:') return store;
    const other = engineStore(await openEngine({ url, random: systemRandom }), parts);
    onTestFinished(() => other.close());
    return other;
  };
  return {
    store,
    engine,
    again,
    scribble: (key, text) => engine.update([], () => [{ key, text }]),
  };
}
