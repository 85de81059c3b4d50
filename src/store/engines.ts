import type { Engine } from './engine.ts';
import { memoryEngine } from './engines/memory.ts';

export async function openEngine({ url }: { readonly url: string }): Promise<Engine> {
  if (url === 'memory:') return memoryEngine();
  throw new Error('no such engine');
}
