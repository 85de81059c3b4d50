import type { KeyvStoreAdapter } from 'keyv';
import { type Engine, textKeyv } from '../engine.ts';
import { endOf } from '../entry.ts';
import { batchSize } from './prefix.ts';

/** Keeps everything in this process: for tests and for trying the app out. */
export function memoryEngine(): Engine {
  const texts = new Map<string, string>();
  const adapter = mapAdapter(texts);
  return {
    keyv: textKeyv(adapter),
    update: async (keys, decide) => {
      for (const { key, text } of decide(keys.map((key) => texts.get(key)))) {
        if (text === undefined) texts.delete(key);
        else texts.set(key, text);
      }
    },
    batches: async function* (prefix) {
      const keys = [...texts.keys()].filter((key) => key.startsWith(prefix));
      for (let start = 0; start < keys.length; start += batchSize) {
        yield keys.slice(start, start + batchSize).flatMap((key) => {
          const text = texts.get(key);
          return text === undefined ? [] : [{ key, text }];
        });
      }
    },
    workspaceKeys: async function* (workspace) {
      const name = new RegExp(`^[a-z-]+:${workspace}/`);
      yield [...texts.keys()].filter((key) => name.test(key));
    },
    sweep: async (before) => {
      for (const [key, text] of texts) {
        if ((endOf(text) ?? Number.POSITIVE_INFINITY) < before) texts.delete(key);
      }
    },
    size: async () => texts.size,
    close: async () => {},
  };
}

/** Unlike a bare Map in Keyv, `setMany` is one step. */
function mapAdapter(texts: Map<string, string>): KeyvStoreAdapter {
  const adapter: KeyvStoreAdapter = {
    opts: {},
    on: () => adapter,
    get: async <Value>(key: string) => texts.get(key) as Value | undefined,
    getMany: async <Value>(keys: string[]) => keys.map((key) => texts.get(key) as Value),
    set: async (key, text) => void texts.set(key, text),
    setMany: async (lines) => {
      for (const { key, value } of lines) texts.set(key, value);
    },
    delete: async (key) => texts.delete(key),
    clear: async () => texts.clear(),
  };
  return adapter;
}
