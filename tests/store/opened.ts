import { onTestFinished } from 'vitest';
import { systemChance } from '../../src/ports.ts';
import { engineStore } from '../../src/store/engine-store.ts';
import { openEngine } from '../../src/store/engines.ts';
import type { Opened, OpenParts } from './contract.ts';

/** The store behind `url`, closed after the test. */
export async function opened(url: string, parts: OpenParts): Promise<Opened> {
  const engine = await openEngine({ url, chance: systemChance });
  const store = engineStore(engine, parts);
  onTestFinished(() => store.close());
  return { store, scribble: (key, text) => engine.update([], () => [{ key, text }]) };
}
